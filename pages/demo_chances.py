"""Invented chances to join in, in every stage, and people who want to. Words are in content/demo_chances.toml."""

import tomllib
import uuid
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from ladder.models import Rung
from pages.models import Chance, Interest, Offer
from partners.models import Partner

FILE = Path(__file__).parent / "content" / "demo_chances.toml"
NOT_COLUMNS = {"rung", "partner", "closes", "answers", "wanted"}


def load() -> None:
    """Everything that is not there yet; days are counted from today."""
    content = tomllib.loads(FILE.read_text())
    for told in content["chance"]:
        if not Chance.objects.filter(slug=told["slug"]).exists():
            _make(told)
    for told in content["offer"]:
        columns = _columns(told)
        if not Offer.objects.filter(title=columns["title"]).exists():
            Offer.objects.create(**columns)


def _make(told) -> None:
    chance = Chance(**_columns(told))
    chance.settle(timezone.localdate())
    chance.save()
    for number in range(told.get("wanted", 0)):
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{chance.slug}:{number}")
        name = f"Person {number + 1} (invented)"
        Interest.objects.create(
            key=key, chance=chance, name=name, email=f"person{number + 1}@demo.example"
        )


def _columns(told) -> dict:
    today = timezone.localdate()
    return {name: answer for name, answer in told.items() if name not in NOT_COLUMNS} | {
        "summary": f"{told['summary']} (invented)",
        "rung": Rung.objects.get(number=told["rung"]),
        "partner": Partner.objects.filter(slug=told.get("partner")).first(),
        "closes_on": today + timedelta(days=told["closes"]),
        "hear_by": today + timedelta(days=told["answers"]),
        "owner_email": "owner@demo.example",
    }
