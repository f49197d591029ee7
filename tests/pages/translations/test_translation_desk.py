"""Staff see each page in each language, write as drafts, and somebody else says that a speaker has checked it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from pages.easy_read.sources import text_of
from pages.models import Translation
from tests.support import walk
from tests.support.admin_forms import opened_form
from tests.support.factories import make_page, make_user
from tests.support.signing_in import sign_in
from tests.support.translations import make_translation

pytestmark = pytest.mark.django_db
LIST = "admin:pages_translation_changelist"
TABLE = "admin:pages_translation_table"
ANSWERS = {"by": "Two Polish-speaking parents", "on": "2020-01-02"}


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    sign_in(client, make_user("Content editors"))
    return client


def address(name, row) -> str:
    return reverse(f"admin:pages_translation_{name}", args=[row.pk])


def press(desk, page, **answers):
    return desk.post(page, opened_form(desk, page) | answers)


def states(desk) -> dict[str, list[str]]:
    rows = walk.soup_of(desk.get(reverse(TABLE))).select("tbody tr")
    return {
        row.th.get_text(): [cell.get_text().partition(":")[0].partition(",")[0] for cell in row("td")]
        for row in rows
    }


def test_the_desk_shows_each_page_in_each_language(desk):
    page = make_page(title="Boats")
    make_translation(page=page, language="pa", written_for="Old words.")
    make_translation(page=page, checked_by="Two parents", checked_on="2020-01-02")
    make_translation(page=make_page(title="Cars"), language="ur")

    found = states(desk)

    assert found["Boats"] == ["Behind", "Checked by a speaker", "None"]
    assert found["Cars"] == ["None", "None", "Draft"]
    assert found["The ladder"] == ["None"] * 3


def test_words_are_prepared_in_a_draft_looked_at_and_published(desk, client):
    row = make_translation(is_about_safety=True)

    press(desk, address("change", row), body="<p>Nowe.</p>", _draft="1")

    assert Draft.objects.over(row)
    assertNotContains(client.get(row.get_absolute_url()), "Nowe.")
    assertContains(desk.get(address("preview", row)), "Nowe.")
    press(desk, address("change", row), _save="1")
    row.refresh_from_db()
    assert (row.body, row.checked_by) == ("<p>Nowe.</p>", "")
    assertNotContains(client.get(row.get_absolute_url()), "Nowe.")


def test_other_words_are_words_that_nobody_has_checked(desk):
    row = make_translation(checked_by="Two parents", checked_on="2020-01-02")

    press(desk, address("change", row), is_about_safety="on", _save="1")
    assert Translation.objects.get().is_checked

    press(desk, address("change", row), title="Inaczej", _save="1")
    assert not Translation.objects.get().is_checked


def test_a_new_one_is_written_for_its_page_as_it_is_now(desk):
    page = make_page(slug="a-page")
    add = f"{reverse('admin:pages_translation_add')}?language=ur&page={page.pk}"
    text = {"title": "ا", "menu_title": "ا", "summary": "ا", "body": "<p>ا</p>"}

    press(desk, add, **text, _save="1")

    row = Translation.objects.get()
    assert (row.language, row.page, row.is_about_safety) == ("ur", page, True)
    assert row.written_for == text_of(row)


def test_somebody_else_says_that_a_speaker_has_checked_it(desk, client):
    row = make_translation(is_about_safety=True)
    number = revision.current()

    answer = press(desk, address("check", row), **ANSWERS)

    assertRedirects(answer, reverse(LIST))
    assert revision.current() > number
    assertContains(client.get(row.get_absolute_url()), "Razem.")
    assertContains(client.get(row.get_absolute_url()), "Two Polish-speaking parents")
    assertContains(desk.get("/search/", {"q": "Razem"}), row.get_absolute_url())


def test_nobody_checks_the_words_that_they_published_themselves(desk):
    row = make_translation()
    press(desk, address("change", row), title="Inaczej", _save="1")

    answer = press(desk, address("check", row), **ANSWERS)

    assertContains(answer, "You published these words yourself.")
    assert not Translation.objects.get().is_checked


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"by": ""}, "Please fill this in."),
        ({"by": "x" * 121}, "There is room for 120."),
        ({"on": "soon"}, "Write a day"),
        ({"on": str(timezone.localdate() + timedelta(days=2))}, "Write a day that has come already."),
    ],
)
def test_what_is_half_is_not_a_check(desk, answers, sentence):
    row = make_translation()

    answer = press(desk, address("check", row), **ANSWERS | answers)

    assertContains(answer, sentence)
    assert not Translation.objects.get().is_checked


def test_words_that_changed_meanwhile_are_not_said_to_be_checked(desk):
    row = make_translation()
    opened = opened_form(desk, address("check", row))
    Translation.objects.filter(pk=row.pk).update(body="<p>Inne.</p>", version=row.version + 1)

    answer = desk.post(address("check", row), opened | ANSWERS)

    assertContains(answer, "This page has changed since you opened it")
    assert not Translation.objects.get().is_checked


def test_one_that_is_behind_stands_on_the_first_screen_until_somebody_has_read_both(desk):
    row = make_translation(written_for="Old words.")
    pile = "Translations that are behind"
    assertContains(desk.get(reverse("admin:index")), pile)

    press(desk, address("look", row))

    assertNotContains(desk.get(reverse("admin:index")), pile)
    assert Translation.objects.get().written_for == text_of(row)


def test_who_may_not_publish_cannot_say_that_it_was_checked_or_see_the_table(desk, client):
    row = make_translation()
    client.force_login(make_user("Moderators"))

    assert client.get(reverse(TABLE)).status_code == 403
    for name in ("check", "look"):
        assert client.post(address(name, row), ANSWERS | {"version": "1"}).status_code == 403
