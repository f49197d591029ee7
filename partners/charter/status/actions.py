"""What happens to an application for charter status, and the letters that go with it, in one transaction."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction

from coproduction_site.cache import revision
from partners.charter import letters
from partners.charter.pledges import actions
from partners.models import StatusApplication, StatusLevel
from partners.models.panel import show_again

logger = logging.getLogger("partners")


def opened(pledge) -> StatusApplication | None:
    """What the organisation is writing, or has sent; else its last one."""
    mine = pledge.applications.select_related("level", "pledge")
    return mine.open().first() or mine.order_by("-pk").first()


@transaction.atomic
def begin(pledge) -> StatusApplication:
    """The open application, or a new one that starts from the last: pressed twice, it is one."""
    if not pledge.is_public:
        raise ValidationError("Your pledge has to be on the website first.")
    level = StatusLevel.objects.first()
    if level is None:
        raise ValidationError("There are no levels yet. Please ask the council.")
    last = pledge.applications.order_by("-pk").first()
    application, is_new = pledge.applications.open().get_or_create(
        defaults={"level": level, "pledge": pledge}
    )
    if is_new and last:
        _start_from(application, last)
    return application


def _start_from(application, last) -> None:
    """What it said and showed last time is there to be put right, so that nobody types it again."""
    application.write(level=last.level, words=last.words)
    show_again(application, last)


@transaction.atomic
def send(application) -> None:
    application.send()
    letters.status_sent(application)


@transaction.atomic
def award(application, by, shown_words: str) -> None:
    application.award(by, shown_words)
    letters.status_decided(application)


@transaction.atomic
def not_yet(application, by, reason: str) -> None:
    application.not_yet(by, reason)
    letters.status_decided(application)


@transaction.atomic
def give_back(application, by, reason: str) -> None:
    application.give_back(by, reason)
    letters.status_decided(application)


def daily() -> None:
    """What the calendar does: a letter before a status ends, one when it has, and old pledges go."""
    for application in StatusApplication.objects.to_remind():
        _try(_remind, application)
    for application in StatusApplication.objects.just_over():
        _try(_note_over, application)
    actions.erase_what_ended()


@transaction.atomic
def _remind(application) -> None:
    if application.note("reminded_at"):
        letters.status_ends_soon(application)


@transaction.atomic
def _note_over(application) -> None:
    """The pages that say “until” have to be made anew, for they are kept until something changes."""
    if application.note("over_at"):
        revision.move()
        letters.status_is_over(application)


def _try(do, application) -> None:
    try:
        do(application)
    except Exception as error:  # One that cannot be dealt with stops no other.
        logger.error("A letter about charter status failed: %s", type(error).__name__)
