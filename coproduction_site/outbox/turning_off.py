"""Turning one kind of letter off and on again, by an address that stands in the letter: RFC 8058."""

from django.core import signing
from django.urls import reverse

from coproduction_site.models import TurnedOff, User
from coproduction_site.site_address import on_this_site

SALT = "coproduction_site.outbox.turning_off"


def address(user, kind: str) -> str:
    """Works for as long as the account is there, without signing in."""
    token = signing.dumps([user.pk, str(kind)], salt=SALT)
    return on_this_site(reverse("letters_off", args=[token]))


def opened(token: str) -> tuple[User, TurnedOff.Kind] | None:
    """Whose letter, and which. None for what opens nothing."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
        user, kind = User.objects.filter(pk=pk).first(), TurnedOff.Kind(kind)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return (user, kind) if user else None


def turn_off(user, kind) -> None:
    TurnedOff.objects.get_or_create(user=user, kind=kind)


def turn_on(user, kind) -> None:
    TurnedOff.objects.filter(user=user, kind=kind).delete()
