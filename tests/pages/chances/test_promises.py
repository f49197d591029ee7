"""A day was promised and has passed: the page says so by itself, and whoever can put it right is told."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from pages.chances import stages
from pages.models import Chance
from tests.support.chances import OUTCOME, day, make_chance, make_late_chance, make_told_chance
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db
NOON, NIGHT = "2027-03-10T12:00:00+00:00", "2027-03-10T03:00:00+00:00"


def test_pages_show_that_it_closes_and_is_late_without_a_press(time_machine, client):
    time_machine.move_to(NOON)
    chance = make_chance(closes_in=1, answers_in=3)
    assert stages.move_on() == 0

    for moment, stage, words in (
        ("2027-03-12T00:30:00+00:00", "closed", "You hear back by"),
        ("2027-03-14T00:30:00+00:00", "late", "We promised to tell you by 13 March 2027"),
    ):
        before = revision.current()
        time_machine.move_to(moment)
        assert stages.move_on() == 1
        assert revision.current() > before
        assert stages.move_on() == 0
        chance.refresh_from_db()
        assert chance.stage == stage
        assertContains(client.get(chance.get_absolute_url()), words)


def test_on_the_promised_day_itself_nobody_is_late(client):
    chance = make_chance(closes_in=-1, answers_in=0)

    assertNotContains(client.get(chance.get_absolute_url()), "We promised to tell you by")
    assert not Chance.objects.late(day(0)).exists()


def test_a_broken_promise_stays_until_there_is_an_outcome(client, time_machine):
    time_machine.move_to(NOON)
    chance = make_late_chance()
    time_machine.move_to("2029-03-10T12:00:00+00:00")
    stages.move_on()

    assertContains(client.get(chance.get_absolute_url()), "We promised to tell you by 9 March 2027")
    assertContains(
        client.get("/get-involved/?when=past"), "We promised to tell you by 9 March 2027. We are late."
    )
    told = make_told_chance()
    assertContains(client.get(told.get_absolute_url()), OUTCOME["we_could_not"])
    assertNotContains(client.get(told.get_absolute_url()), "We promised to tell you by")


def test_the_owner_is_told_once_and_by_day(time_machine):
    time_machine.move_to(NIGHT)
    chance = make_late_chance()
    make_told_chance()
    make_chance()
    assert stages.tell_owners() == 0

    time_machine.move_to(NOON)
    assert (stages.tell_owners(), stages.tell_owners()) == (1, 0)

    (letter,) = mail.outbox
    assert letter.to == ["owner@example.org"]
    for words in (chance.title, "9 March 2027", f"/admin/pages/chance/{chance.pk}/change/"):
        assert words in letter.body


def test_without_an_address_those_who_write_chances_are_told(time_machine):
    time_machine.move_to(NOON)
    editor = make_user("Content editors", is_staff=True)
    make_late_chance(owner_email="")

    stages.tell_owners()

    assert [letter.to for letter in mail.outbox] == [[editor.email]]


def test_the_first_screen_of_the_desk_says_so_until_there_is_an_outcome(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    chance = make_late_chance()
    client.force_login(make_user("Content editors", is_staff=True))

    page = client.get(reverse("admin:index"))
    assertContains(page, "Promised to tell people, and not done")
    assertContains(
        client.get(f"{reverse('admin:pages_chance_changelist')}?stage__exact=late"), chance.title
    )

    Chance.objects.filter(pk=chance.pk).update(outcome_on=day(0), **OUTCOME)
    assertNotContains(client.get(reverse("admin:index")), "Promised to tell people, and not done")
