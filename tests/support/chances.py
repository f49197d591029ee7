"""Chances to join in, each a valid thing with every detail open to change."""

from datetime import date, timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pages.chances import actions
from pages.models import Chance, Interest, Offer
from tests.support.factories import _next, make_rung

OUTCOME = {
    "you_said": "The bus stop is too far.",
    "we_did": "We moved it.",
    "we_could_not": "We could not run it on Sunday, because no driver works then.",
}


def day(days: float) -> date:
    return timezone.localdate() + timedelta(days=days)


def words_of_a_chance(**details) -> dict:
    return {
        "title": f"Chance {_next()}",
        "summary": "Help us choose the club.",
        "kind": "panel",
        "audience": "everybody",
        "rung": details.pop("rung", None) or make_rung(5),
        "can_change": "Where the club is.",
        "fixed": "The money.",
        "why_fixed": "The council voted on it in May.",
        "hours": "Three evenings of two hours",
        "pay": "£12 an hour",
        "expenses": "Fares and child care, within a week",
        "help_given": "Somebody reads it out.",
        "closes_on": day(details.pop("closes_in", 10)),
        "hear_by": day(details.pop("answers_in", 40)),
        "owner": "Sam, SEND team",
        "owner_email": "owner@example.org",
    } | details


def make_chance(**details) -> Chance:
    """As its form would write it."""
    chance = Chance(slug=details.pop("slug", f"chance-{_next()}"), **words_of_a_chance(**details))
    chance.settle(timezone.localdate())
    chance.save()
    return chance


def make_late_chance(**details) -> Chance:
    return make_chance(closes_in=-20, answers_in=-1, **details)


def make_told_chance(**details) -> Chance:
    return make_chance(closes_in=-40, answers_in=-10, **OUTCOME, **details)


def make_offer(partner, **details) -> Offer:
    return Offer.objects.create(partner=partner, **words_of_a_chance(**details))


def answers(name="Pat", **more) -> dict:
    return {"name": name, "email": "pat@example.org", "telephone": "", "message": ""} | more


def join(chance, name="Pat", **more) -> Interest:
    return actions.join(chance, answers(name, **more), uuid4(), "somewhere")


def address(chance, page="join") -> str:
    return reverse(f"chances:{page}", args=[chance.slug])


def send(chance, client=None, key=None, **more):
    """The form of the page, as a browser sends it."""
    return (client or Client()).post(address(chance), answers(**more) | {"key": str(key or uuid4())})


def filled_in(**more) -> dict:
    """The form of the desk."""
    words = words_of_a_chance(title="Choose the club")
    words |= {
        "rung": words["rung"].pk,
        "closes_on": str(words["closes_on"]),
        "hear_by": str(words["hear_by"]),
    }
    return words | {"slug": "choose-the-club", "version": "0", "draft": "0"} | more
