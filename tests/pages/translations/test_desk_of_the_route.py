"""The desk says how far the pages for a story are in each language, and who has checked what they say about safety."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.in_languages import catalogues
from coproduction_site.in_languages.known import Language
from stories.models import CheckedWords
from stories.submission.checked import are_checked
from tests.pages.translations.test_translation_desk import TABLE, states
from tests.support.admin_forms import opened_form
from tests.support.factories import make_user
from tests.support.in_languages import live_route, make_checked, read_catalogues_of, write_catalogues
from tests.support.signing_in import sign_in

pytestmark = pytest.mark.django_db
ROUTE = "Tell your story (all its pages)"
CHECK = reverse("admin:pages_translation_check_telling", args=["ur"])
ANSWERS = {"by": "Two parents who speak Urdu", "on": "2020-01-02"}


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    sign_in(client, make_user("Content editors"))
    return client


@pytest.fixture
def live(settings, tmp_path):
    with live_route(settings, tmp_path / "locale") as folder:
        yield folder


def test_a_speaker_checks_these_words_and_no_others(desk, live, settings):
    assert states(desk)[ROUTE] == ["Draft"] * 3

    assertRedirects(desk.post(CHECK, opened_form(desk, CHECK) | ANSWERS), reverse(TABLE))
    assert are_checked(Language.URDU)
    assert states(desk)[ROUTE] == ["Draft", "Draft", "Checked by a speaker"]
    assert CheckedWords.objects.get().recorded_by.email
    assert LogEntry.objects.get().object_repr == "Telling a story, in Urdu"

    other = live.parent / "other"
    write_catalogues(other, **{"Is somebody not safe?": "کچھ اور"})
    read_catalogues_of(settings, other)
    assert not are_checked(Language.URDU)
    assert states(desk)[ROUTE] == ["Draft", "Draft", "Behind"]


def test_words_that_have_changed_since_the_page_was_opened_are_not_checked_by_it(desk, live):
    form = opened_form(desk, CHECK) | {"version": "older"}

    answer = desk.post(CHECK, form | ANSWERS)

    assertContains(answer, "has changed since you opened it")
    assert not CheckedWords.objects.exists()


@pytest.mark.parametrize("wrong", [{"by": ""}, {"on": ""}, {"on": "2999-01-01"}, {"by": "x" * 121}])
def test_who_and_when_are_both_needed(desk, live, wrong):
    answer = desk.post(CHECK, opened_form(desk, CHECK) | ANSWERS | wrong)

    assert answer.status_code == 200
    assert not CheckedWords.objects.exists()


def test_where_a_word_is_missing_nothing_is_checked(desk, live, settings):
    form = opened_form(desk, CHECK)
    write_catalogues(live.parent / "other", but_not="Start my story")
    read_catalogues_of(settings, live.parent / "other")

    assert states(desk)[ROUTE] == ["None"] * 3
    assertContains(desk.get(CHECK), "Some words are missing.")
    desk.post(CHECK, form | ANSWERS | {"version": catalogues.mark_of(Language.URDU)})
    assert not CheckedWords.objects.exists()


@pytest.mark.parametrize("role", ["Moderators", "Safeguarding leads"])
def test_nobody_else_says_that_it_is_checked(client, settings, live, role):
    settings.REQUIRE_STAFF_MFA = False
    sign_in(client, make_user(role))

    assert client.post(CHECK, ANSWERS).status_code == 403
    assert client.get(reverse("admin:pages_translation_check_telling", args=["pl"])).status_code == 403


def test_the_public_is_told_nothing_of_the_desk(client, live):
    make_checked()

    assert client.get(CHECK).status_code == 302
    assertNotContains(client.get("/ur/stories/share/"), "Two parents")
