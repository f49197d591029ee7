"""How what was said about changes of pages goes: by itself long after the end, or when somebody asks for it."""

from django.db import transaction

from coproduction_site.rights.sources import erase_row
from partners.models import ProfileChange, ProfileChangeEvent
from partners.profile import letters


def forget_what_was_said() -> int:
    """Notes, answers and reasons of changes that were over long ago."""
    over = ProfileChange.objects.over_long_ago()
    return ProfileChangeEvent.objects.filter(change__in=over).forget_what_was_said()


@transaction.atomic
def erase_note(event: ProfileChangeEvent) -> bool:
    """With the letters that hold it. False if it is gone already."""
    letters.forget_what_was_said(event)
    return erase_row(event)
