"""Things to read, days to come to and chances to join in are found while they may be, and not an instant longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coproduction_site.search import put_right
from pages.booking import actions as booking
from pages.case_studies import consent
from pages.chances import stages as stages_of_chances
from pages.events import stages
from pages.models import CaseStudy, Event
from tests.support.case_studies import make_case_study
from tests.support.chances import make_chance
from tests.support.events import make_event
from tests.support.resources import make_resource
from tests.support.searching import search, titles
from tests.support.toolkit import make_step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_the_doors():
    put_right.write_fixed()


@pytest.mark.parametrize(
    "make",
    [make_resource, make_event, make_case_study, make_chance, make_step],
    ids=["thing to read", "day", "case study", "chance", "step of the guide"],
)
def test_it_is_found_in_the_moment_of_its_change_and_never_after_it_is_gone(client, make):
    row = make(title="Kites")
    assert titles(client, "kites") == ["Kites"]

    row.title = "Boats"
    row.save()
    assert (titles(client, "kites"), titles(client, "boats")) == ([], ["Boats"])
    row.delete()

    assert titles(client, "boats") == []
    assert put_right.put_right() == 0


@pytest.mark.parametrize("make", [make_resource, make_case_study])
def test_what_is_taken_off_its_list_is_not_found(client, make):
    row = make(title="Kites")

    row.is_listed = False
    row.save()

    assert titles(client, "kites") == []


def test_a_day_that_is_over_is_not_found_any_more(client):
    day = make_event(title="Kites")
    long_ago = timezone.now() - timedelta(days=1)
    Event.objects.filter(pk=day.pk).update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=1))

    stages.move_on()

    assert titles(client, "kites") == []
    assert put_right.put_right() == 0


def test_a_cancelled_day_says_so_first_of_all(client):
    day = make_event(title="Kites")

    booking.cancel_event(day, None, "Snow on the road.")

    assert "Cancelled: Snow on the road." in search(client, "kites").content.decode()
    assert put_right.put_right() == 0


def test_a_chance_that_has_closed_is_still_found_because_it_owes_an_answer(client):
    make_chance(title="Kites", closes_in=-1)

    stages_of_chances.move_on()

    assert titles(client, "kites") == ["Kites"]
    assert put_right.put_right() == 0


def test_a_case_study_is_not_found_after_the_yes_to_it_has_ended(client):
    today = timezone.localdate()
    make_case_study(title="Kites", is_invented=False, consent_ends_on=today + timedelta(days=9))
    assert titles(client, "kites") == ["Kites"]
    CaseStudy.objects.update(consent_ends_on=today)

    consent.take_off_what_is_over()

    assert titles(client, "kites") == []
    assert put_right.put_right() == 0
