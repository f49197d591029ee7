"""Days to come to, and people who book them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Lock
from time import monotonic
from uuid import uuid4

from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pages.booking import actions
from pages.models import Booking, Event
from tests.support.factories import _next

LONGEST_WAIT = 120  # Seconds; a busy machine is slow, not wrong.
_one_at_a_time = Lock()


def make_event(in_days: float = 30, **details) -> Event:
    number = _next()
    by_default = (timezone.now() + timedelta(days=in_days)).replace(second=0, microsecond=0)
    starts_at = details.pop("starts_at", by_default)
    words = {
        "slug": f"day-{number}",
        "title": f"Day {number}",
        "summary": "We plan the year.",
        "kind": "meeting",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "place": "The Long Hall, bus 6",
        "pays": "Fares and £10 an hour",
        "run_by": "Two parents and Sam",
        "capacity": 20,
    }
    return Event.objects.create(**words | details)


def answers(name="Pat", **more) -> dict:
    email = more.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    return {"name": name, "email": email, "telephone": "", "need": "", **more}


def book(event, name="Pat", **more) -> Booking:
    return actions.book(event, answers(name, **more), uuid4(), "somewhere")


def make_booking(**columns) -> Booking:
    """As it stands in the table, whatever led there; no letter goes."""
    number = _next()
    words = {"name": "Pat", "email": f"pat-{number}@example.org", "person": str(number)}
    words |= {"event": columns.pop("event", None) or make_event(), "state": "booked"}
    return Booking.objects.create(**words | columns)


def address(event, page="book") -> str:
    return reverse(f"events:{page}", args=[event.slug])


def send(event, client=None, key=None, **more):
    """The form of the page, as a browser sends it."""
    data = answers(**more) | {"key": str(key or uuid4())}
    return (client or Client()).post(address(event), data)


def at_once(act, things, threads=12) -> list:
    """Each with a connection of its own, as in a server. On a busy machine they wait for each other as long as it takes."""

    def one(thing):
        try:
            _wait_patiently()
            return act(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, things))


def _wait_patiently() -> None:
    """The site gives up after seconds, so that nobody waits before an empty page."""
    if connection.vendor == "sqlite":
        _set(f"PRAGMA busy_timeout = {LONGEST_WAIT * 1_000}")
        return
    _connect()
    connection.connection.longest_wait, connection.connection.away = LONGEST_WAIT, None
    for name in ("lock_timeout", "statement_timeout"):
        _set(f"SET {name} = '{LONGEST_WAIT}s'")


def _connect() -> None:
    """One after the other: whoever asks for a connection is answered within half a second, or not at all."""
    until = monotonic() + LONGEST_WAIT
    with _one_at_a_time:
        while connection.connection is None and monotonic() < until:
            with suppress(OperationalError):
                connection.ensure_connection()


def _set(sentence: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sentence)
