"""What a moderator decides, and the letter that goes with it, in one transaction.

The letter waits in the database with the decision: both are there, or neither is.
"""

from django.db import transaction

from stories import answering, letters


@transaction.atomic
def publish(story, moderator) -> None:
    story.publish(moderator)
    letters.published(story)
    answering.invite(story, moderator)


@transaction.atomic
def ask(story, moderator, question: str) -> None:
    story.ask(moderator, question)
    letters.question(story, question)


@transaction.atomic
def decline(story, moderator, reason: str, words: str = "") -> None:
    story.decline(moderator, reason, words)
    letters.declined(story, reason, words)


def hold(story, moderator, reason: str) -> None:
    """No letter: a safeguarding lead decides who may be told."""
    story.hold(moderator, reason)


def release(story, lead, reason: str) -> None:
    story.release(lead, reason)


def take_down(story, moderator, reason: str) -> None:
    """No letter by itself: the moderator has spoken to the teller, or writes to them."""
    story.take_down(moderator, reason)
