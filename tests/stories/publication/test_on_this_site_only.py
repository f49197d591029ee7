"""A teller may want a story on the site, and not in search engines, feeds, news and open data."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from pages.news.topics import TOPICS, Between, chosen
from stories.following.data_rights import everything_held
from stories.models import Publication, Story
from stories.submission import form_outline
from tests.support import searching, uploads, walk
from tests.support.factories import (
    make_charter,
    make_ladder,
    make_moderator,
    make_partner,
    make_public_response,
    make_waiting_story,
    may_go_out,
)
from tests.support.telling import CHECK, PAGES, write

pytestmark = pytest.mark.django_db
TITLE = "Only for those who come here"
FILES = ["/stories/feed/", "/stories/you-said-we-did.csv", "/stories/you-said-we-did.json"]


@pytest.fixture
def site():
    charter, rung, partner = make_charter(), make_ladder()[0], make_partner()
    return {"values": list(charter.values.all()), "rung": rung, "partners": [partner]}


def published(site, **details) -> Story:
    """With an answer of the partner that it names."""
    told = {"teller": "young_person", "rung": site["rung"], "values": site["values"]} | details
    story = make_public_response(site["partners"][0], story=told).story
    story.refresh_from_db()
    return story


@pytest.fixture
def story(site):
    return published(site, title=TITLE, only_here=True)


@pytest.fixture
def other(site):
    return published(site, title="For everybody")


def read_by_search_engines(site) -> list[str]:
    value, partner = site["values"][0], site["partners"][0]
    return [
        *("/", "/charter/", f"/charter/values/{value.slug}/", "/stories/you-said-we-did/"),
        *(site["rung"].get_absolute_url(), partner.get_absolute_url(), "/toolkit/", "/charter/status/"),
    ]


def test_its_page_and_its_photos_ask_search_engines_to_leave_them_out(client, site, other):
    moderator = make_moderator()
    story = make_waiting_story(title=TITLE, only_here=True)
    uploads.show(uploads.add_photo(story), moderator)
    story.refresh_from_db()
    may_go_out(story, moderator)
    story.publish(moderator)

    page = client.get(story.get_absolute_url())

    assert page.headers["X-Robots-Tag"] == "noindex"
    head = walk.soup_of(page).head
    assert head.select_one('meta[name="robots"]')["content"] == "noindex"
    assert story.public_happened not in head.select_one('meta[name="description"]')["content"]
    picture = walk.soup_of(page).select_one("main img")
    assert client.get(picture["src"]).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(other.get_absolute_url()).headers
    assert not walk.soup_of(client.get(other.get_absolute_url())).select('meta[name="robots"]')


def test_it_is_in_no_feed_no_site_map_no_news_and_no_open_data(client, story, other):
    files = [*FILES, f"/sitemap-stories-{story.pk // 1_000 + 1}.xml"]

    for address in files:
        page = client.get(address)
        assertContains(page, other.title if "sitemap" not in address else other.slug)
        for text in (TITLE, story.slug):
            assertNotContains(page, text)
    pieces = [piece for topic in chosen(TOPICS) for piece in topic.pieces(Between(), 20)]
    assert any(other.title in piece.title for piece in pieces)
    assert not any(TITLE in piece.title for piece in pieces)


def test_no_page_that_search_engines_read_shows_it(client, site, story, other):

    for address in read_by_search_engines(site):
        page = client.get(address)
        assertNotContains(page, TITLE)
        assertNotContains(page, story.slug)
    assertContains(client.get("/"), other.title)


def test_people_find_it_in_the_list_and_with_our_own_search(client, story, other):
    page = client.get("/stories/")

    assertContains(page, TITLE)
    assert walk.soup_of(page).select_one('meta[name="robots"]')["content"] == "noindex"
    assert TITLE in searching.titles(client, "those who come")
    assert (
        walk.soup_of(client.get("/stories/", {"theme": ""})).select_one("main .story-card") is not None
    )


def test_a_list_without_such_a_story_is_for_search_engines(client, other):
    assert not walk.soup_of(client.get("/stories/")).select('meta[name="robots"]')


def test_it_is_chosen_where_consent_is_asked_and_shown_before_it_is_sent(client):
    make_ladder()
    write(client, consent_publish="on", only_here="on")

    assertContains(client.get(CHECK), "on this site only")
    client.post(CHECK)

    assert Story.objects.get().only_here


def test_nobody_has_to_choose_it(client):
    make_ladder()
    write(client, consent_publish="on")

    page = walk.soup_of(client.get(PAGES["consent"]))
    assert not page.select_one("input[name=only_here]").has_attr("checked")
    client.post(CHECK)

    assert Story.objects.get().state == "waiting"
    assert not Story.objects.get().only_here


def test_it_is_chosen_and_taken_back_later_at_once(client, other):
    answers = {"consent": "change", "consent_publish": "on"}
    before = revision.current()

    client.post(other.get_follow_url(), answers | {"only_here": "on"})

    assert Publication.objects.get(pk=other.pk).only_here
    assert revision.current() > before
    assertNotContains(client.get("/stories/feed/"), other.title)
    assert "not in search engines or feeds: yes" in other.events.last().words
    page = walk.soup_of(client.get(other.get_follow_url()))
    assert page.select_one("input[name=only_here]").has_attr("checked")

    client.post(other.get_follow_url(), answers)

    assert not Publication.objects.get(pk=other.pk).only_here
    assertContains(client.get("/stories/feed/"), other.title)


def test_publishing_changes_keeps_the_choice(story):
    moderator = make_moderator()

    story.mark(moderator, values=[])

    assert Publication.objects.get(pk=story.pk).only_here


def test_staff_cannot_put_it_on_the_home_page(story):
    with pytest.raises(ValidationError, match="search engines"):
        story.feature(make_moderator())


def test_the_teller_reads_the_choice_in_everything_that_we_hold(story):
    held = everything_held(Story.objects.get(pk=story.pk))

    label = "Only on this site: not in search engines or feeds"
    assert held["What you said yes to"][label] in (True, "Yes", "yes")


def test_paper_does_not_ask_it(client):
    asked = [question.name for _, _, questions in form_outline.groups() for question in questions]

    assert "consent_publish" in asked
    assert "only_here" not in asked
