"""What a moderator decides, and the letter that goes with it, in one transaction.

The letter waits in the database with the decision: both are there, or neither is.
"""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction

from stories import letters
from stories.models import SafeguardingAlert, StoryEvent, safeguarding
from stories.responses import actions

logger = logging.getLogger("stories")


@transaction.atomic
def publish(story, moderator, unasked: str = "") -> None:
    story.publish(moderator, unasked)
    letters.published(story)
    actions.invite(story, moderator)


@transaction.atomic
def ask(story, moderator, question: str) -> None:
    story.ask(moderator, question)
    letters.question(story, question)


@transaction.atomic
def show_edits(story, moderator) -> None:
    story.show_edits(moderator)
    letters.shown_edits(story)


@transaction.atomic
def decline(story, moderator, reason: str, words: str = "") -> None:
    story.decline(moderator, reason, words)
    letters.declined(story, reason, words)


@transaction.atomic
def hold(story, moderator, reason: str, who: str = "", how: str = "", at=None) -> None:
    """No letter to the teller: a safeguarding lead decides who may be told. `who` was told already."""
    story.hold(moderator, reason)
    letters.safeguarding_alert(story)
    SafeguardingAlert.objects.note_seen(story, moderator)
    if who:
        safeguarding.tell(story, moderator, who, how, at)


def tell(story, lead, who: str, how: str, at=None) -> None:
    safeguarding.check_lead(lead)
    safeguarding.tell(story, lead, who, how, at)


def release(story, lead, reason: str) -> None:
    """`reason` is the note that moderators read before the story."""
    safeguarding.check_lead(lead)
    story.release(lead, reason)


@transaction.atomic
def break_glass(story, by, why: str) -> None:
    """Whoever does it is written down, and every lead is written to."""
    story.break_glass(by, why)
    letters.glass_broken(story, by)
    logger.warning("Account %s opened the held story %s in an emergency.", by.pk, story.reference)


@transaction.atomic
def take_down(story, moderator, reason: str, words: str = "", without_letter: bool = False) -> None:
    """`reason` is the code of one. Silence could keep somebody safe, and nothing else excuses it."""
    if without_letter and story.email and not was_held(story):
        raise ValidationError("The teller left an e-mail address. Tell them why it comes down.")
    story.take_down(moderator, reason, words)
    if not without_letter:
        letters.taken_down(story, reason, words)


def was_held(story) -> bool:
    return story.events.filter(kind=StoryEvent.Kind.HELD).exists()
