"""What the settings may not be together. Each refusal is a sentence for the person who starts the site."""

from urllib.parse import urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import ValidationError, validate

AT_LEAST_ONE = validate.Range(min=1, error="must be 1 or more")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def is_web_address(value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or value.endswith("/"):
        raise ValidationError("needs the form https://example.org, without a slash at the end")


def is_mail_address(value: str) -> None:
    if value.partition("://")[0] not in dj_email_url.SCHEMES:
        raise ValidationError("needs the form submission://user:password@host:587, or file:///folder")


def refuse_ages_out_of_order(**ages: int) -> None:
    """Each rule about who says yes must have somebody for whom it holds."""
    if list(ages.values()) != sorted(set(ages.values())):
        given = ", ".join(f"{name}={age}" for name, age in ages.items())
        raise ImproperlyConfigured(f"These ages must rise, each above the one before: {given}.")


def refuse_unsafe(*, debug, hosts, key, https, staff_mfa, rate_limits) -> None:
    """Only a site that nobody else can reach may do without its guards.

    Raises ImproperlyConfigured that names every fault, not just the first one.
    """
    if set(hosts) <= set(LOCAL_HOSTS):
        return
    faults = [
        (debug, "DEBUG must be off when ALLOWED_HOSTS names a public host."),
        (len(key) < 50, "SECRET_KEY must be set, with at least 50 characters."),
        (not https, "HTTPS must be on."),
        (not staff_mfa, "REQUIRE_STAFF_MFA may be off on localhost only."),
        (not rate_limits, "RATE_LIMITS may be off on localhost only."),
    ]
    found = [sentence for is_wrong, sentence in faults if is_wrong]
    if found:
        raise ImproperlyConfigured("This site is open to the world, so: " + " ".join(found))
