"""A yes to a photo has an end. Then the photo is erased, and nothing of it is kept."""

from django.db import transaction
from django.utils import timezone

from coproduction_site.uploads import erasing
from pages.files.models import PageFile


@transaction.atomic
def erase_what_is_over() -> int:
    """How many. Each by itself, so that no kept page goes on showing it."""
    over = list(PageFile.objects.over(timezone.localdate()))
    for photo in over:
        name = photo.file.name
        photo.delete()
        erasing.when_done(name)
    return len(over)
