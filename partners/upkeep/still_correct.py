"""“Still correct?”: a letter every few months, with a link that needs no sign-in and works once."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache import revision
from coproduction_site.kept_days import months_after
from partners.members.people import members_of
from partners.models import Membership, Partner, ProfileCheck
from partners.models.checks import REMIND_DAYS
from partners.upkeep import letters

logger = logging.getLogger("partners")

SALT = "partners.checking"
LINK_DAYS = 60
OTHER_WORDS = "The page has changed since you opened it. Here it is as it is now. Please read it again."


def link(partner, user) -> str:
    """Signed over the day of the last check, so that the first press ends every link that went out."""
    token = signing.dumps([partner.pk, user.pk, _day(partner)], salt=SALT)
    return reverse("partners:still_correct", args=[token])


def opened(token: str):
    """The partner, who was asked, and whether the answer is still open. None for what opens nothing."""
    try:
        pk, user_pk, before = signing.loads(token, salt=SALT, max_age=timedelta(days=LINK_DAYS))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    partner = Partner.objects.current().filter(pk=pk).first()
    user = members_of(partner).filter(pk=user_pk).first() if partner else None
    return (partner, user, _day(partner) == before) if user else None


def say_yes(partner, user, version: int) -> None:
    """Raises ValidationError if it is not any more what they have read."""
    try:
        partner.note_checked(user, version)
    except ValidationError:
        raise ValidationError(OTHER_WORDS) from None


def due():
    """Who is asked today. Who never checked anything is asked a while after its first person came."""
    people = Membership.objects.filter(partner=OuterRef("pk"), user__is_active=True)
    settled = people.filter(created_at__lte=timezone.now() - timedelta(days=REMIND_DAYS))
    asked = ProfileCheck.objects.filter(partner=OuterRef("pk"), asked_on__isnull=False)
    again = Q(
        Exists(people),
        ~Exists(asked.filter(before=OuterRef("last_checked_on"))),
        last_checked_on__lte=_months_ago(settings.PROFILE_CHECK_MONTHS),
    )
    first = Q(Exists(settled), ~Exists(asked.filter(before=None)), last_checked_on=None)
    return Partner.objects.current().filter(again | first)


def become_old():
    """Families are told of them from today on; the kept pages do not say so yet."""
    told = ProfileCheck.objects.filter(
        partner=OuterRef("pk"), before=OuterRef("last_checked_on"), shown_as_old_on__isnull=False
    )
    old = Partner.objects.current().filter(last_checked_on__lte=old_since())
    return old.filter(~Exists(told))


def nobody_to_ask():
    """Due, and nobody there can sign in."""
    people = Membership.objects.filter(partner=OuterRef("pk"), user__is_active=True)
    late = Q(last_checked_on=None) | Q(last_checked_on__lte=_months_ago(settings.PROFILE_CHECK_MONTHS))
    return Partner.objects.current().filter(late, ~Exists(people))


def old_since():
    return _months_ago(2 * settings.PROFILE_CHECK_MONTHS)


def daily() -> None:
    """Safe to repeat, and on several hosts: each step is an UPDATE of its own row that wins once."""
    for partner in due():
        _try(_ask, partner)
    for check in ProfileCheck.objects.to_remind().select_related("partner"):
        _try(_remind, check)
    for partner in become_old():
        _try(_show_as_old, partner)


@transaction.atomic
def _ask(partner) -> None:
    if ProfileCheck.of(partner).note("asked_on"):
        _write_to_people(partner, is_reminder=False)


@transaction.atomic
def _remind(check) -> None:
    if check.note("reminded_on"):
        _write_to_people(check.partner, is_reminder=True)


@transaction.atomic
def _show_as_old(partner) -> None:
    if ProfileCheck.of(partner).note("shown_as_old_on"):
        revision.move()


def _write_to_people(partner, is_reminder) -> None:
    for user in members_of(partner):
        letters.still_correct(partner, user, link(partner, user), LINK_DAYS, is_reminder)


def _day(partner) -> str:
    return partner.last_checked_on.isoformat() if partner.last_checked_on else ""


def _months_ago(months):
    return months_after(timezone.localdate(), -months)


def _try(do, thing) -> None:
    try:
        do(thing)
    except Exception as error:  # One that cannot be dealt with stops no other.
        logger.error("Asking whether a page is still correct failed: %s", type(error).__name__)
