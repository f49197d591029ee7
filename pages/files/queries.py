from django.db.models import Exists, OuterRef

from pages.files.models import PageFile


def noted_on(pages):
    """Whether a page has any comes with the page: most have none, and then nothing more is asked."""
    return pages.annotate(has_files=Exists(PageFile.objects.filter(page=OuterRef("pk"))))


def of_page(page):
    return page.files.select_related("page") if getattr(page, "has_files", True) else []
