"""A result that somebody keeps is a link that holds it: signed, without an end, and told to nobody."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings as current
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from ladder.models import StatementSet
from ladder.reflection import kept
from ladder.reflection.kept import ANSWERS, SIDES, Kept, NotACode
from tests.support.reflection import code, kept_address, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(starter_content):
    """A new site."""


def link_of(page) -> str:
    """The path of the link that a result page shows."""
    link = BeautifulSoup(page.content, "html.parser").select_one(".private-link a")["href"]
    assert link.startswith(current.SITE_URL)
    return link.removeprefix(current.SITE_URL)


@given(
    number=st.integers(1, 999),
    side=st.sampled_from(SIDES),
    answers=st.text(ANSWERS, min_size=1, max_size=40),
)
def test_whatever_was_answered_comes_out_of_its_code_again(number, side, answers):
    held = Kept(number, side, answers)

    text = kept.code_of(held)

    assert kept.opened(text) == held
    assert kept.opened(text.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == held
    assert kept.opened(f"  https://example.org/ladder/where-are-you/kept/{text}/ ") == held


@given(text=st.text(max_size=200))
def test_nothing_else_opens_and_nothing_breaks(text):
    with pytest.raises(NotACode):
        kept.opened(text)


def test_one_sign_that_differs_opens_nothing():
    text = code()

    for at, sign in enumerate(text):
        if sign != "-":
            other = "Z" if sign != "Z" else "Y"
            with pytest.raises(NotACode):
                kept.opened(text[:at] + other + text[at + 1 :])


def test_a_kept_result_says_the_same_as_the_page_that_gave_it(client):
    answered = post(client, everything="3", G1="2", G2="1", I1="u", E1="")

    page = client.get(link_of(answered))

    assertContains(page, "You stand steadily on Consultation")
    for words in (
        "<strong>Not sure</strong>",
        "<strong>No answer</strong>",
        "<strong>Sometimes</strong>",
    ):
        assertContains(answered, words)
        assertContains(page, words)
    assert link_of(page) == link_of(answered)
    assertNotContains(page, "Older questions")


def test_a_kept_result_is_not_stored_not_indexed_and_not_told_to_other_sites(client):
    page = client.get(kept_address(code()))

    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    assertContains(client.get("/robots.txt"), "Disallow: /ladder/where-are-you/kept/")


def test_a_kept_result_still_opens_in_two_years(client):
    address = kept_address(code())

    with time_machine.travel(timezone.now() + timedelta(days=731)):
        assertContains(client.get(address), "You are about here: Co-production")


def test_a_kept_result_outlives_its_key_for_as_long_as_the_key_is_a_fallback(client, settings):
    address, former = kept_address(code()), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a-newer-key-" * 6, [former]
    assert client.get(address).status_code == 200

    settings.SECRET_KEY_FALLBACKS = []

    assert client.get(address).status_code == 404


def test_a_result_of_an_older_list_opens_with_its_own_lines_and_says_so(client):
    address = kept_address(code())
    newer = StatementSet.objects.live().next_draft()
    newer.statements.filter(code="W1").update(family="Quite another line.")
    newer.statements.filter(code="E1").delete()
    newer.go_live()

    page = client.get(address)

    assertContains(page, "Older questions")
    assertContains(page, "You are about here: Co-production")
    assertContains(page, "People ask for my views when it has all been decided.")
    assertNotContains(page, "Quite another line.")


@pytest.mark.parametrize("text", ["x", "1-2-3", "0000-0000-0000-0000", "%00", "é" * 30, "A" * 3_000])
def test_a_link_that_was_changed_gets_a_kind_page(client, text):
    page = client.get(f"/ladder/where-are-you/kept/{text}/")

    assertContains(page, "This link does not open", status_code=404)
    assert page.headers["Cache-Control"] == "private, no-store"


FORGED = {
    "a list that never was": Kept(77, "family", "0" + "2" * 12),
    "more answers than lines": Kept(1, "young", "0" + "2" * 12),
    "fewer answers than lines": Kept(1, "staff", "022"),
    "no answers": Kept(1, "family", ""),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_code_with_our_own_signature_that_fits_no_list_opens_nothing(client, what):
    assert client.get(kept_address(kept.code_of(FORGED[what]))).status_code == 404


def test_a_code_of_a_list_that_is_only_being_written_opens_nothing(client):
    StatementSet.objects.live().next_draft()

    assert client.get(kept_address(code(number=2))).status_code == 404


def test_a_code_is_short_enough_to_be_copied_from_paper():
    text = code()

    assert len(text) <= 26
    assert not set("ILOU") & set(text)


def compare(client, first, second):
    return client.post(reverse("ladder:compare"), {"first": first, "second": second})


def test_two_results_show_what_to_talk_about_with_the_widest_difference_first(client):
    family = code(answers="0" + "3" * 4 + "0" + "2" * 7)  # C2 is not yet.
    staff = code("staff", answers="0" + "3" * 5 + "1" + "2" * 6)  # C2 is always, G1 sometimes.

    page = compare(client, family, f"https://example.org{kept_address(staff)}")

    rows = BeautifulSoup(page.content, "html.parser").select("tbody tr")
    assert "Later I hear what was done" in rows[0].th.text
    assert "We tell people what we did" in rows[0].th.text
    says = [row.select("td")[2].get_text(strip=True) for row in rows]
    assert says == ["Talk about this", "Close", *["The same"] * 11]
    assertContains(page, "You see 1 thing differently")
    assert page.headers["Cache-Control"] == "private, no-store"


def test_not_sure_is_no_difference(client):
    page = compare(client, code(answers="0" + "u" * 12), code("staff", answers="0" + "3" * 12))

    assertContains(page, "Nothing to compare", count=12)
    assertContains(page, "in much the same way")


def test_what_only_one_of_them_was_asked_stands_apart(client):
    page = compare(client, code("young"), code("staff"))

    rows = BeautifulSoup(page.content, "html.parser").select("tbody tr")
    assert len(rows) == 9
    apart = BeautifulSoup(page.content, "html.parser").select_one("main details").text
    assert "I can say no" in apart
    assert "We pay costs" in apart


def test_results_of_two_lists_are_not_put_side_by_side(client):
    older = code()
    StatementSet.objects.live().next_draft().go_live()

    page = compare(client, older, code("staff", number=2))

    assertContains(page, "These two answered different lists")
    assertContains(page, older)


@pytest.mark.parametrize(
    "text", ["", " ", "nonsense", "\x00", "<b>", "9" * 5_000, "https://example.org/"]
)
def test_a_code_that_cannot_be_read_is_refused_beside_its_box(client, text):
    page = compare(client, code(), text)

    assert page.status_code == 200
    assertContains(page, 'href="#id_second"')
    assertNotContains(page, "<b>")
    assertContains(page, f'value="{code()}"')


def test_the_page_that_takes_two_codes_is_the_same_for_everybody(client):
    page = client.get(reverse("ladder:compare"))

    assert "public" in page.headers["Cache-Control"]
    assertNotContains(page, "csrfmiddlewaretoken")
