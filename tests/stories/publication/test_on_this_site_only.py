"""A teller may want a story on the site, and not in search engines, feeds, news and open data."""

import csv
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from pytest_django.asserts import assertContains, assertInHTML, assertNotContains

from coproduction_site.cache import revision
from pages.news.topics import TOPICS, Between, chosen
from partners.models import Evidence
from stories.following.data_rights import everything_held
from stories.models import Publication, Story
from stories.moderation import stories_table
from stories.reports import you_said
from stories.submission import form_outline
from stories.templatetags.values import with_their_stories
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


def test_answers_about_such_stories_take_no_place_of_others_in_news(site, other):
    for number in range(3):
        published(site, title=f"{TITLE} {number}", only_here=True)

    (piece,) = TOPICS["changes"].pieces(Between(), 1)

    assert other.title in piece.title


def test_a_page_and_a_part_of_you_said_we_did_are_full_whatever_such_stories_there_are(
    site, other, monkeypatch
):
    second = published(site, title="For everybody too")
    for number in range(3):
        published(site, title=f"{TITLE} {number}", only_here=True)
    monkeypatch.setattr(you_said, "PAGE_SIZE", 2)
    year = you_said.years()[0]

    page = you_said.page(year, None)

    assert [answer.title_of_story for answer in page.answers] == [second.title, other.title]
    assert page.after is None
    monkeypatch.setattr(you_said, "PART_SIZE", 2)
    part = you_said.part(year, None)
    assert [row[0] for row in part.rows] == [other.title, second.title]
    assert part.after is None


def test_an_answer_about_such_a_story_makes_no_year_of_you_said_we_did(site):
    story = published(site, title=TITLE, only_here=True)
    long_ago = timezone.now() - timedelta(days=800)
    story.responses.update(decided_at=long_ago)

    assert you_said.years() == [timezone.localdate().year]


def test_where_the_only_story_is_such_a_one_no_page_says_that_there_is_none(client, site, story):
    value = f"/charter/values/{site['values'][0].slug}/"
    for address in (site["rung"].get_absolute_url(), value, site["partners"][0].get_absolute_url()):
        page = client.get(address)

        assertContains(page, "All stories ")
        assertNotContains(page, "No story ")
        assertNotContains(page, TITLE)


def test_where_there_is_no_story_at_all_a_page_says_so(client, site):
    page = client.get(site["rung"].get_absolute_url())

    assertContains(page, "No story shows it yet")
    assertNotContains(page, "All stories ")


def test_the_table_of_staff_says_which_stories_are_such(story, other):
    heading, *lines = csv.reader(
        stories_table.lines(Story.objects.published(), make_moderator(), with_private=False)
    )

    place = heading.index("Only on this site")
    assert [line[place] for line in lines] == ["yes", "no"]


def test_the_panel_reads_such_a_story_as_evidence_and_the_public_page_does_not_name_it(story):
    evidence = [Evidence(kind="story", words="Look", address=story.get_absolute_url())]

    assert with_their_stories(evidence, is_private=True)[0][1].title == TITLE
    assert with_their_stories(evidence)[0][1] is None
    asked = {"evidence": evidence, "perms": {}}
    assertInHTML(
        f'<a href="{story.get_absolute_url()}">{TITLE}</a>',
        render_to_string("partners/charter/status/evidence.html", asked),
    )


def test_a_case_study_is_for_everybody_and_its_teller_reads_so_before_they_say_yes(client, story, other):
    for each in (story, other):
        each.ask_to_retell(make_moderator())
        page = client.get(each.get_follow_url())

        assertContains(page, "Google can find it, and our search too.")
        says_so = "Your story itself stays on this site only." in page.content.decode()
        assert says_so == each.only_here
