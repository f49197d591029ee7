"""Invented days and people who book them. Words are in content/demo_events.toml."""

import tomllib
import uuid
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from coproduction_site.rich_text import from_markdown
from pages.booking import actions
from pages.models import Event

FILE = Path(__file__).parent / "content" / "demo_events.toml"
RICH = ("about", "outcome")
NOT_COLUMNS = {"days", "hour", "hours", "booked", "title", "cancelled", *RICH}


def load() -> None:
    """Everything that is not there yet; days are counted from today."""
    for told in tomllib.loads(FILE.read_text())["event"]:
        if not Event.objects.filter(slug=told["slug"]).exists():
            _make(told)


def _make(told) -> None:
    day = timezone.localdate() + timedelta(days=told["days"])
    begins = timezone.make_aware(datetime.combine(day, time(told["hour"])))
    columns = {name: answer for name, answer in told.items() if name not in NOT_COLUMNS}
    columns["summary"] = f"{told['summary']} (invented)"
    columns |= {name: from_markdown(told.get(name, "")) for name in RICH}
    event = Event.objects.create(
        starts_at=begins,
        ends_at=begins + timedelta(hours=told["hours"]),
        **columns,
    )
    for number in range(told.get("booked", 0)):
        _book(event, number)
    if "cancelled" in told:
        actions.cancel_event(event, None, told["cancelled"])


def _book(event, number) -> None:
    """Every third one says what they need."""
    answers = {
        "name": f"Person {number + 1} (invented)",
        "email": f"person{number + 1}@demo.example",
        "telephone": "",
        "need": "" if number % 3 else "Large print, please. (invented)",
    }
    actions.book(event, answers, uuid.uuid5(uuid.NAMESPACE_URL, f"{event.slug}:{number}"))
