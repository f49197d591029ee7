"""What the settings may not be together. Each refusal is a sentence for the person who starts the site."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import ValidationError, validate

AT_LEAST_ONE = validate.Range(min=1, error="must be 1 or more")
FITS_INTO_ONE_UPLOAD = validate.Range(
    min=1, max=110, error="must be 1 to 110, because nothing bigger is let in"
)
LINES_OR_JSON = validate.OneOf(["lines", "json"], error="must be lines or json")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def is_port(value: int) -> None:
    if not 0 < value < 65536:
        raise ValidationError("must be a number from 1 to 65535")


def is_port_or_none(value: int) -> None:
    if value:
        is_port(value)


def is_address(value: str) -> None:
    try:
        ip_address(value)
    except ValueError:
        raise ValidationError("must be an address of this machine, such as 127.0.0.1 or ::1") from None


def is_key(value: str) -> None:
    if value and len(value) < 40:
        raise ValidationError("must have at least 40 random characters, or none at all")


def is_web_address(value: str) -> None:
    """Nothing is allowed too: then it is this machine, if nobody else can reach the site."""
    parts = urlsplit(value)
    is_one = parts.scheme in {"http", "https"} and parts.netloc and not value.endswith("/")
    if value and not is_one:
        raise ValidationError("needs the form https://example.org, without a slash at the end")


def is_https_address(value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.netloc:
        raise ValidationError("needs the form https://example.org/page")


def is_mail_address(value: str) -> None:
    if value.partition("://")[0] not in dj_email_url.SCHEMES:
        raise ValidationError("needs the form submission://user:password@host:587, or file:///folder")


def is_store_address(value: str) -> None:
    """Nothing is allowed too: then files are kept in MEDIA_ROOT."""
    parts = urlsplit(value)
    is_one = parts.scheme in {"s3", "s3+http"} and parts.hostname and parts.path.strip("/")
    if value and not is_one:
        raise ValidationError("needs the form s3://key:secret@host/bucket?region=eu-west-2")


def refuse_ages_out_of_order(**ages: int) -> None:
    """Each rule about who says yes must have somebody for whom it holds."""
    if list(ages.values()) != sorted(set(ages.values())):
        given = ", ".join(f"{name}={age}" for name, age in ages.items())
        raise ImproperlyConfigured(f"These ages must rise, each above the one before: {given}.")


def is_postgresql_or_none(value: str) -> None:
    if value and urlsplit(value).scheme not in {"postgres", "postgresql"}:
        raise ValidationError("needs the form postgres://user:password@host:5432/name")


def refuse_other_databases(engine: str, beside: str) -> None:
    """`beside` is the address of a pooler or of a copy, if there is one."""
    if beside and engine.endswith("sqlite3"):
        raise ImproperlyConfigured(
            "DATABASE_POOLER_URL and DATABASE_REPLICA_URL need a DATABASE_URL that begins with postgres://."
        )
    if not engine.endswith(("sqlite3", "postgresql")):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
