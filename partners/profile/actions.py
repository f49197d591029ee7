"""What is done to changes of pages without anybody pressing a button."""

from partners.models import ProfileChange, ProfileChangeEvent


def forget_what_was_said() -> int:
    """Notes, answers and reasons of changes that were over long ago."""
    over = ProfileChange.objects.over_long_ago()
    return ProfileChangeEvent.objects.filter(change__in=over).forget_what_was_said()
