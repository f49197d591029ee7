"""Somebody wants to join in: without an account, in few words, and it goes to whoever looks after it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import honeypot, limits
from coproduction_site.rights.actions import erase, hand_out, picked
from pages.chances import keeping
from pages.models import Chance, Interest
from tests.support.admin_forms import opened_form
from tests.support.chances import OUTCOME, address, day, join, make_chance, make_late_chance, send
from tests.support.factories import make_partner, make_user

pytestmark = pytest.mark.django_db
OWNER, PERSON = "Somebody wants to join in", "Thank you: you want to join in"


@pytest.fixture(autouse=True)
def at_once(monkeypatch, settings):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)
    settings.REQUIRE_STAFF_MFA = False


def test_it_is_kept_and_goes_to_the_owner_by_letter(client):
    chance = make_chance()

    assertRedirects(send(chance, client, message="Can I bring my sister?"), address(chance, "joined"))

    assertContains(client.get(address(chance, "joined")), "Sam, SEND team has it now")
    found = Interest.objects.get()
    to_owner, to_person = mail.outbox
    assert [letter.to for letter in mail.outbox] == [["owner@example.org"], ["pat@example.org"]]
    assert (to_owner.subject.split(" (")[0], to_person.subject.split(" (")[0]) == (OWNER, PERSON)
    for words in ("Pat\npat@example.org", "Can I bring my sister?", chance.title, found.reference):
        assert words in to_owner.body
    for words in (f"{chance.hear_by:%-d %B %Y}", f"{chance.kept_until:%-d %B %Y}", found.reference):
        assert words in to_person.body


def test_the_same_form_sent_twice_is_one(client):
    chance, key = make_chance(), uuid4()

    for _ in range(2):
        assert send(chance, client, key).status_code == 302

    assert (Interest.objects.count(), len(mail.outbox)) == (1, 2)


def test_a_phone_number_is_enough_and_somebody_is_asked_for_one_of_the_two(client):
    chance = make_chance()

    assertContains(send(chance, client, email=""), "Write an e-mail address or a phone number.")
    assertContains(send(chance, client, name=""), "Write your name, or what we may call you.")
    assert not Interest.objects.exists()
    send(chance, client, email="", telephone="01902 123456")

    assert Interest.objects.get().telephone == "01902 123456"
    assert [letter.to for letter in mail.outbox] == [["owner@example.org"]]


def test_the_form_asks_for_no_consent_and_says_where_it_goes_and_when_it_is_deleted(client):
    chance = make_chance(partner=make_partner(name="Garden Lane"))

    page = client.get(address(chance))

    assertNotContains(page, 'type="checkbox"')
    assert list(page.context["form"].fields) == ["name", "email", "telephone", "message"]
    assertContains(page, "It goes to Sam, SEND team of Garden Lane, by letter.")
    assertContains(page, f"We delete it after {chance.kept_until:%-d %B %Y}.")


def test_a_robot_is_stopped_and_nobody_waits_in_vain(client, monkeypatch):
    chance = make_chance()
    assertContains(send(chance, client, website="https://spam.example"), "A box that must stay empty")
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 3)

    assertContains(send(chance, client), "Please wait a moment")

    assert not Interest.objects.exists()


@pytest.mark.parametrize("closed", [{"closes_in": -1}, OUTCOME])
def test_what_is_closed_takes_nobody_and_says_so(client, closed):
    chance = make_chance(**closed)

    assertNotContains(client.get(chance.get_absolute_url()), address(chance))
    assertContains(client.get(address(chance)), "Nobody can join in any more.")
    assertContains(send(chance, client), "This is closed")
    assert not Interest.objects.exists()


def test_the_thank_you_is_for_whoever_sent_it(client):
    chance = make_chance()

    assertRedirects(client.get(address(chance, "joined")), chance.get_absolute_url())


def test_very_many_from_one_place_are_asked_to_wait_with_every_word(client, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "JOINED", limits.Limit("joined-now", 1, 60))
    chance = make_chance()
    send(chance, client)

    page = send(chance, client, message="My words.")

    assert page.status_code == 429
    assertContains(page, "My words.", status_code=429)
    assert Interest.objects.count() == 1


def test_an_address_that_is_written_very_often_gets_no_more_letters(settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "JOINED_BY_ONE", limits.Limit("joined-by-one-now", 1, 60))
    chance = make_chance()

    for _ in range(3):
        join(chance)

    assert Interest.objects.count() == 3
    assert [letter.to for letter in mail.outbox].count(["pat@example.org"]) == 1


def test_without_an_address_of_an_owner_whoever_may_see_it_is_written_to():
    organiser = make_user("Event organisers", is_staff=True)
    make_user("Content editors", is_staff=True)
    chance = make_chance(owner_email="")

    join(chance)

    assert [letter.to for letter in mail.outbox] == [[organiser.email], ["pat@example.org"]]


def test_who_wants_to_join_in_is_for_those_with_the_right_alone():
    interest = join(make_chance(), message="My words.")
    every = reverse("admin:pages_interest_changelist")
    of_one = reverse("admin:pages_interest_chance", args=[interest.chance_id])
    editor, organiser = Client(), Client()
    editor.force_login(make_user("Content editors", is_staff=True))
    organiser.force_login(make_user("Event organisers", is_staff=True))

    for page in (every, of_one):
        assert editor.get(page).status_code == 403
        assertContains(organiser.get(page), "My words.")
    change = reverse("admin:pages_chance_change", args=[interest.chance_id])
    assertContains(organiser.get(change), of_one)
    assertNotContains(editor.get(change), of_one)


def closed_days_ago(days, **outcome):
    chance = make_chance(**outcome)
    interest = join(chance)
    columns = (
        {"outcome_on": day(-days)} if outcome else {"closes_on": day(-days), "hear_by": day(1 - days)}
    )
    Chance.objects.filter(pk=chance.pk).update(**columns)
    return interest


@pytest.mark.parametrize(("days", "is_kept"), [(1, True), (60, True), (61, False)])
def test_it_goes_60_days_after_closing_with_every_letter(settings, days, is_kept):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    interest = closed_days_ago(days)
    assert Email.objects.count() == 2

    keeping.erase_old()

    assert Interest.objects.exists() == is_kept
    assert Email.objects.filter(message__contains=interest.reference).exists() == is_kept
    assert keeping.erase_old() == 0


def test_what_ended_early_with_an_outcome_is_closed_from_then_on():
    interest = join(chance := make_chance())
    Chance.objects.filter(pk=chance.pk).update(outcome_on=day(-61), **OUTCOME)

    keeping.erase_old()

    assert not Interest.objects.filter(pk=interest.pk).exists()


def test_a_person_finds_and_gets_all_of_it_and_is_erased_with_every_letter(settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    interest, lead = join(make_chance(), message="My words."), make_user("Administrators")
    other = join(interest.chance, "Sam", email="sam@example.org")

    rows = picked([f"interest:{interest.pk}"], "PAT@example.org", lead)
    [everything] = hand_out(rows, lead)["People who want to join in"]
    assert (everything["Name"], everything["What you wrote"]) == ("Pat", "My words.")
    assert erase(rows, lead, "They asked.") == 1

    assert list(Interest.objects.all()) == [other]
    assert Email.objects.count() == 2
    assert not Email.objects.filter(message__contains="Pat").exists()


def test_everybody_of_whom_we_still_know_hears_of_the_outcome_once(client):
    chance = make_late_chance()
    now = timezone.now() - timedelta(days=30)
    for name, email in (("Pat", "pat@example.org"), ("Rita", "")):
        Interest.objects.create(chance=chance, name=name, email=email, telephone="1", made_at=now)
    client.force_login(make_user("Content editors", is_staff=True))
    change = reverse("admin:pages_chance_change", args=[chance.pk])
    client.post(change, opened_form(client, change) | OUTCOME | {"_preview": "1"})
    assert mail.outbox == []
    for title in ("One", "Two"):
        client.post(change, opened_form(client, change) | OUTCOME | {"title": title, "_save": "1"})

    assert [letter.to for letter in mail.outbox] == [["pat@example.org"]]
    assert mail.outbox[0].subject.startswith("What came of it")
