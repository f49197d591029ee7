"""How the team can be reached: each way is a setting, and shows only where it is there."""

import pytest
from pytest_django.asserts import assertNotContains

from coproduction_site.models import SiteSettings
from partners.models.known_names import known_to_everybody
from tests.support import factories, walk

pytestmark = pytest.mark.django_db
EVERY_WAY = {
    "contact_phone": "01902 555111",
    "contact_takes_relay": True,
    "contact_texts": "07700 900123",
    "postal_address": "Civic Centre\nWV1 1SH",
    "second_contact_name": "Bo Singh",
    "second_contact_role": "Participation officer",
    "second_contact_email": "bo@example.org",
    "second_contact_phone": "01902 555222",
}


@pytest.fixture
def page():
    SiteSettings.objects.all().delete()
    return factories.make_page(shows="contact").get_absolute_url()


def contact_on(client, address, **details):
    factories.make_site(**details)
    return walk.soup_of(client.get(address)).select_one("main .contact")


def test_every_way_to_reach_the_team_can_be_pressed(client, page):
    contact = contact_on(client, page, **EVERY_WAY)

    assert [link["href"] for link in contact.select("a")] == [
        "tel:01902555111",
        "tel:1800101902555111",
        "sms:07700900123",
        "tel:01902555222",
        "mailto:bo@example.org",
    ]
    for text in ("18001 01902 555111", "Civic Centre", "Bo Singh, Participation officer"):
        assert text in contact.get_text()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contact_takes_relay", "Relay UK"),
        ("contact_texts", "Text:"),
        ("postal_address", "Letters"),
        ("second_contact_name", "Or Bo"),
        ("second_contact_email", "bo@example.org"),
        ("second_contact_phone", "555222"),
    ],
)
def test_a_way_that_is_not_there_is_not_shown(client, page, name, text):
    assert text in contact_on(client, page, **EVERY_WAY).get_text()

    nothing = {name: False if name == "contact_takes_relay" else ""}

    assert text not in contact_on(client, page, **EVERY_WAY | nothing).get_text()


def test_without_a_number_nobody_is_told_to_use_the_relay(client, page):
    contact = contact_on(client, page, **EVERY_WAY | {"contact_phone": ""})

    assert "Relay" not in contact.get_text()


def test_the_end_of_every_page_names_the_first_person_alone(client):
    factories.make_site(**EVERY_WAY)

    footer = walk.soup_of(client.get("/partners/")).select_one("footer")

    assert "tel:01902555111" in [link["href"] for link in footer.select("a")]
    assert "Bo Singh" not in footer.get_text()


def test_the_numbers_of_the_team_are_no_personal_details():
    factories.make_site(**EVERY_WAY)

    assert {"01902 555111", "07700 900123", "01902 555222"} <= set(known_to_everybody())


def test_a_site_without_settings_shows_no_empty_way(client, page):
    SiteSettings.objects.all().delete()

    for text in ("Relay", "Text:", "Letters", "Or "):
        assertNotContains(client.get(page), f"<p>{text}")
