"""Who may sign in, and how safely: nobody by themselves, staff with a second factor."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.contrib.auth.views import redirect_to_login
from django.contrib.sites.requests import RequestSite
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse

from coproduction_site.signed_in import ask_to_sign_in, end_if_over, signed_in

__all__ = ["InvitedOnly", "LongEnough", "signed_in", "staff_use_a_second_factor"]

logger = logging.getLogger("accounts")

SHORTEST = 12
SHORTEST_FOR_STAFF = 15
FIRST_STEP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "account_set_password",
}


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
    """Who is signed in, is still so, and has shown enough? Asked before any page that knows people."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if not _asks_for_somebody(request):
            return None
        match = request.resolver_match
        if request.user.is_authenticated:
            end_if_over(request)
        if request.user.is_authenticated:
            return _second_factor_first(request, match.view_name or "")
        if match.app_name == "admin" and request.method == "POST":
            return ask_to_sign_in(request)
        return None

    def process_template_response(request, response):
        """django-allauth calls the host “site”; to our pages that is the city's names and numbers."""
        if isinstance((response.context_data or {}).get("site"), RequestSite):
            del response.context_data["site"]
        return response

    middleware.process_view = process_view
    middleware.process_template_response = process_template_response
    return middleware


def _asks_for_somebody(request) -> bool:
    """Anonymous public pages must not touch the session: reading it makes an answer personal."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or request.resolver_match.app_name == "admin"


def _second_factor_first(request, view_name):
    """A password alone opens nothing to staff but the pages on which they add a second factor."""
    user = request.user
    if not settings.REQUIRE_STAFF_MFA or not user.is_staff or has_used_second_factor(request):
        return None
    if is_mfa_enabled(user):
        logout(request)  # Signed in before the second factor was added, so without it.
        return redirect_to_login(request.get_full_path())
    if view_name in FIRST_STEP:
        return None
    return redirect("mfa_index")


def has_used_second_factor(request) -> bool:
    """A code, a recovery code or a passkey in this session; a passkey is two factors in one."""
    return any(
        record.get("method") == "mfa" for record in get_authentication_records(request, request.user)
    )


@receiver(authenticator_added)
def _adding_it_is_using_it(sender, request, user, authenticator, **details):
    """Whoever adds an app has just typed its code, and whoever adds a passkey has just used it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(user_logged_in)
def _note_sign_in(sender, request, user, **details):
    logger.info("signed in: user %s", user.pk)


@receiver(user_login_failed)
def _note_refusal(sender, credentials, **details):
    logger.info("a sign-in was refused")
