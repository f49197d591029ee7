"""The steps of telling a story, for tests that begin in the middle."""

from uuid import uuid4

from django.urls import reverse

from coproduction_site import robots

START, WRITE, CHECK, THANKS = (
    reverse(f"stories:{name}") for name in ("start", "write", "check", "thanks")
)
LONG_AGO = robots.stamps.sign_object(0)


def answers(**details) -> dict:
    words = {
        "key": str(uuid4()),
        "opened": LONG_AGO,
        "title": "The calm room",
        "happened": "We planned it together.",
        "teller": "parent_carer",
        "about_age": "13_15",
        "name_choice": "anonymous",
        "consent_read": "on",
        "young_person_agrees": "on",
        "adult_agrees": "on",
        "email": "teller@example.org",
    }
    return words | details


def write(client, **details):
    return client.post(WRITE, answers(**details))


def key_in(response) -> str:
    return response.context["key"]


def wrong_fields(page) -> set[str]:
    return set(page.context["form"].errors)
