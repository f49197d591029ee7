"""Whoever is on a photo agreed until the end of a year. Then it is erased, and the page does without."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from coproduction_site.uploads import erasing
from partners.models import Partner


@transaction.atomic
def erase_what_is_over() -> int:
    """How many. A page that somebody has open to edit is told that it moved."""
    this_year = str(timezone.localdate().year)
    over = Partner.objects.exclude(photo_until="").filter(photo_until__lt=this_year)
    over.update(version=F("version") + 1)
    for partner in (erased := list(over)):
        erasing.when_done(partner.photo.name)
        partner.photo = partner.photo_alt = partner.photo_until = ""
        partner._change_reason = "The yes of those on the photo has ended"
        partner.save()
    return len(erased)
