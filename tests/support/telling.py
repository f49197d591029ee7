"""The steps of telling a story, for tests that begin in the middle."""

import time
from uuid import uuid4

from bs4 import BeautifulSoup
from django.urls import reverse

from coproduction_site import honeypot
from stories.submission.steps import STEPS

START, WRITE, CHECK, THANKS, LATER = (
    reverse(f"stories:{name}") for name in ("start", "write", "check", "thanks", "later")
)
WALK = [step for step in STEPS if step.is_ready]
ASKING = [step for step in WALK if step.is_question]
PAGES = {step.slug: step.get_absolute_url() for step in WALK}
FIRST = ASKING[0].get_absolute_url()


def read_for(seconds: float, key) -> str:
    """The stamp of a page with this key that was opened so many seconds ago."""
    return honeypot.stamps.sign_object([time.time() - seconds, str(key)])


def opened(words: dict) -> dict:
    """As a form sends them that somebody has read for a minute."""
    return {"opened": read_for(60, words["key"])} | words


def answers(**details) -> dict:
    """Everything that a whole story is asked; `part_of` it goes to each page."""
    words = {
        "key": str(uuid4()),
        "teller": "parent_carer",
        "about_whom": "group" if details.get("about_age") == "nobody" else "my_child",
        "about_age": "13_15",
        "title": "The calm room",
        "happened": "We planned it together.",
        "name_choice": "anonymous",
        "consent_read": "on",
        "young_person_agrees": "on",
        "adult_agrees": "on",
        "email": "teller@example.org",
    }
    return opened(words | details)


def part_of(words: dict, slug: str) -> dict:
    """What the page of this step asks, and whatever no page does."""
    elsewhere = {name for step in ASKING if step.slug != slug for name in step.fields}
    return {name: value for name, value in words.items() if name not in elsewhere}


def post(client, slug: str, words: dict):
    """One page, with what it asks out of the words of a whole story."""
    return client.post(PAGES[slug], part_of(words, slug))


def write(client, upto: str = "", **details):
    """Page by page, up to the check or the page before `upto`. The answer of the last page that was sent:
    one that turned something away ends it."""
    words, page = answers(**details), None
    for step in WALK:
        if step.slug == upto:
            break
        if step.slug == "age" and words["about_whom"] == "group":
            continue
        page = post(client, step.slug, words)
        if page.status_code != 302:
            break
    return page


def tell(client, **details):
    """The whole way; the answer leads to the thank-you."""
    write(client, **details)
    return client.post(CHECK)


def boxes_of(page) -> dict[str, list[str]]:
    """What a browser would send if nothing were touched: also what was typed into a page turned away."""
    form = BeautifulSoup(page.content, "html.parser").select_one("main form:has([name=key])")
    sent = {}
    for box in form.select("input[name], textarea[name]"):
        if box.get("type") not in ("radio", "checkbox") or box.has_attr("checked"):
            words = (
                box.text.removeprefix("\n")
                if box.name == "textarea"
                else box.get("value", "on" if box.get("type") == "checkbox" else "")
            )
            sent.setdefault(box["name"], []).append(words)
    return sent


def key_in(response) -> str:
    return response.context["key"]


def wrong_fields(page) -> set[str]:
    return set(page.context["form"].errors)
