"""Staff see what people look for and do not find, and add words for the same."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import SearchMiss, Synonyms
from coproduction_site.search import misses
from stories.management.commands import work
from tests.support import factories

pytestmark = pytest.mark.django_db
MISSES = "/admin/coproduction_site/searchmiss/"


@pytest.fixture
def editor(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(factories.make_user("Content editors"))
    return client


def missed(text, times=3):
    for _ in range(times):
        misses.note(text)


def test_what_was_missed_often_leads_to_adding_a_synonym(editor):
    missed("hoist swing")
    missed("seldom", times=2)

    answer = editor.get(MISSES)

    assertContains(answer, "hoist swing")
    assertNotContains(answer, "seldom")
    assertContains(answer, "/admin/coproduction_site/synonyms/add/?phrases=hoist+swing%0A")
    assertContains(
        editor.get(f"{reverse('admin:coproduction_site_synonyms_add')}?phrases=hoist"), "hoist"
    )


def test_nobody_changes_what_people_looked_for(editor):
    missed("hoist swing")
    number = SearchMiss.objects.get().pk

    assert editor.post(f"{MISSES}{number}/delete/", {"post": "yes"}).status_code == 403
    assert editor.get(f"{MISSES}add/").status_code == 403


def test_moderators_have_no_such_list(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(factories.make_moderator())

    assert client.get(MISSES).status_code == 403


def test_what_was_missed_goes_after_ninety_days():
    with time_machine.travel("2026-01-07 12:00", tick=False) as clock:
        missed("hoist swing")
        clock.move_to("2026-04-05 12:00")
        assert forgotten_by_the_worker() == 0
        clock.move_to("2026-04-07 12:00")
        assert forgotten_by_the_worker() == 1

    assert not SearchMiss.objects.exists()


def forgotten_by_the_worker() -> int:
    (task,) = [task for task in work.tasks() if task.name == "the search of everybody put right"]
    return task.act()["misses forgotten"]


@pytest.mark.parametrize(
    "phrases", ["one", "one\n  \n", "one\nOne", "a\n" * 2, "\n".join(f"w{n}" for n in range(13))]
)
def test_one_phrase_alone_means_nothing_and_too_many_are_no_synonyms(phrases):
    with pytest.raises(ValidationError):
        Synonyms(phrases=phrases).full_clean()


def test_a_new_site_begins_with_words_for_the_same_and_none_comes_back(starter_content):
    assert Synonyms.objects.filter(phrases__startswith="EHCP").exists()
    Synonyms.objects.all().delete()

    call_command("load_content", verbosity=0)

    assert not Synonyms.objects.exists()
