"""What programs ask for: the site map, robots.txt, security.txt."""

from datetime import datetime
from itertools import chain
from math import ceil
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pages import seo
from stories.models import Publication
from tests.support import walk
from tests.support.factories import (
    date_publication,
    make_page,
    make_partner,
    make_public_response,
    make_published_story,
    make_rung,
    make_site,
    make_waiting_story,
)

NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://www.example.org"


def addresses(answer) -> list[str]:
    assert answer["Content-Type"].startswith("application/xml")
    found = [place.text for place in ET.fromstring(answer.content).iter(f"{NAME}loc")]  # noqa: S314
    assert all(place.startswith("https://www.example.org/") for place in found)
    return [place.removeprefix("https://www.example.org") for place in found]


def everything(client) -> list[str]:
    return [
        place for file in addresses(client.get("/sitemap.xml")) for place in addresses(client.get(file))
    ]


def test_the_site_map_names_everything_public_and_nothing_else(client, db):
    story = make_published_story()
    shown = [make_page(), make_rung(), make_partner(), story]
    make_page(state="draft", slug="hidden-page")
    make_partner(is_listed=False, slug="hidden-partner")
    make_waiting_story()

    found = everything(client)

    assert {thing.get_absolute_url() for thing in shown} <= set(found)
    assert {"/ladder/", "/partners/", "/charter/", "/stories/", "/stories/share/"} <= set(found)
    assert {"/stories/you-said-we-did/", "/stories/local-offer/", "/stories/how-we-read/"} <= set(found)
    assert not [place for place in found if "hidden" in place]
    assert len(found) == len(set(found))


def test_a_page_of_its_own_says_the_day_on_which_its_words_changed_last_and_a_list_says_none(client, db):
    page, partner = make_page(), make_partner()
    for thing, day in ((page, 3), (partner, 4)):
        thing.history.update(history_date=timezone.make_aware(datetime(2026, 2, day, 23, 30)))
    partner.name = "Changed"
    partner.save()
    partner.history.filter(name="Changed").update(
        history_date=timezone.make_aware(datetime(2026, 7, 1, 0, 30))
    )
    days = walk.mapped(client)

    assert days[page.get_absolute_url()] == "2026-02-03"
    assert days[partner.get_absolute_url()] == "2026-07-01"
    assert {days[place] for place in ("/", "/partners/", "/stories/", "/news/")} == {""}


def test_a_story_says_the_day_on_which_what_everybody_reads_of_it_changed_last(client, db):
    answered, older, unknown = (
        make_public_response().story,
        make_published_story(),
        make_published_story(),
    )
    for story in (answered, older):
        date_publication(story, published_at=timezone.make_aware(datetime(2026, 2, 3, 23, 30)))
    Publication.objects.filter(pk=unknown.pk).update(changed_at=None)
    assert walk.mapped(client)[answered.get_absolute_url()] == "2026-02-03"

    at = timezone.make_aware(datetime(2026, 7, 1, 0, 30))
    Publication.objects.filter(pk=answered.pk).update(changed_at=at)

    days = walk.mapped(client)
    assert days[answered.get_absolute_url()] == "2026-07-01"
    assert days[older.get_absolute_url()] == "2026-02-03"
    assert days[unknown.get_absolute_url()] == ""


def test_every_address_of_the_site_map_opens(client, db):
    make_published_story(rung=make_rung(), partners=[make_partner()])
    make_page(slug="home")

    for place in everything(client):
        if place != "/charter/":
            assert client.get(place).status_code == 200, place


def test_a_story_is_in_one_file_of_the_map_whatever_its_day(client, db, monkeypatch):
    monkeypatch.setattr(seo, "IN_ONE_FILE", 2)
    stories = [make_published_story() for _ in range(5)]
    date_publication(stories[4], published_at=timezone.make_aware(datetime(2025, 12, 31, 23, 59)))

    files = addresses(client.get("/sitemap.xml"))[1:]

    first, last = (ceil(story.pk / 2) for story in (stories[0], stories[-1]))
    assert files == [f"/sitemap-stories-{number}.xml" for number in range(1, last + 1)]
    mapped = [addresses(client.get(file)) for file in files[first - 1 :]]
    assert all(len(file) <= 2 for file in mapped)
    assert [*chain(*mapped)] == [story.get_absolute_url() for story in stories]


def test_a_file_that_cannot_be_is_not_there(client, db):
    last = ceil(make_published_story().pk / seo.IN_ONE_FILE)

    for number in ["0", last + 1, "99999999999999999999", "2026-1"]:
        assert client.get(f"/sitemap-stories-{number}.xml").status_code == 404


def test_the_site_map_costs_the_same_however_many_stories_there_are(
    client, db, django_assert_max_num_queries
):
    for _ in range(3):
        make_published_story()
        for file in addresses(client.get("/sitemap.xml")):
            with django_assert_max_num_queries(7):
                client.get(file)


def test_robots_are_told_where_the_map_is_and_what_is_not_for_them(client, db):
    page = client.get("/robots.txt")

    assertContains(page, "Sitemap: https://www.example.org/sitemap.xml")
    assertContains(page, "Disallow: /stories/follow/")


def test_whoever_finds_a_hole_learns_whom_to_tell(client, settings, db):
    settings.SECURITY_CONTACT = "security@example.org"

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    assert "Contact: mailto:security@example.org" in lines
    assert "Canonical: https://www.example.org/.well-known/security.txt" in lines
    expires = next(line.removeprefix("Expires: ") for line in lines if line.startswith("Expires"))
    assert 0 < (datetime.fromisoformat(expires) - timezone.now()).days < 366


def test_the_rules_for_whoever_finds_a_hole_are_named_while_their_page_is_published(
    client, settings, db
):
    settings.SECURITY_CONTACT = "security@example.org"
    policy = make_page(slug="security")

    assertContains(
        client.get("/.well-known/security.txt"), "Policy: https://www.example.org/security/\n"
    )

    policy.delete()
    assertNotContains(client.get("/.well-known/security.txt"), "Policy")


def test_without_a_contact_of_its_own_security_goes_to_the_team(client, settings, db):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404

    make_site(contact_email="team@example.org")

    assertContains(client.get("/.well-known/security.txt"), "Contact: mailto:team@example.org")
