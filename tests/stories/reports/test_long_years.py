"""“You said, we did” of a year with very many answers: pages, a table that is written while it is read, kept numbers."""

import csv
import io

import pytest
from django.utils import timezone

from stories.models import Figure, figures
from stories.reports import you_said
from stories.reports.you_said import numbers
from tests.support import walk
from tests.support.factories import make_moderator, make_partner, make_public_response

pytestmark = pytest.mark.django_db
PAGE, TABLE = "/stories/you-said-we-did/", "/stories/you-said-we-did.csv"


@pytest.fixture
def answers(monkeypatch):
    monkeypatch.setattr(you_said, "PAGE_SIZE", 2)
    monkeypatch.setattr(you_said, "BATCH", 2)
    partner = make_partner()
    return [make_public_response(partner, story={"title": f"Story {n}"}) for n in range(5)]


def titles(page) -> list[str]:
    return [link.text for link in walk.soup_of(page).select(".you-said h3 a")]


def test_every_answer_of_a_year_is_reached_once_the_newest_first(client, answers):
    seen, address = [], PAGE
    while address:
        page = client.get(address)
        seen.append(titles(page))
        link = walk.soup_of(page).select_one("a[rel=next]")
        address = link and f"{PAGE}{link['href']}"

    assert seen == [["Story 4", "Story 3"], ["Story 2", "Story 1"], ["Story 0"]]


def test_a_place_among_the_answers_cannot_be_made_up(client, answers):
    for made_up in ("1", "x:y", "\x00"):
        assert client.get(PAGE, {"after": made_up}).status_code == 404


def test_a_long_table_is_written_while_it_is_read_and_kept_nowhere(client, answers):
    answer = client.get(TABLE)

    assert answer.streaming
    assert answer["Cache-Control"] == "no-store"
    lines = list(answer.streaming_content)
    rows = list(csv.reader(io.StringIO(b"".join(lines).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:6]] == [f"Story {n}" for n in range(5)]
    assert all(line.count(b"Story ") <= 2 for line in lines)
    assert ["Stories received", "5"] in rows


def test_an_answer_whose_story_is_taken_back_meanwhile_is_not_in_the_rest_of_the_table(client, answers):
    lines = iter(client.get(TABLE).streaming_content)
    next(lines)

    story = answers[4].story
    story.refresh_from_db()
    story.take_down(make_moderator(), "other")

    assert b"Story 4" not in b"".join(lines)


def test_a_short_table_is_kept_like_a_page(client):
    make_public_response()

    answer = client.get(TABLE)

    assert not answer.streaming
    assert "public" in answer["Cache-Control"]


def test_numbers_that_say_the_same_are_added_up_and_stay_the_same(monkeypatch):
    monkeypatch.setattr(figures, "ADDED_AT_ONCE", 3)
    year = timezone.localdate().year
    for days in (1, 1, 1, 1, 1, 1, 1, 4, 4):
        Figure.objects.create(year=year, what="published", days=days)
        Figure.objects.create(year=year, what="received")
        Figure.objects.create(year=year - 1, what="declined", reason="advert", days=days)
    before = numbers(year), numbers(year - 1)

    figures.add_up()

    assert Figure.objects.count() == 5
    assert (numbers(year), numbers(year - 1)) == before
    Figure.objects.create(year=year, what="received")
    figures.add_up()
    assert Figure.objects.count() == 5
    assert numbers(year).received == 10
