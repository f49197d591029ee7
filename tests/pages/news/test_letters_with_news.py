"""News go by day, once for each day on which they are due, and say only what everybody can read as they go."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import override_settings
from post_office.models import STATUS, Email

from coproduction_site.operations.jobs import Round
from coproduction_site.outbox import sending as outbox
from pages.booking import actions as booking
from pages.models import Event, NewsReader
from pages.news import keeping, letters, sending
from pages.tasks import TASKS
from stories.following import data_rights
from stories.models import Response, Story
from tests.support.events import at_once, make_event
from tests.support.factories import (
    make_moderator,
    make_partner,
    make_public_response,
    make_published_story,
    make_site,
)
from tests.support.news import OUTBOX, at, go_round, make_reader

WEDNESDAY, THURSDAY, NEXT = "2027-06-16", "2027-06-17", "2027-06-24"


@pytest.fixture
def wednesday(db, time_machine):
    """A reader, on the day before letters go."""
    make_site()
    time_machine.move_to(at(WEDNESDAY), tick=False)
    reader = make_reader()
    mail.outbox.clear()
    return reader


def sent_on(time_machine, day, clock="09:00") -> list:
    mail.outbox.clear()
    time_machine.move_to(at(day, clock), tick=False)
    go_round()
    return list(mail.outbox)


def test_a_letter_says_what_is_new_and_where_to_stop(wednesday, time_machine):
    story = make_published_story(title="The bus that came")
    make_event(title="Plan the year", starts_at=at("2027-07-01"))

    [letter] = sent_on(time_machine, THURSDAY)

    assert letter.to == [wednesday.email]
    assert "NEW STORIES OF CO-PRODUCTION\n- The bus that came\n  http" in letter.body
    assert story.get_absolute_url() in letter.body
    assert "- Plan the year, Thursday 1 July 2027\n" in letter.body
    assert wednesday.get_stop_url() in letter.body
    assert letter.content_subtype == "plain"


def test_nothing_is_sent_where_nothing_is_new(wednesday, time_machine):
    assert sent_on(time_machine, THURSDAY) == []
    make_published_story(title="Later")

    [letter] = sent_on(time_machine, NEXT)

    assert "Later" in letter.body


def test_each_piece_is_told_once_and_the_next_letter_tells_the_next(wednesday, time_machine):
    make_published_story(title="First")
    [first] = sent_on(time_machine, THURSDAY)
    make_published_story(title="Second")
    assert sent_on(time_machine, THURSDAY, "15:00") == []
    assert sent_on(time_machine, "2027-06-20") == []

    [second] = sent_on(time_machine, NEXT)

    assert ("First" in first.body, "Second" in first.body) == (True, False)
    assert ("First" in second.body, "Second" in second.body) == (False, True)


def test_only_what_somebody_chose_is_told(db, time_machine):
    time_machine.move_to(at(WEDNESDAY), tick=False)
    for topic in ("stories", "events", "changes"):
        make_reader(email=f"{topic}@example.org", topics=[topic])
    make_reader(email="gone@example.org", topics=["a topic that went"])
    make_public_response(make_partner(name="Garden Lane"), kind="heard", story={"title": "A told story"})
    make_event(title="A day", starts_at=at("2027-07-01"))

    told = {letter.to[0]: letter.body for letter in sent_on(time_machine, THURSDAY)}

    assert set(told) == {"stories@example.org", "events@example.org", "changes@example.org"}
    assert "- A told story\n" in told["stories@example.org"]
    assert "A day, " in told["events@example.org"]
    assert "- “A told story”: we heard you\n" in told["changes@example.org"]
    assert [body.count("\n- ") for body in told.values()] == [1, 1, 1]


@pytest.mark.parametrize(
    ("often", "days"),
    [
        ("weekly", ["2027-06-17", "2027-06-24", "2027-07-01"]),
        ("monthly", ["2027-07-01", "2027-08-05"]),
    ],
)
def test_letters_come_on_their_days_by_day(db, time_machine, often, days):
    time_machine.move_to(at(WEDNESDAY), tick=False)
    make_reader(often=often)
    sent = []

    for number in range(16 if often == "weekly" else 51):
        day = (at(WEDNESDAY) + timedelta(days=number)).date().isoformat()
        for clock in ("07:59", "08:00", "20:01"):
            if sent_on(time_machine, day, clock):
                sent.append((day, clock))
        if number % 5 == 0:
            make_published_story(email="")

    assert sent == [(day, "08:00") for day in days]


# The weeks in which clocks go forward and back, and an ordinary one.
@pytest.mark.parametrize("first", ["2027-03-25", "2027-10-28", "2027-06-17"])
def test_when_clocks_change_nothing_is_told_twice_or_left_out(db, time_machine, first):
    """A worker that looks every few hours, by a clock that is never changed, and a story each time."""
    start = at(first)
    time_machine.move_to(start, tick=False)
    make_reader()
    told = []
    for number in range(17):
        time_machine.move_to(start.timestamp() + number * 21 * 3600, tick=False)
        make_published_story(title=f"Number {number:03}")
        mail.outbox.clear()
        go_round()
        told += [letter.body for letter in mail.outbox if "Number" in letter.body]

    assert len(told) == 2
    assert all("There is more" in body for body in told)
    shown = [line for body in told for line in body.splitlines() if "Number" in line]
    assert len(shown) == len(set(shown)) == 2 * letters.MOST


@pytest.mark.parametrize("first", ["2027-03-25", "2027-10-28"])
def test_the_last_hour_before_a_letter_is_the_same_in_winter_and_in_summer(db, time_machine, first):
    time_machine.move_to(at(first, "09:00"), tick=False)
    make_reader()
    week_later = (at(first) + timedelta(days=7)).date().isoformat()
    for clock in ("06:59", "07:00"):
        time_machine.move_to(at(week_later, clock), tick=False)
        make_published_story(title=f"At {clock}")

    [letter] = sent_on(time_machine, week_later)
    two_weeks_later = (at(first) + timedelta(days=14)).date().isoformat()
    [next_letter] = sent_on(time_machine, two_weeks_later)

    assert ("At 06:59" in letter.body, "At 07:00" in letter.body) == (True, False)
    assert ("At 06:59" in next_letter.body, "At 07:00" in next_letter.body) == (False, True)


def test_whoever_changes_how_often_misses_nothing_and_hears_nothing_twice(wednesday, time_machine):
    make_published_story(title="First")
    [first] = sent_on(time_machine, THURSDAY)
    NewsReader.objects.update(often="monthly")
    make_published_story(title="Second")
    assert sent_on(time_machine, NEXT) == []
    [second] = sent_on(time_machine, "2027-07-01")
    make_published_story(title="Third")
    NewsReader.objects.update(often="weekly")

    [third] = sent_on(time_machine, "2027-07-08")

    titles = ("First", "Second", "Third")
    told = [
        [title for title in titles if title in body] for body in (first.body, second.body, third.body)
    ]
    assert told == [["First"], ["Second"], ["Third"]]


def test_a_letter_that_a_worker_missed_comes_later(wednesday, time_machine):
    make_published_story(title="Old")

    [letter] = sent_on(time_machine, "2027-06-20")

    assert "Old" in letter.body
    assert sent_on(time_machine, "2027-06-21") == []


WITHDRAWN = {
    "taken back": lambda story: story.withdraw(),
    "taken down": lambda story: story.take_down(make_moderator(), "other"),
    "held": lambda story: story.hold(make_moderator(), "Harm."),
    "erased": data_rights.erase,
}


@pytest.mark.parametrize("how", WITHDRAWN)
@pytest.mark.parametrize(
    "when", ["before it is put into the outbox", "while it waits there", "between two tries"]
)
def test_what_is_not_public_any_more_is_in_no_letter(wednesday, time_machine, how, when, monkeypatch):
    make_published_story(title="A bench")
    story = make_published_story(title="Zebra crossing")
    if when.startswith("before"):
        WITHDRAWN[how](story)
    time_machine.move_to(at(THURSDAY), tick=False)
    with override_settings(**OUTBOX):
        sending.send_due()
        if when.startswith("between"):
            with monkeypatch.context() as away:
                away.setattr(EmailBackend, "send_messages", _no_server)
                outbox.send_letters()
            time_machine.move_to(at(THURSDAY, "12:00"), tick=False)
            assert Email.objects.get(status=STATUS.requeued)
        if not when.startswith("before"):
            WITHDRAWN[how](Story.objects.get(pk=story.pk))
        outbox.send_letters()

    [letter] = [letter for letter in mail.outbox if letter.to == [wednesday.email]]
    assert "A bench" in letter.body
    assert "Zebra crossing" not in letter.body
    assert not Email.objects.filter(message__contains="Zebra crossing", to=wednesday.email).exists()


def _no_server(*args):
    raise ConnectionRefusedError


@pytest.mark.parametrize("waits", [True, False])
def test_a_letter_of_which_nothing_is_left_does_not_go(wednesday, time_machine, waits):
    story = make_published_story()
    event = make_event(starts_at=at("2027-07-01"))
    partner = make_partner(name="Hidden")
    make_public_response(partner, kind="heard", story={"title": "Answered"})

    def take_away():
        for told in Story.objects.filter(state="published"):
            told.withdraw()
        booking.cancel_event(Event.objects.get(pk=event.pk), None, "Snow")
        type(partner).objects.filter(pk=partner.pk).update(is_listed=False)

    time_machine.move_to(at(THURSDAY), tick=False)
    mail.outbox.clear()
    with override_settings(**OUTBOX):
        if waits:
            assert sending.send_due() == 1
            take_away()
        else:
            take_away()
            assert sending.send_due() == 0
        outbox.send_letters()

    assert [letter for letter in mail.outbox if letter.to == [wednesday.email]] == []
    assert not letters.some_wait()
    assert story.pk


def test_a_day_that_has_begun_before_the_letter_goes_is_not_in_it(wednesday, time_machine):
    make_event(title="Soon", starts_at=at(THURSDAY, "09:30"))
    make_published_story(title="Stays")

    [letter] = sent_on(time_machine, THURSDAY, "10:00")

    assert "Soon" not in letter.body


def test_the_outbox_never_holds_a_word_of_what_a_letter_says(wednesday, time_machine):
    make_published_story(title="Secret until then")

    [letter] = sent_on(time_machine, THURSDAY)

    row = Email.objects.get(status=STATUS.sent)
    assert "Secret until then" in letter.body
    assert "Secret until then" not in f"{row.subject} {row.message} {row.html_message} {row.context}"
    time_machine.move_to(at("2027-06-30"), tick=False)
    keeping.erase_old()
    assert not Email.objects.exists()


def test_no_more_than_some_are_told_and_the_rest_is_behind_a_link(wednesday, time_machine):
    for number in range(9):
        make_published_story(title=f"Number {number}")

    [letter] = sent_on(time_machine, THURSDAY)

    assert letter.body.count("- Number") == letters.MOST
    assert "- There is more: http://127.0.0.1:8000/stories/\n" in letter.body


def test_news_wait_for_all_other_letters_and_do_not_pile_up(db, time_machine, monkeypatch):
    monkeypatch.setattr(sending, "AT_A_TIME", 2)
    time_machine.move_to(at(WEDNESDAY), tick=False)
    readers = [make_reader() for _ in range(5)]
    make_published_story()
    time_machine.move_to(at(THURSDAY), tick=False)
    mail.outbox.clear()

    with override_settings(**OUTBOX):
        assert [sending.send_due(), sending.send_due()] == [2, 0]
        letters.ask(make_reader(says_yes=False, email="first@example.org"))
        outbox.send_letters()
        assert mail.outbox[0].to == ["first@example.org"]
        for _ in range(3):
            sending.send_due()
            outbox.send_letters()

    assert sorted(letter.to[0] for letter in mail.outbox[1:]) == sorted(one.email for one in readers)


def test_a_worker_that_dies_between_the_mark_and_the_letter_leaves_neither(
    wednesday, time_machine, monkeypatch
):
    make_published_story()
    time_machine.move_to(at(THURSDAY), tick=False)

    class Killed(BaseException):
        """As a signal comes: no `except Exception` sees it."""

    def die(*args):
        raise Killed

    with override_settings(**OUTBOX):
        with monkeypatch.context() as dying:
            dying.setattr(letters, "tell", die)
            with pytest.raises(Killed):
                sending.send_due()
        assert not letters.some_wait()
        assert sending.send_due() == 1
        assert sending.send_due() == 0


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_write_each_letter_once(time_machine, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    make_site()
    time_machine.move_to(at(WEDNESDAY), tick=False)
    readers = [make_reader() for _ in range(6)]
    make_published_story(email="")
    Email.objects.all().delete()
    time_machine.move_to(at(THURSDAY), tick=False)

    at_once(lambda _: sending.send_due(), range(4), threads=4)
    Email.objects.update(status=STATUS.sent)
    sending.send_due()

    assert sorted(letter.to[0] for letter in Email.objects.all()) == sorted(one.email for one in readers)


def test_three_refusals_stop_the_news_and_delete_the_address(wednesday, time_machine, monkeypatch):
    make_published_story()
    refusal = SMTPRecipientsRefused({wednesday.email: (550, b"5.1.1 Nobody is here")})

    def refuse(*args):
        raise refusal

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    for clock in ("09:00", "10:00", "11:00"):
        assert NewsReader.objects.exists(), clock
        sent_on(time_machine, THURSDAY, clock)
        keeping.stop_who_refuse()

    assert not NewsReader.objects.exists()
    assert not Email.objects.filter(to=wednesday.email).exists()


def test_an_answer_counts_as_read_by_a_person_and_not_as_sent(wednesday, time_machine):
    """What a partner wrote is told when a moderator has published it."""
    response = make_public_response(make_partner(), kind="heard", story={"title": "Told"})
    Response.objects.filter(pk=response.pk).update(state="sent", decided_at=None, decided_by=None)

    [letter] = sent_on(time_machine, THURSDAY)

    assert "we heard you" not in letter.body


def test_the_worker_does_all_of_it(wednesday, time_machine):
    make_published_story()
    time_machine.move_to(at(THURSDAY), tick=False)

    with override_settings(**OUTBOX):
        Round().go(TASKS, all_of_them=True)

    assert letters.some_wait()
    call_command("work", "--once")
