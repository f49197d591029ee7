"""What came of stories: on the story, in the list, and on the page of a year."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from stories.models import Response, Story
from stories.models.figures import Figure
from stories.reports.you_said import numbers
from tests.support import walk
from tests.support.factories import (
    answer_words,
    date_publication,
    make_moderator,
    make_partner,
    make_public_response,
    make_published_story,
    make_sent_response,
    make_waiting_story,
)
from tests.tools import starter_content

pytestmark = pytest.mark.django_db
PAGE, TABLE, LIST, SECRET = (
    "/stories/you-said-we-did/",
    "/stories/you-said-we-did.csv",
    "/stories/",
    "Xyzzyberry",
)
PUBLIC = [PAGE, TABLE, LIST, f"{LIST}?progress=answered", "/", "/stories/feed/"]


def rows(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def steps_on(client, story) -> dict[str, bool]:
    soup = walk.soup_of(client.get(story.get_absolute_url()))
    return {step.strong.text: bool(step.time) for step in soup.select(".progress__steps > li")}


def titles(answer) -> set[str]:
    return {link.text for link in walk.soup_of(answer).select("main h3 a")}


@pytest.mark.parametrize(
    ("kind", "reached"),
    [
        (None, 2),
        ("heard", 3),
        ("could_not", 3),
        ("will_change", 4),
    ],
)
def test_a_story_shows_how_far_it_has_come(client, kind, reached):
    story = make_public_response(kind=kind).story if kind else make_published_story()

    steps = steps_on(client, story)

    assert list(steps) == ["Heard", "Read", "Answered", "Change planned", "Change made"]
    assert list(steps.values()) == [number < reached for number in range(5)]


def test_a_promise_that_was_kept_shows_both_days(client):
    promise = make_public_response(kind="will_change")
    following = promise.say_more()
    done_on = timezone.localdate() - timedelta(days=1)
    following.send(promise.sent_by, **answer_words("changed", done_on=done_on))
    assert not steps_on(client, promise.story)["Change made"]

    following.publish(make_moderator())

    assert all(steps_on(client, promise.story).values())
    page = client.get(promise.story.get_absolute_url())
    for day in (promise.by_on, done_on):
        assertContains(page, f"{day:%-d %B %Y}")


def test_stories_are_chosen_by_what_came_of_them_and_by_year(client):
    make_published_story(title="Silence")
    make_public_response(kind="heard", story={"title": "Only heard"})
    make_public_response(kind="will_change", story={"title": "Promised"})
    make_public_response(kind="changed", story={"title": "Made"})
    make_sent_response(kind="changed", story={"title": "Not read"})
    old = make_published_story(title="Years ago")
    date_publication(old, published_at=timezone.now() - timedelta(days=800))

    def chosen(**query):
        return titles(client.get(LIST, query))

    assert chosen(progress="unanswered") == {"Silence", "Not read", "Years ago"}
    assert chosen(progress="answered") == {"Only heard", "Promised", "Made"}
    assert chosen(progress="planned") == {"Promised"}
    assert chosen(progress="made") == {"Made"}
    assert "Years ago" not in chosen(year=timezone.localdate().year)
    year = timezone.localdate(timezone.now() - timedelta(days=800)).year
    assert chosen(year=year, progress="unanswered") == {"Years ago"}
    assert client.get(LIST, {"year": 1900}).status_code == 404
    assert client.get(LIST, {"progress": "lost"}).status_code == 404


def test_the_page_of_a_year_says_what_was_done_and_what_could_not_be(client):
    for kind in ("changed", "will_change", "could_not"):
        make_public_response(kind=kind, words=f"Words of {kind}", story={"title": f"Title of {kind}"})

    page = client.get(PAGE)

    for words in (
        "We did",
        "We will",
        "We could not, because",
        "Title of changed",
        "Words of could_not",
    ):
        assertContains(page, words)
    table = rows(client.get(TABLE))
    assert {row[0] for row in table[1:4]} == {
        "Title of changed",
        "Title of will_change",
        "Title of could_not",
    }


@pytest.mark.parametrize("year", ["1900", "9999", "x", "²", "-1", "2026 OR 1=1"])
def test_a_year_of_which_there_is_nothing_has_no_page(client, year):
    assert client.get(PAGE, {"year": year}).status_code == 404
    assert client.get(TABLE, {"year": year}).status_code == 404


@pytest.mark.parametrize("way", ["withdraw", "hold", "take_down", "partner"])
def test_answers_go_with_their_story_or_partner_everywhere_and_at_once(client, way):
    response = make_public_response(words=SECRET, person=SECRET, story={"title": "Gone soon"})
    story = response.story
    story.refresh_from_db()
    assertContains(client.get(PAGE), SECRET)
    assertContains(client.get(TABLE), SECRET)
    if way == "partner":
        response.partner.is_listed = False
        response.partner.save()
    else:
        story.withdraw() if way == "withdraw" else getattr(story, way)(make_moderator(), "other")

    for address in [*PUBLIC, story.get_absolute_url(), story.get_follow_url()]:
        assert SECRET.encode() not in client.get(address).content, address


def test_no_word_of_an_answer_that_is_not_published_shows_anywhere(client):
    starter_content.load()
    words = {"kind": "will_change", "words": SECRET, "person": SECRET, "role": SECRET, "owner": SECRET}
    sent, returned = make_sent_response(**words), make_sent_response(**words)
    returned.give_back(make_moderator(), SECRET)

    answers = walk.every_address(client)

    assert {sent.story.get_absolute_url(), returned.story.get_absolute_url(), PAGE} <= answers.keys()
    own = (each.story.get_follow_url() for each in (sent, returned))
    answers |= {address: client.get(address) for address in (*PUBLIC, *own)}
    for address, answer in answers.items():
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert SECRET.encode() not in content, address


def test_what_a_partner_writes_is_shown_as_words(client):
    attack = "<script>alert(1)</script>"
    response = make_public_response(
        kind="will_change", words=attack, person=attack, role=attack, owner=attack
    )

    for address in (PAGE, response.story.get_absolute_url(), response.story.get_follow_url()):
        assertNotContains(client.get(address), "<script>")


def test_a_spreadsheet_calculates_nothing(client):
    make_public_response(words="=1+1", person="@x", role="y", story={"title": "+cmd"})

    cells = [cell for row in rows(client.get(TABLE)) for cell in row]

    assert {"'=1+1", "'@x, y", "'+cmd"} <= set(cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_a_year_of_small_numbers_is_a_sentence_and_no_table_of_nothing(client):
    make_published_story()

    page = client.get(PAGE)

    assertContains(page, "are too small to show")
    assertNotContains(page, "<table>")
    assertNotContains(page, "fewer than 5")


def test_a_small_number_is_not_told(client):
    for _ in range(6):
        make_published_story()
    make_waiting_story().decline(make_moderator(), Story.DeclineReason.ABUSE)

    shown = dict(numbers(timezone.localdate().year).rows)

    assert shown["Stories received"] == "7"
    assert shown["Stories published"] == "6"
    assert shown["Not published: it is unkind to somebody"] == "fewer than 5"
    assert shown["Days from sending to our decision, in the middle"] == "0"
    assertContains(client.get(PAGE), "fewer than 5")


def test_the_numbers_stay_when_stories_are_erased():
    moderator = make_moderator()
    for _ in range(5):
        make_waiting_story().decline(moderator, Story.DeclineReason.ADVERT)
    before = numbers(timezone.localdate().year)

    Story.objects.all().delete()

    assert numbers(timezone.localdate().year) == before
    assert before.reasons["It is an advert or spam"] == 5


def test_the_median_is_the_middle_decision():
    year = timezone.localdate().year
    for days in (0, 1, 4, 9, 30):
        Figure.objects.create(year=year, what="published", days=days)

    assert numbers(year).median_days == 4


def test_the_page_and_the_table_cost_the_same_however_many_answers(
    client, django_assert_max_num_queries
):
    """Reasons are one of these. A live site remembers them, a test in its transaction does not."""
    partner = make_partner()
    for _ in range(3):
        make_public_response(partner)
        for address in (PAGE, TABLE):
            with django_assert_max_num_queries(8):
                client.get(address)


def test_the_page_is_the_same_for_everybody():
    page = Client().get(PAGE)

    assert "public" in page["Cache-Control"]
    assert not page.cookies


def test_only_the_published_answer_reaches_its_tellers_page(client):
    response = make_sent_response(words="We heard you well.")
    follow = response.story.get_follow_url()
    assertNotContains(client.get(follow), "We heard you well.")

    response.publish(make_moderator())

    assertContains(client.get(follow), "We heard you well.")
    assert Response.objects.public().get() == response
