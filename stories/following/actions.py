"""What a teller does on their page, and the letter that goes with it, in one transaction."""

from django.db import transaction

from stories import letters
from stories.models import Story

WITHDRAWN = Story.State.WITHDRAWN


@transaction.atomic
def take_back(story) -> None:
    """Raises ValidationError if somebody was faster."""
    if story.state == WITHDRAWN:
        return
    story.withdraw()
    letters.taken_back(story)


@transaction.atomic
def bring_back(story) -> None:
    """Raises ValidationError if it is too late, or was not theirs to bring back."""
    story.bring_back()
    letters.brought_back(story)


@transaction.atomic
def change_consent(story, consent) -> None:
    """`consent` is a form that is valid. A no to the site takes a public story down."""
    if consent.save() and story.state == WITHDRAWN:
        letters.taken_back(story)
