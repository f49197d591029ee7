"""How tests sign in, the way people do."""

import re

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests.support.factories import PASSWORD


def add_app(user) -> str:
    """Gives them an app with codes, and recovery codes. Returns the secret that the app would keep."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str) -> str:
    """What the app shows now: of the codes that are taken, the one in the middle."""
    cache.clear()  # A code is good once; a test may need it twice in half a minute.
    taken = list(auth.yield_hotp_counters_from_time())
    return auth.format_hotp_value(auth.hotp_value(secret, taken[len(taken) // 2]))


def password_step(client, user, password=PASSWORD, **more):
    return client.post(
        reverse("account_login"), {"login": user.email, "password": password, **more}, follow=False
    )


def sign_in(client, user):
    """With password and, for staff, with the app."""
    if not user.is_staff:
        password_step(client, user)
        return
    secret = add_app(user)
    password_step(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def letters_to(user) -> list:
    return [letter for letter in mail.outbox if user.email in letter.to]


def path_of(link: str) -> str:
    """The address without the site, for the test client."""
    return "/" + link.split("/", 3)[3]


def without_bar(content: bytes) -> bytes:
    """A page as everybody else sees it."""
    return re.sub(rb"\n<link[^>]*signed_in.*?</nav>\n", b"", content, count=1, flags=re.DOTALL)
