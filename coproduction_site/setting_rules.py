"""What the settings may not be together. Each refusal is a sentence for the person who starts the site."""

from importlib.util import find_spec
from urllib.parse import urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import ValidationError, validate

AT_LEAST_ONE = validate.Range(min=1, error="must be 1 or more")
LINES_OR_JSON = validate.OneOf(["lines", "json"], error="must be lines or json")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
PACKAGES_OF_CACHES = {
    "RedisCache": "redis",
    "PyMemcacheCache": "pymemcache",
    "PyLibMCCache": "pylibmc",
}


def is_port(value: int) -> None:
    if not 0 < value < 65536:
        raise ValidationError("must be a number from 1 to 65535")


def is_port_or_none(value: int) -> None:
    if value:
        is_port(value)


def is_key(value: str) -> None:
    if value and len(value) < 40:
        raise ValidationError("must have at least 40 random characters, or none at all")


def is_web_address(value: str) -> None:
    """Nothing is allowed too: then it is this machine, if nobody else can reach the site."""
    parts = urlsplit(value)
    is_one = parts.scheme in {"http", "https"} and parts.netloc and not value.endswith("/")
    if value and not is_one:
        raise ValidationError("needs the form https://example.org, without a slash at the end")


def is_mail_address(value: str) -> None:
    if value.partition("://")[0] not in dj_email_url.SCHEMES:
        raise ValidationError("needs the form submission://user:password@host:587, or file:///folder")


def refuse_ages_out_of_order(**ages: int) -> None:
    """Each rule about who says yes must have somebody for whom it holds."""
    if list(ages.values()) != sorted(set(ages.values())):
        given = ", ".join(f"{name}={age}" for name, age in ages.items())
        raise ImproperlyConfigured(f"These ages must rise, each above the one before: {given}.")


def refuse_what_is_not_there(database: str, cache: str) -> None:
    """A package that is missing is met now, and not by the first visitor."""
    if not database.endswith(("sqlite3", "postgresql")):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
    package = PACKAGES_OF_CACHES.get(cache.rpartition(".")[2])
    if package and find_spec(package) is None:
        raise ImproperlyConfigured(
            f"CACHE_URL needs the package {package}, which is not installed. "
            f"Install it: .venv/bin/pip install {package}"
        )
