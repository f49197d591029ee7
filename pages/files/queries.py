from django.db.models import Exists, OuterRef
from django.utils import timezone

from pages.files.models import PageFile


def noted_on(pages):
    """Whether a page has any comes with the page: most have none, and then nothing more is asked."""
    return pages.annotate(has_files=Exists(PageFile.objects.filter(page=OuterRef("pk"))))


def of_page(page):
    if not getattr(page, "has_files", True):
        return []
    return page.files.agreed(timezone.localdate()).select_related("page")
