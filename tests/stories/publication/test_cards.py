"""What a card of a list shows of a story."""

from datetime import UTC, datetime

import pytest

from stories.models import Publication


@pytest.mark.parametrize(
    ("words", "shown"),
    [(0, ""), (30, "w " * 29 + "w"), (31, "w " * 29 + "w…"), (4_000, "w " * 29 + "w…")],
)
def test_a_card_shows_the_first_thirty_words(words, shown):
    assert Publication(happened="w\n" * words).opening == shown


def test_a_note_stands_in_place_of_the_first_words():
    assert Publication(happened="Hard words.", content_note="About a loss").opening == "About a loss"


def test_a_card_names_the_month_as_it_is_here():
    last_hour_of_june = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    story = Publication(published_at=last_hour_of_june)

    assert (f"{story.published_on}", story.published_in) == ("2026-07-01", "July 2026")


@pytest.mark.parametrize(
    ("end", "shown"), [("door.", "door…"), ("door:", "door…"), ("so...", "so…"), ("why?", "why?…")]
)
def test_what_is_cut_off_ends_in_three_dots_and_no_other(end, shown):
    assert Publication(happened=f"{'w ' * 29}{end} And more.").opening.endswith(f" {shown}")
