"""Old links arrive, whatever has another address now."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.support.factories import make_charter, make_page, make_partner, make_rung

pytestmark = pytest.mark.django_db


def move(row, slug):
    row.slug = slug
    row.save()
    return row


@pytest.mark.parametrize(
    ("make", "address"),
    [(make_page, "/{}/"), (make_rung, "/ladder/{}/"), (make_partner, "/partners/{}/")],
    ids=["page", "rung", "partner"],
)
def test_an_old_address_leads_on(client, make, address):
    row = make(slug="first")
    for slug in ("second", "third"):
        move(row, slug)

    for old in ("first", "second"):
        assertRedirects(client.get(address.format(old)), address.format("third"), status_code=301)
    assert client.get(address.format("never")).status_code == 404


def test_an_old_address_of_a_value_leads_to_it_in_the_wording_of_today(client):
    charter = make_charter()
    move(charter.values.get(), "fair")

    assertRedirects(client.get("/charter/values/equal/"), "/charter/values/fair/", status_code=301)

    newer = charter.next_draft()
    move(newer.values.get(), "just")
    newer.adopt(on=timezone.localdate(), by="The Board")
    for old in ("equal", "fair"):
        address = f"/charter/values/{old}/"
        assertRedirects(client.get(address), "/charter/values/just/", status_code=301)


def test_an_old_address_of_what_nobody_may_read_leads_nowhere(client):
    partner = move(make_partner(slug="first"), "second")
    partner.is_listed = False
    partner.save()

    assert client.get("/partners/first/").status_code == 404


def test_what_stands_at_an_address_comes_before_what_stood_there(client):
    move(make_rung(7, slug="shared"), "top")
    make_rung(6, slug="shared", name="Now here")

    assert b"Now here" in client.get("/ladder/shared/").content


def test_of_two_that_had_one_address_the_last_one_is_found(client):
    first, second = make_partner(slug="wanted"), make_partner(slug="other")
    move(first, "first")
    move(second, "wanted")
    move(second, "second")

    assertRedirects(client.get("/partners/wanted/"), "/partners/second/", status_code=301)
