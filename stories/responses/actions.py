"""What happens to an answer, and the letter that goes with it, in one transaction."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction

from stories import letters
from stories.models import Response, asking_partners
from stories.responses import letters as partner_letters

logger = logging.getLogger("stories")


def invite(story, moderator) -> None:
    """Call it in the transaction that publishes the story."""
    for response in asking_partners.named(story, moderator):
        partner_letters.invited(response)


def ask_who_can_sign_in_now() -> int:
    """In every round of every worker; of several one asks, and its letter goes with the clock."""
    return sum(map(_ask, Response.objects.to_ask()))


@transaction.atomic
def _ask(response) -> int:
    return partner_letters.invited(response) if asking_partners.ask(response) else 0


@transaction.atomic
def publish(response, moderator) -> None:
    response.publish(moderator)
    partner_letters.published(response)
    letters.answered(response.story, response)


@transaction.atomic
def give_back(response, moderator, reason: str) -> None:
    response.give_back(moderator, reason)
    partner_letters.returned(response)


@transaction.atomic
def remind(response, moderator) -> None:
    """Raises ValidationError if they were reminded today, have answered, or cannot sign in."""
    response.note_reminded(moderator)
    if not partner_letters.reminded(response):
        raise ValidationError(
            f"Nobody at {response.partner} can sign in yet, or they turned this letter off. Invite somebody first."
        )


def nudge_about_promises() -> int:
    """One letter for each promise that is past its day, ever. Several workers send it once."""
    return sum(_nudge(promise) for promise in Response.objects.promises_due().filter(nudged_at=None))


def _nudge(promise) -> bool:
    try:
        with transaction.atomic():
            if not promise.note_nudged():
                return False
            partner_letters.promise_due(promise)
    except Exception as error:
        logger.error("A letter about a promise failed: %s", type(error).__name__)
        return False
    return True
