"""When a site that others can reach may not start. Each refusal is a sentence for the person who starts it."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

MAIL_SERVERS = {"smtp", "smtps", "submission", "submit"}
ONE_WORKER_ALONE = ("LocMemCache", "DummyCache")


@dataclass(frozen=True)
class PublicHost:
    """What the settings say about a site that is reached under `hosts`."""

    hosts: list[str]
    debug: bool
    key: str
    https: bool
    site_url: str
    staff_mfa: bool
    rate_limits: bool
    mail_from: str
    mail_url: str
    cache: str

    def faults(self) -> Iterator[str]:
        yield from self._without_guards()
        yield from self._not_found_by_people()
        yield from self._heard_by_nobody()

    def _without_guards(self) -> Iterator[str]:
        if self.debug:
            yield "DEBUG must be off when ALLOWED_HOSTS names a public host."
        if len(self.key) < 50:
            yield "SECRET_KEY must be set, with at least 50 characters."
        if not self.https:
            yield "HTTPS must be on."
        if not self.staff_mfa:
            yield "REQUIRE_STAFF_MFA may be off on localhost only."
        yield from self._without_limits()

    def _without_limits(self) -> Iterator[str]:
        if not self.rate_limits:
            yield "RATE_LIMITS may be off on localhost only."
        if self.cache.endswith(ONE_WORKER_ALONE):
            yield "CACHE_URL must be a cache that all workers share: limits are counted in it."

    def _not_found_by_people(self) -> Iterator[str]:
        """Every link in a letter begins with SITE_URL."""
        if not self.site_url:
            yield "SITE_URL must be set: the links in letters begin with it."
            return
        address = urlsplit(self.site_url)
        if not validate_host(address.hostname or "", self.hosts):
            yield f"SITE_URL leads to {address.hostname}, which ALLOWED_HOSTS does not name."
        if self.https and address.scheme != "https":
            yield "SITE_URL must begin with https:// when HTTPS is on."

    def _heard_by_nobody(self) -> Iterator[str]:
        domain = parseaddr(self.mail_from)[1].rpartition("@")[2].lower()
        if not domain or domain == "localhost" or domain.endswith((".localhost", ".localdomain")):
            yield "MAIL_FROM must be an address of yours: letters from localhost are thrown away."
        if self.mail_url.partition("://")[0] not in MAIL_SERVERS:
            yield "EMAIL_URL must name a mail server (submission://…): letters in files reach nobody."


def refuse_unsafe(site: PublicHost) -> None:
    """Only a site that nobody else can reach may do without its guards, and is not asked.

    Raises ImproperlyConfigured that names every fault, not just the first one.
    """
    if found := list(site.faults()):
        raise ImproperlyConfigured("This site is open to the world, so: " + " ".join(found))
