"""Who may sign in, and how safely: nobody by themselves, staff with a second factor."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse

logger = logging.getLogger("accounts")

SHORTEST = 12
SHORTEST_FOR_STAFF = 15
FIRST_STEP_ONLY = ("mfa_", "account_", "usersessions_")


class InvitedOnly(DefaultAccountAdapter):
    """There is no way to sign up: staff and partners are invited (see `invitations`)."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        return reverse("admin:index") if request.user.is_staff else reverse("partners:mine")


class LongEnough:
    """Length, and nothing about capitals or digits: NIST SP 800-63B and OWASP ASVS 5.0, 6.2."""

    def validate(self, password, user=None):
        shortest = SHORTEST_FOR_STAFF if getattr(user, "is_staff", False) else SHORTEST
        if len(password) < shortest:
            raise ValidationError(
                f"This password is too short. It needs at least {shortest} characters. "
                "Three or four words together are easy to remember.",
                code="password_too_short",
            )

    def get_help_text(self):
        return (
            f"Use at least {SHORTEST} characters ({SHORTEST_FOR_STAFF} for council staff). "
            "Three or four words together are easy to remember."
        )


def staff_use_a_second_factor(get_response):
    """A password alone opens nothing to staff but the pages on which they add a second factor."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if not settings.REQUIRE_STAFF_MFA or not _asks_for_somebody(request):
            return None
        user = request.user
        if not user.is_authenticated or not user.is_staff or _has_used_second_factor(request):
            return None
        if (request.resolver_match.view_name or "").startswith(FIRST_STEP_ONLY):
            return None
        return redirect("mfa_activate_totp" if not is_mfa_enabled(user) else "account_reauthenticate")

    middleware.process_view = process_view
    return middleware


def _asks_for_somebody(request) -> bool:
    """Anonymous public pages must not touch the session: reading it makes an answer personal."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _has_used_second_factor(request) -> bool:
    """A code, a recovery code or a passkey in this session; a passkey is two factors in one."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request))


@receiver(user_logged_in)
def _note_sign_in(sender, request, user, **details):
    logger.info("signed in: user %s", user.pk)


@receiver(user_login_failed)
def _note_refusal(sender, credentials, **details):
    logger.info("a sign-in was refused")
