"""A photo on the page of a partner stands there for as long as those who are on it agreed, and not longer."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from partners.profile.photos import erase_what_is_over
from tests.coproduction_site.uploads.test_logos import picture, send
from tests.support.factories import make_member, make_partner
from tests.support.profiles import decide

pytestmark = pytest.mark.django_db
LONG_AGO, LONG_AHEAD = "2001", "2999"


def with_photo(until):
    partner = make_partner()
    partner.photo.save("us.webp", ContentFile(b"us"), save=False)
    partner.photo_alt, partner.photo_until = "Young people painting", until
    partner.save()
    return partner


def photo_of(partner):
    return reverse("partners:photo", args=[partner.slug])


@pytest.mark.parametrize("until", ["", LONG_AHEAD])
def test_it_stands_on_the_page_while_they_agree_and_the_year_is_for_nobody_to_read(client, until):
    partner = with_photo(until)

    page = client.get(partner.get_absolute_url())

    assertContains(page, "Young people painting")
    assertNotContains(page, LONG_AHEAD)
    assert client.get(photo_of(partner)).status_code == 200
    assert erase_what_is_over() == 0


def test_after_that_it_is_neither_shown_nor_sent_and_is_erased_with_its_words(
    client, django_capture_on_commit_callbacks
):
    partner, other = with_photo(LONG_AGO), with_photo(LONG_AHEAD)
    file, version = partner.photo.name, partner.version
    assertNotContains(client.get(partner.get_absolute_url()), "Young people painting")
    assert client.get(photo_of(partner)).status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        assert erase_what_is_over() == 1

    partner.refresh_from_db()
    assert (partner.photo.name, partner.photo_alt, partner.photo_until) == ("", "", "")
    assert partner.version > version
    assert not default_storage.exists(file)
    assert default_storage.exists(other.photo.name)
    assert client.get(partner.get_absolute_url()).status_code == 200
    assert erase_what_is_over() == 0


def test_its_people_say_the_year_with_the_photo_and_the_council_reads_both(client):
    partner = make_partner()
    client.force_login(make_member(partner))
    year = some_year(client, partner)

    send(client, partner, picture(), which="photo", photo_until=year)

    change = partner.changes.open().get()
    assert change.parts == ["photo"]
    change.send(partner.memberships.first().user)
    decide(change, approved=["photo"])
    partner.refresh_from_db()
    assert partner.photo_until == year
    assertContains(Client().get(partner.get_absolute_url()), "A gold square")


@pytest.mark.parametrize("year", ["1999", "2999", "soon", "20", "٢٠٣٠", "-203"])
def test_a_year_that_is_none_or_that_is_over_is_refused_and_stays_in_its_box(client, year):
    partner = make_partner()
    client.force_login(make_member(partner))

    page = send(client, partner, picture(), which="photo", photo_until=year)

    assertContains(page, "Write a year from ")
    assertContains(page, f'value="{year}"')
    assert not partner.changes.exists()


def test_a_photo_that_is_taken_away_takes_its_year_along(client):
    partner = with_photo("")
    client.force_login(make_member(partner))
    partner.photo_until = some_year(client, partner)
    partner.save()

    send(client, partner, None, which="photo", photo_alt="", remove_photo="on")

    asked = partner.changes.open().get().asked
    assert asked == {"photo": "", "photo_alt": "", "photo_until": ""}


def some_year(client, partner):
    """One that the form itself names when it refuses another, so that no test knows what year it is."""
    page = send(client, partner, None, which="photo", photo_until="1999").content.decode()
    return page.split("Write a year from ")[1].split(" ")[0]
