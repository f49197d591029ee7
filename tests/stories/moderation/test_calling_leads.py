"""Safeguarding is never silent: every lead is written to at once, and again until one of them has opened the story."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import User
from stories import letters
from stories.models import SafeguardingAlert, SafeguardingCase, Story
from stories.moderation import actions, reminders
from stories.submission import drafts
from tests.stories.moderation.test_moderation import desk, fresh, signed_in
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_site,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
SECRET = "Xyzzyberry"
FRIGHTENED = f"{SECRET} hits me and I am scared of going home."
NIGHT = "2026-03-01T02:30:00+00:00"  # A Sunday.
INDEX = reverse("admin:index")


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def leads():
    return [make_user("Safeguarding leads", name=name) for name in ("Lea", "Leo")]


def send(**details) -> Story:
    draft = make_draft(criticality=None, **{"happened": FRIGHTENED} | details)
    drafts.send(draft.key, "198.51.100.7")
    return fresh(draft)


def hold() -> Story:
    story = make_waiting_story(happened=SECRET, title=SECRET)
    actions.hold(story, make_moderator(), f"{SECRET} is why.")
    return fresh(story)


def to_leads(mailoutbox) -> list:
    return [letter for letter in mailoutbox if "Somebody may not be safe" in letter.subject]


def two_hours_later():
    return time_machine.travel(timezone.now() + timedelta(hours=2, seconds=1))


@pytest.mark.parametrize("make", [send, hold])
def test_every_lead_is_written_to_at_once_without_a_word_of_the_story(make, leads, mailoutbox):
    make_site(safeguarding_phone="01902 555555")
    make_user("Safeguarding leads", is_active=False)
    make_user(is_superuser=True)
    make_user("Content editors")

    story = make()

    called = to_leads(mailoutbox)
    assert sorted(letter.to[0] for letter in called) == sorted(lead.email for lead in leads)
    for letter in called:
        assert desk(story) in letter.body
        assert story.reference in letter.subject
        assert "01902 555555" in letter.body
        for word in (SECRET, "hits", story.email, story.follow_token):
            assert word not in f"{letter.subject} {letter.body}"


def test_a_story_without_a_hint_calls_nobody(leads, mailoutbox):
    send(happened="We planned a room together.")

    assert to_leads(mailoutbox) == []
    assert not SafeguardingAlert.objects.exists()


def test_a_story_that_staff_type_in_calls_the_leads_too(leads, mailoutbox):
    story = make_draft(happened=FRIGHTENED)
    story.submit(wording="test")

    letters.came_in(story)

    assert len(to_leads(mailoutbox)) == 2


def test_what_is_undone_leaves_no_letter_and_no_alert(leads, mailoutbox):
    story = make_waiting_story()
    with transaction.atomic():
        actions.hold(story, make_moderator(), "Harm.")
        transaction.set_rollback(True)

    assert not SafeguardingAlert.objects.exists()
    assert fresh(story).state == "waiting"


def test_on_a_site_without_leads_the_administrators_are_called(mailoutbox):
    administrator = make_user(is_superuser=True, is_staff=True)

    hold()

    assert [letter.to for letter in to_leads(mailoutbox)] == [[administrator.email]]
    assert "Nobody is a safeguarding lead" in mailoutbox[-1].body


@time_machine.travel(NIGHT, tick=True)
@pytest.mark.parametrize("make", [send, hold])
def test_they_are_written_to_again_each_two_hours_by_night_until_one_opens_it(make, leads, mailoutbox):
    story = make()
    mailoutbox.clear()

    assert reminders.send_due() == 0
    begun = timezone.now()
    for times in (1, 2):
        with time_machine.travel(begun + times * timedelta(hours=2, seconds=1)):
            assert [reminders.send_due(), reminders.send_due()] == [2, 0]
    assert len(mailoutbox) == 4
    assert all(SECRET not in letter.body + letter.subject for letter in mailoutbox)

    signed_in(leads[1]).get(desk(story))
    with time_machine.travel(begun + timedelta(hours=9)):
        assert reminders.send_due() == 0


def test_how_long_they_are_waited_for_is_a_setting(leads, settings):
    settings.SAFEGUARDING_HOURS = 1
    hold()

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert reminders.send_due() == 2


@pytest.mark.parametrize("user", [make_moderator, lambda: make_user(is_superuser=True, is_staff=True)])
def test_a_moderator_or_administrator_who_opens_it_stops_no_letter(leads, user):
    story = send()
    signed_in(user()).get(desk(story))

    with two_hours_later():
        assert reminders.send_due() == 2


def test_a_lead_who_holds_it_has_opened_it(leads):
    story = make_waiting_story()
    actions.hold(story, leads[0], "Harm.")

    with two_hours_later():
        assert reminders.send_due() == 0


def test_once_a_moderator_has_decided_nobody_is_called_any_more(leads):
    story = send()
    story.decline(make_moderator(), "other")

    with two_hours_later():
        assert reminders.send_due() == 0


def test_a_held_story_that_its_teller_takes_back_still_calls(leads):
    hold().withdraw()

    with two_hours_later():
        assert reminders.send_due() == 2


def test_holding_what_a_lead_had_opened_before_calls_them_anew(leads, mailoutbox):
    story = send()
    signed_in(leads[0]).get(desk(story))
    mailoutbox.clear()

    actions.hold(fresh(story), make_moderator(), "Harm.")

    assert len(mailoutbox) == 2
    with two_hours_later():
        assert reminders.send_due() == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_worker_calls_in_its_round(leads, mailoutbox):
    hold()
    mailoutbox.clear()

    with two_hours_later():
        call_command("work", once=True)

    assert len(to_leads(mailoutbox)) == 2


def test_what_the_release_before_this_one_held_gets_a_case_and_calls_once(leads, mailoutbox):
    story = hold()
    SafeguardingCase.objects.all().delete()
    SafeguardingAlert.objects.all().delete()
    assert story in Story.objects.held()
    mailoutbox.clear()

    assert [reminders.send_due(), reminders.send_due()] == [2, 0]

    assert story.cases.get().why == f"{SECRET} is why."


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_workers_one_writes(mailoutbox):
    make_user("Safeguarding leads")
    hold()
    mailoutbox.clear()
    ready, written = threading.Barrier(3), []

    def work():
        ready.wait(timeout=10)
        try:
            written.append(reminders.send_due())
        finally:
            connection.close()

    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=True):
        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)

    assert sorted(written) == [0, 0, 1]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("wrong", [{"seen_at": timezone.now()}, {"sent_at": "2001-01-01T00:00:00Z"}])
def test_the_database_refuses_an_alert_that_cannot_be(leads, wrong):
    hold()
    with pytest.raises(IntegrityError), transaction.atomic():
        SafeguardingAlert.objects.update(**wrong)


# The first screen


def test_it_is_red_and_first_on_the_screen_of_every_lead_and_of_nobody_else(leads):
    hold()
    make_waiting_story()

    for lead in leads:
        page = signed_in(lead).get(INDEX).content.decode()
        cards = page.split('<li class="pile')
        assert "no safeguarding lead has opened it" in cards[1]
        assert "Held to keep somebody safe" in cards[2]
        assert all(card.startswith(" pile--urgent") for card in cards[1:3])
        assert 'light--late">Now' in cards[1]
    for other in (make_moderator(), make_user(is_superuser=True, is_staff=True)):
        first_screen = signed_in(other).get(INDEX)
        assertNotContains(first_screen, "no safeguarding lead has opened it")
        assertNotContains(first_screen, "Held to keep somebody safe")


def test_it_stays_red_until_the_case_is_closed(leads):
    story = hold()
    browser = signed_in(leads[0])
    browser.get(desk(story))
    assertNotContains(browser.get(INDEX), "no safeguarding lead has opened it")
    assertContains(browser.get(INDEX), "Held to keep somebody safe")

    fresh(story).close_case(leads[0], "no_concern")

    page = browser.get(INDEX)
    assertNotContains(page, "pile--urgent")
    assertContains(page, "No story waits to be read.")


def test_each_list_holds_what_its_name_says(leads):
    story = hold()
    browser, address = signed_in(leads[0]), reverse("admin:stories_story_changelist")

    def listed(state):
        return story.reference in browser.get(address, {"state": state}).content.decode()

    assert [listed(state) for state in ("not_opened", "safeguarding", "closed_cases")] == [1, 1, 0]
    browser.get(desk(story))
    fresh(story).close_case(leads[0], "no_concern")
    assert [listed(state) for state in ("not_opened", "safeguarding", "closed_cases")] == [0, 0, 1]
    assert Client().get(story.get_follow_url()).status_code == 200
    assert User.objects.count() == 3
