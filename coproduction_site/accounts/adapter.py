"""Who may sign in, and how safely: nobody by themselves, staff with a second factor."""

import logging
from time import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
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

from coproduction_site import mail
from coproduction_site.accounts.client_address import client_network
from coproduction_site.accounts.session_guard import (
    ask_to_sign_in,
    end_if_over,
    has_session,
    signed_in,
)

__all__ = ["InvitedOnly", "LongEnough", "SecondFactor", "WhoIsThere", "signed_in"]

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

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address and the password do not belong together. Check both.",
        "enter_current_password": "This is not your password now. Type it again.",
        "incorrect_code": "This code is not right. Check it, or ask for a new one.",
        "incorrect_password": "This is not your password. Type it again.",
        "too_many_login_attempts": "That was wrong too often. Wait five minutes, then try again.",
        "rate_limited": "That was too often. Wait five minutes, then try again.",
        "account_inactive": "This account is switched off. Ask the person who invited you.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        return reverse("admin:index") if request.user.is_staff else reverse("partners:mine")

    def get_password_change_redirect_url(self, request):
        return reverse("account_email")

    def get_client_ip(self, request):
        """Guesses are counted for a network, as everything is that may be done so often."""
        return client_network(request) or super().get_client_ip(request)

    def is_reauthentication_required(self, *, app, **details):
        """Not for somebody who has signed in within the last minutes."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **details)

    def render_mail(self, template_prefix, email, context, headers=None):
        return mail.as_ours(super().render_mail(template_prefix, email, context, headers))

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Whoever was made by `createsuperuser` has an address too."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class SecondFactor(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right. Wait for the next one and type that.",
        "cannot_delete_authenticator": "Council staff need a second step. Add another one first.",
    }

    def can_delete_authenticator(self, authenticator):
        """Staff may change their second factor, but not do without."""
        if not settings.REQUIRE_STAFF_MFA or not authenticator.user.is_staff:
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"


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


class WhoIsThere:
    """Is somebody still signed in, and have they shown enough? Asked before any page that knows people."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        in_admin = match.app_name == "admin"
        if not in_admin and not has_session(request):
            return None
        if request.user.is_authenticated:
            end_if_over(request)
        if request.user.is_authenticated:
            return _second_factor_first(request, match.view_name)
        return ask_to_sign_in(request) if in_admin and request.method == "POST" else None

    def process_template_response(self, request, response):
        """django-allauth calls the host “site”; to our pages that is the city's names and numbers."""
        if isinstance((response.context_data or {}).get("site"), RequestSite):
            del response.context_data["site"]
        return response


def _second_factor_first(request, view_name):
    """A password alone opens nothing to staff but the pages on which they add a second factor."""
    user = request.user
    if has_shown_enough(request):
        return None
    if is_mfa_enabled(user):
        logout(request)  # Signed in before the second factor was added, so without it.
        return redirect_to_login(request.get_full_path())
    if view_name in FIRST_STEP:
        return None
    return redirect("mfa_index")


def has_shown_enough(request) -> bool:
    """For whoever is signed in: staff need a second factor."""
    needs_more = settings.REQUIRE_STAFF_MFA and request.user.is_staff
    return not needs_more or has_used_second_factor(request)


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
