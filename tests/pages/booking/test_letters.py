"""Letters about a day: a week before, the day before, when it changes, when it is cancelled, and none after that."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from pages.booking import actions, reminders
from pages.models import Booking, Event
from tests.support.admin_forms import opened_form
from tests.support.events import at_once, book, make_event
from tests.support.factories import make_user

LONDON = ZoneInfo("Europe/London")
# An ordinary day; the days on which clocks go forward and back; the days after those.
DAYS = ["2027-06-16", "2027-03-28", "2027-03-29", "2027-10-31", "2027-11-01"]


def at(day, clock="10:00") -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=LONDON)


def days_before(moment, days, clock="08:00") -> datetime:
    day = moment.date() - timedelta(days=days)
    return at(day.isoformat(), clock)


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("hour", ["00:30", "10:00", "23:30"])
def test_a_week_and_a_day_before_each_has_one_letter_in_the_morning(time_machine, day, hour):
    begins = at(day, hour)
    time_machine.move_to(days_before(begins, 40), tick=False)
    book(make_event(starts_at=begins))
    mail.outbox.clear()
    sent = {}

    for days in range(9, -1, -1):
        for clock in ("00:10", "07:59", "08:00", "12:00", "19:59"):
            now = days_before(begins, days, clock)
            time_machine.move_to(now, tick=False)
            if reminders.send_due():
                sent[days] = clock

    assert sent == {7: "08:00", 1: "08:00"}
    assert [letter.subject for letter in mail.outbox] == [
        "In one week: your booking",
        "Very soon: your booking",
    ]
    assert begins.strftime("%H:%M") in mail.outbox[0].body
    assert begins.strftime("%A %-d %B") in mail.outbox[0].body


@pytest.mark.django_db
def test_what_a_worker_missed_is_sent_later_but_never_a_week_too_late(time_machine):
    begins = at("2027-06-16")
    time_machine.move_to(days_before(begins, 40), tick=False)
    book(make_event(starts_at=begins))
    mail.outbox.clear()

    time_machine.move_to(days_before(begins, 4), tick=False)
    assert reminders.send_due() == 1
    time_machine.move_to(days_before(begins, 0), tick=False)
    assert reminders.send_due() == 1
    time_machine.move_to(begins, tick=False)
    assert reminders.send_due() == 0


@pytest.mark.django_db
def test_only_those_with_a_place_are_written_to_and_not_who_has_just_heard(time_machine):
    begins = at("2027-06-16")
    time_machine.move_to(days_before(begins, 40), tick=False)
    event = make_event(starts_at=begins, capacity=3)
    kept, gone, _ = book(event, "Kept"), book(event, "Gone"), book(event, "Third")
    book(event, "Waits")
    actions.cancel(gone)
    actions.cancel(Booking.objects.get(name="Waits"))
    time_machine.move_to(days_before(begins, 5), tick=False)
    late = book(event, "Late")
    mail.outbox.clear()

    reminders.send_due()
    assert {letter.to[0] for letter in mail.outbox} == {kept.email, "third@example.org"}
    mail.outbox.clear()
    time_machine.move_to(days_before(begins, 1), tick=False)
    reminders.send_due()

    assert {letter.to[0] for letter in mail.outbox} == {kept.email, "third@example.org", late.email}


@pytest.mark.django_db
def test_nothing_comes_after_cancelling_not_even_what_waited_to_be_sent(settings, time_machine):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    begins = at("2027-06-16")
    time_machine.move_to(days_before(begins, 40), tick=False)
    event = make_event(starts_at=begins)
    first, second = book(event, "First"), book(event, "Second")
    time_machine.move_to(days_before(begins, 7), tick=False)
    reminders.send_due()

    actions.cancel(Booking.objects.get(pk=first.pk))
    actions.cancel_event(Event.objects.get(), None, "Snow")
    for days in range(7, -1, -1):
        time_machine.move_to(days_before(begins, days), tick=False)
        reminders.send_due()
        actions.pass_on_offers()

    letters = [(email.to[0], email.subject) for email in Email.objects.order_by("pk")]
    assert letters == [
        (first.email, "You have cancelled your booking"),
        (second.email, "The day that you booked is cancelled"),
    ]
    assert "Snow" in Email.objects.last().message


@pytest.mark.django_db
def test_who_booked_or_waits_hears_of_a_new_place_or_hour_and_of_nothing_else(settings):
    settings.REQUIRE_STAFF_MFA = False
    event, desk = make_event(capacity=1, place="Old Hall"), Client()
    desk.force_login(make_user("Event organisers"))
    book(event, "Has"), book(event, "Waits"), actions.cancel(book(event, "Gone"))
    change = reverse("admin:pages_event_change", args=[event.pk])

    def save(press="_save", **more):
        mail.outbox.clear()
        desk.post(change, opened_form(desk, change) | more | {press: "1"})
        return sorted(letter.to[0] for letter in mail.outbox)

    assert save(summary="Other words") == []
    assert save(press="_draft", place="New Hall") == []
    assert save(press="_preview", place="New Hall") == []
    assert save(place="New Hall") == ["has@example.org", "waits@example.org"]
    assert "Old Hall" in mail.outbox[0].body
    assert "New Hall" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_day_that_moves_has_its_letters_anew(time_machine):
    begins = at("2027-06-16")
    time_machine.move_to(days_before(begins, 40), tick=False)
    event = make_event(starts_at=begins)
    book(event)
    time_machine.move_to(days_before(begins, 7), tick=False)
    assert reminders.send_due() == 1

    later = begins + timedelta(days=30)
    Event.objects.update(starts_at=later, ends_at=later + timedelta(hours=1))
    time_machine.move_to(days_before(later, 7), tick=False)

    assert reminders.send_due() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(time_machine, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    begins = at("2027-06-16")
    time_machine.move_to(days_before(begins, 40), tick=False)
    event = make_event(starts_at=begins)
    for name in ("Ann", "Bea", "Cas"):
        book(event, name)
    Email.objects.all().delete()
    time_machine.move_to(days_before(begins, 7), tick=False)

    at_once(lambda _: reminders.send_due(), range(4), threads=4)

    assert Email.objects.count() == 3


@pytest.mark.django_db
def test_who_gave_a_telephone_number_alone_is_sent_nothing():
    book(make_event(), email="", telephone="07700 900123")

    assert mail.outbox == []


@pytest.mark.django_db
def test_the_worker_does_all_of_it():
    from stories.management.commands.work import tasks

    names = [task.name for task in tasks()]

    assert {"offered places that nobody took", "letters before a day"} <= set(names)
    assert len(names) == len(set(names))
    call_command("work", "--once")


@pytest.mark.django_db
def test_a_letter_says_the_last_day_too_if_it_is_another():
    begins = at("2027-06-16", "18:30")

    book(make_event(starts_at=begins, ends_at=at("2027-06-17", "12:00"), place="The Mill"))

    when = "Wednesday 16 June 2027, 18:30 to Thursday 17 June, 12:00"
    assert f"\n{when}\nThe Mill\n" in mail.outbox[0].body
