"""Nobody is asked to join in without being told how much say they get, and when they hear back."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.drafts.models import Draft
from pages.chances.forms import HAS_PASSED, PROMISED, WHOLE
from pages.chances.gate import MISSING, TOO_SOON
from pages.models import Chance
from tests.support.admin_forms import opened_form
from tests.support.chances import OUTCOME, day, filled_in, join, make_chance, make_late_chance
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db
NOTHING = dict.fromkeys(("rung", "closes_on", "hear_by"), "")
ADD = "/admin/pages/chance/add/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def change_of(chance) -> str:
    return reverse("admin:pages_chance_change", args=[chance.pk])


def publish(desk, chance, **more):
    return desk.post(change_of(chance), opened_form(desk, change_of(chance)) | more | {"_save": "1"})


@pytest.mark.parametrize("name", MISSING)
def test_none_is_published_without_an_answer_and_its_own_box_says_what_is_missing(desk, name):
    page = desk.post(ADD, filled_in(_save="1", **{name: NOTHING.get(name, "  ")}))

    assert page.context["adminform"].form.errors[name] == [MISSING[name]]
    assertContains(page, MISSING[name])
    assert not Chance.objects.exists()


@pytest.mark.parametrize("name", MISSING)
def test_the_database_refuses_one_without_an_answer(name):
    chance = make_chance()
    nothing = None if name in NOTHING else ""

    with pytest.raises(IntegrityError), transaction.atomic():
        Chance.objects.filter(pk=chance.pk).update(**{name: nothing})


def test_the_database_knows_no_answer_before_the_closing_day_and_no_half_outcome():
    chance = make_chance()

    for wrong in ({"hear_by": chance.closes_on}, {"you_said": "A"}, {"outcome_on": day(0)}, OUTCOME):
        with pytest.raises(IntegrityError), transaction.atomic():
            Chance.objects.filter(pk=chance.pk).update(**wrong)


def test_a_draft_may_be_unfinished_and_goes_out_when_it_is_whole(desk, client):
    desk.post(ADD, filled_in(_draft="1", rung="", pay=""))
    draft = Draft.objects.get()
    again = {"draft": draft.version}
    assertContains(
        desk.post(f"{ADD}?draft={draft.pk}", filled_in(_save="1", pay="", **again)), MISSING["pay"]
    )
    assertContains(desk.post(f"{ADD}?draft={draft.pk}", filled_in(_preview="1", **again)), "The money.")
    assert not Chance.objects.exists()

    desk.post(f"{ADD}?draft={draft.pk}", filled_in(_save="1", **again))

    chance = Chance.objects.get()
    assertContains(client.get(chance.get_absolute_url()), "The money.")
    assert (Draft.objects.count(), chance.history.count(), chance.stage) == (0, 1, "open")


def test_a_day_that_has_passed_an_answer_too_soon_and_an_address_of_ours_are_refused(desk):
    for wrong, sentence in (
        ({"closes_on": str(day(-1))}, HAS_PASSED),
        ({"hear_by": str(day(10))}, TOO_SOON),
        ({"slug": "offer"}, "Please choose another address."),
        ({"owner_email": ""}, "Who wants to join in is sent there."),
    ):
        assertContains(desk.post(ADD, filled_in(_save="1", **wrong)), sentence)

    assert not Chance.objects.exists()


def test_an_outcome_is_whole_or_there_is_none_yet(desk, client):
    chance = make_late_chance()
    for name in OUTCOME:
        page = publish(desk, chance, **OUTCOME | {name: ""})
        assertContains(page, WHOLE[name])

    publish(desk, chance, **OUTCOME)

    chance.refresh_from_db()
    assert (chance.outcome_on, chance.stage) == (day(0), "told")
    page = client.get(chance.get_absolute_url())
    for words in OUTCOME.values():
        assertContains(page, words)
    assertNotContains(page, "We have not done it")
    assertContains(page, "We had promised it by")


def test_an_outcome_that_is_taken_back_is_a_broken_promise_again(desk, client):
    chance = make_late_chance(**OUTCOME)

    publish(desk, chance, **dict.fromkeys(OUTCOME, ""))

    assertContains(client.get(chance.get_absolute_url()), "We promised to tell you by")


def test_a_promise_that_is_broken_cannot_be_moved(desk):
    chance = make_late_chance()

    page = publish(desk, chance, hear_by=str(day(30)))

    assertContains(page, PROMISED)
    chance.refresh_from_db()
    assert chance.is_late


def test_a_promise_that_is_moved_before_says_what_was_promised_first(desk, client):
    chance = make_chance(answers_in=20)
    assertNotContains(client.get(chance.get_absolute_url()), "First we promised")

    publish(desk, chance, hear_by=str(day(50)))

    assertContains(client.get(chance.get_absolute_url()), f"First we promised {day(20):%-d %B %Y}")


def test_an_earlier_state_that_comes_back_moves_no_broken_promise(desk):
    chance = make_chance(closes_in=-20, answers_in=5)
    Chance.objects.filter(pk=chance.pk).update(hear_by=day(-1))
    old = chance.history.last()
    earlier = reverse("admin:pages_chance_simple_history", args=[chance.pk, old.pk])

    desk.post(earlier, opened_form(desk, earlier) | {"_save": "1"})

    chance.refresh_from_db()
    assert chance.hear_by == day(-1)


def test_what_somebody_answered_or_waits_for_is_not_deleted(desk):
    wanted, late, new = make_chance(), make_late_chance(), make_chance()
    join(wanted)
    every = {
        "action": "delete_selected",
        "_selected_action": [wanted.pk, late.pk, new.pk],
        "post": "yes",
    }

    for chance in (wanted, late):
        delete = reverse("admin:pages_chance_delete", args=[chance.pk])
        assert desk.post(delete, {"post": "yes"}).status_code == 403
    desk.post(reverse("admin:pages_chance_changelist"), every)

    assert {wanted, late} <= set(Chance.objects.all())
