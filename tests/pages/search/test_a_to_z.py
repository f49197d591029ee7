"""Everything stands under its letter, and a former name leads on."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.support import factories, walk

pytestmark = pytest.mark.django_db


def test_from_a_to_z_stands_each_thing_under_its_letter_and_a_former_name_leads_on(client):
    factories.make_partner(name="The Kite Club", formerly="Älterer Verein; 4Kites")
    factories.make_page(title="Boats")
    factories.make_published_story(title="A zebra")

    soup = walk.soup_of(client.get("/a-z/"))

    letters = [heading.get_text() for heading in soup.select("main h2[id]")]
    lines = [line.get_text(" ", strip=True) for line in soup.select("main .links li")]
    assert letters == ["A", "B", "K", "0–9"]
    assert lines == [
        "Älterer Verein is now The Kite Club",
        "Boats Page",
        "The Kite Club Partner",
        "4Kites is now The Kite Club",
    ]


def test_from_a_to_z_is_new_after_a_change(client):
    page = factories.make_page(title="Boats")
    assertContains(client.get("/a-z/"), "Boats")
    page.retire()
    assertNotContains(client.get("/a-z/"), "Boats")
