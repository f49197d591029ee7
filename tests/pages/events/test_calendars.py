"""Days in the calendar of a telephone: they parse back, follow every change, and name nobody."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from pages.booking import actions
from pages.events import models
from pages.models import Event
from tests.support.admin_forms import opened_form
from tests.support.events import book, make_event
from tests.support.factories import make_user
from tests.support.house import ROOT

pytestmark = pytest.mark.django_db
ALL = "/events/calendar.ics"


def read(client, address=ALL) -> list:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def only(client, address=ALL):
    [entry] = read(client, address)
    return entry


def test_a_day_parses_back_as_it_was_written(client):
    starts_at = datetime(2027, 7, 5, 9, 0, tzinfo=UTC)
    event = make_event(title="Tea; cake, and\nplans", place="Hall, “bus 6”", starts_at=starts_at)

    entry = only(client)

    assert entry["SUMMARY"] == "Tea; cake, and\nplans"
    assert entry["LOCATION"] == "Hall, “bus 6”"
    assert entry.decoded("DTSTART") == starts_at
    assert entry.decoded("DTEND") == starts_at + timedelta(hours=2)
    assert (str(entry["UID"]), entry["STATUS"]) == (str(event.uid), "CONFIRMED")
    assert entry["URL"].endswith(event.get_absolute_url())
    assert entry == only(client, reverse("events:one_calendar", args=[event.slug]))


def test_times_are_in_utc_and_nobody_is_named(client):
    event = make_event(starts_at=datetime(2027, 7, 5, 9, 0, tzinfo=UTC))
    book(event, "Secretname")

    text = client.get(ALL).content.decode()

    assert "DTSTART:20270705T090000Z" in text
    for word in ("ATTENDEE", "ORGANIZER", "VTIMEZONE", "TZID", "Secretname"):
        assert word not in text


def test_a_program_is_told_to_ask_again_every_six_hours_in_words_that_it_can_read(client):
    text = client.get(ALL).content.decode()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in text
    assert "X-PUBLISHED-TTL:PT6H\r\n" in text


def test_each_change_has_a_higher_number_under_the_same_name(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    event, desk = make_event(), Client()
    desk.force_login(make_user("Event organisers"))
    change = reverse("admin:pages_event_change", args=[event.pk])
    before = only(client)

    book(event)
    assert only(client)["SEQUENCE"] == before["SEQUENCE"]
    desk.post(change, opened_form(desk, change) | {"slug": "anew", "place": "Elsewhere", "_save": "1"})
    after = only(client)
    event.refresh_from_db()
    actions.cancel_event(event, None, "Snow")
    last = only(client)

    assert before["UID"] == after["UID"] == last["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"] < last["SEQUENCE"]
    assert (after["LOCATION"], last["STATUS"]) == ("Elsewhere", "CANCELLED")
    assert last.decoded("DTSTAMP") >= after.decoded("DTSTAMP")


def test_a_cancelled_day_stays_for_thirty_days(client, time_machine):
    event = make_event(in_days=90)
    actions.cancel_event(event, None, "Snow")

    for days, entries in ((29, 1), (31, 0)):
        time_machine.move_to(event.cancelled_at + timedelta(days=days))
        assert len(read(client)) == entries


def test_days_more_than_a_year_ahead_come_in_as_time_passes(client, time_machine):
    event = make_event(in_days=450)
    assert read(client) == []

    time_machine.move_to(event.starts_at - timedelta(days=399))

    assert len(read(client)) == 1


def test_a_calendar_has_an_end_and_no_day_that_is_cancelled_falls_out_of_it(client, monkeypatch):
    monkeypatch.setattr(models, "MOST_IN_CALENDAR", 3)
    days = [make_event(in_days=number) for number in (1, 2, 3, 90)]
    actions.cancel_event(days[-1], None, "Snow")

    entries = read(client)

    assert [entry["STATUS"] for entry in entries] == ["CANCELLED", "CONFIRMED", "CONFIRMED"]
    assert [entry["SUMMARY"] for entry in entries[1:]] == [day.title for day in days[:2]]


def test_a_calendar_costs_the_same_however_many_days_there_are(client, django_assert_num_queries):
    make_event()
    client.get(ALL)
    with django_assert_num_queries(2):
        client.get(f"{ALL}?")
    for _ in range(9):
        make_event()

    with django_assert_num_queries(2):
        assert len(read(client)) == 10


def test_a_calendar_that_has_not_changed_is_not_sent_again(client):
    make_event()
    tag = client.get(ALL).headers["ETag"]

    again = client.get(ALL, headers={"If-None-Match": tag})
    Event.objects.update(title="Another")
    changed = client.get(ALL, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_an_empty_calendar_is_one(client):
    assert read(client) == []
    assert client.get("/events/nothing/calendar.ics").status_code == 404


def test_the_library_is_not_there_until_somebody_asks_for_a_calendar():
    code = (
        "import django, sys; django.setup(); import coproduction_site.urls; "
        "sys.exit('icalendar' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
