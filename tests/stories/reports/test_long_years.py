"""“You said, we did” of a year with very many answers: pages, a table in files, kept numbers."""

import csv
import io
import re

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

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
    monkeypatch.setattr(you_said, "PART_SIZE", 2)
    partner = make_partner()
    return [make_public_response(partner, story={"title": f"Story {n}"}) for n in range(5)]


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def next_file(answer) -> str:
    """The whole address, as programs read it; empty if there is none."""
    found = re.search(r'<([^>]*)>; rel="next"', answer.get("Link", ""))
    return found[1] if found else ""


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


def test_a_long_table_is_several_files_and_each_says_where_it_goes_on(client, answers):
    files, address = [], TABLE
    while address:
        answer = client.get(address)
        rows = rows_of(answer)
        files.append([row[0] for row in rows[1 : rows.index([])]])
        goes_on, address = rows[-1], next_file(answer)
        assert (address in goes_on) == bool(address)
        address = address and address.removeprefix(settings.SITE_URL)

    assert files == [["Story 0", "Story 1"], ["Story 2", "Story 3"], ["Story 4"]]
    assert ["Stories received", "5"] in rows


def test_every_file_of_a_long_table_has_a_name_of_its_own_and_is_kept_like_a_page(client, answers):
    first = client.get(TABLE)
    second = client.get(next_file(first).removeprefix(settings.SITE_URL))

    assert first["Content-Disposition"] != second["Content-Disposition"]
    assert all("public" in answer["Cache-Control"] for answer in (first, second))


def test_an_answer_whose_story_is_taken_back_meanwhile_is_not_in_the_rest_of_the_table(client, answers):
    following = next_file(client.get(TABLE)).removeprefix(settings.SITE_URL)

    story = answers[3].story
    story.refresh_from_db()
    story.take_down(make_moderator(), "other")

    assert [row[0] for row in rows_of(client.get(following))[1:3]] == ["Story 2", "Story 4"]


def test_the_page_says_how_many_answers_a_file_holds_only_where_it_has_pages_itself(client, answers):
    sentence = "A file holds up to 2 answers"

    assertContains(client.get(PAGE), sentence)
    for answer in answers[2:]:
        answer.story.refresh_from_db()
        answer.story.take_down(make_moderator(), "other")
    assertNotContains(client.get(PAGE), sentence)


def test_a_file_of_a_table_cannot_begin_at_a_place_that_is_made_up(client, answers):
    assert client.get(TABLE, {"after": "x:y"}).status_code == 404


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
