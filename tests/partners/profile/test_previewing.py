"""What a partner looks at first is what comes: the same page, mark by mark."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.support.factories import make_member, make_partner, make_term
from tests.support.profiles import (
    decide,
    make_change,
    save_section,
    section_address,
    sent_by_the_form,
)

pytestmark = pytest.mark.django_db
UNSURE = ["summary", "access", "phone", "cost", "description"]
ASKED = {
    "name": "The Club",
    "summary": "We help everybody.",
    "description": "<p>New words</p>",
    "access": "A ramp.",
    "photo": "photos/new.webp",
    "photo_alt": "Us",
}


@pytest.fixture
def partner():
    return make_partner(name="Club", phone="01902 1", cost="Free", to_be_confirmed=UNSURE)


@pytest.fixture
def member(client, partner):
    user = make_member(partner, name="Sam")
    client.force_login(user)
    return user


def page_of(response) -> str:
    """Without the lines that say that it is a preview, and ask of a public page whether it helped, without the address that paper shows of a public page, and with one address for a picture that waits or is live."""
    main = BeautifulSoup(response.content, "html.parser").find("main")
    main.select_one(".back-to-top").attrs.pop("data-at", None)
    for around in main.select(".notice--draft[role=status], .screen-only:has([href*='/helped/'])"):
        around.decompose()
    pictures = re.sub(r'src="[^"]*/(photo|logo)/[^"]*"', r'src="\1"', str(main))
    return "\n".join(line.strip() for line in pictures.splitlines() if line.strip())


def test_the_preview_of_all_that_was_asked_is_the_page_once_it_is_approved(client, partner, member):
    change = make_change(partner, member, **ASKED)
    preview = page_of(client.get(reverse("partners:preview", args=[partner.slug])))
    change.send(member)

    decide(change, approved={"name", "summary", "description", "access", "photo"})

    live = page_of(Client().get(partner.get_absolute_url()))
    assert "To be confirmed" in live
    assert preview == live


def test_the_preview_of_a_section_is_the_page_once_it_is_saved_and_approved(client, partner, member):
    advice = make_term(vocabulary="kind_of_help", name="Advice")
    for section, words in (
        ("reach-us", {"phone": "01902 2", "opening_hours": "Mondays"}),
        ("who-we-help", {"kind_of_help": [advice.pk], "age_from": 5}),
        ("getting-in", {"access": "A ramp.", "cost": "One pound"}),
    ):
        data = sent_by_the_form(partner, section, **words)
        preview = page_of(client.post(section_address(partner, section, "section_preview"), data))

        save_section(client, partner, section, **words)
        change = partner.changes.open().first()
        if change:
            change.send(member)
            decide(change, approved=set(change.parts))

        assert preview == page_of(Client().get(partner.get_absolute_url())), section


def test_of_two_colleagues_the_second_is_told_that_the_others_words_are_a_draft(client, partner, member):
    mine = sent_by_the_form(partner, "getting-in", access="Mine.", cost="Mine too")
    save_section(client, partner, "getting-in", access="Theirs.", cost="One pound")

    page = client.post(section_address(partner, "getting-in"), mine)

    assertContains(page, "(a colleague’s draft, not sent yet)", count=1)
    [(first, *_), (second, *_)] = page.context["form"].theirs
    assert {"draft" in first, "draft" in second} == {True, False}
    partner.changes.open().get().send(member)
    page = client.post(section_address(partner, "getting-in"), mine)
    assertContains(page, "the council has not read it yet")
    assertNotContains(page, "colleague’s draft")
