"""What the worker does is noted; what is late is seen by the administrators, and told to them once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from post_office.models import STATUS, Email
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.backup import age
from coproduction_site.operations.jobs import Round, Task
from coproduction_site.operations.models import HEARTBEAT, Job, Trouble
from coproduction_site.operations.troubles import watch
from coproduction_site.operations.worker import letters
from tests.support.factories import make_moderator, make_user

pytestmark = pytest.mark.django_db
MORNING = "2026-11-23 09:00+00:00"


@pytest.fixture
def done():
    """The names of the jobs that were done."""
    return []


@pytest.fixture
def tasks(done):
    def daily():
        done.append("daily")
        return 3

    def often():
        done.append("often")

    return [Task("often", often), Task("daily", daily, is_daily=True)]


@pytest.fixture
def chief():
    return make_user(is_superuser=True, is_staff=True, email="chief@example.org")


@pytest.fixture
def works():
    Round().go([])
    Round().go([Task("letters", lambda: 0)])


def test_what_each_job_did_and_when_is_noted(tasks):
    with time_machine.travel(MORNING, tick=False):
        Round().go(tasks)

    job = Job.objects.get(name="daily")
    assert job.done_at.isoformat() == "2026-11-23T09:00:00+00:00"
    assert job.result == "3"
    assert Job.objects.get(name=HEARTBEAT).done_at == job.done_at


def test_a_daily_job_is_done_once_a_day_though_workers_come_and_go(tasks, done):
    with time_machine.travel(MORNING, tick=False) as clock:
        for _ in range(3):
            Round().go(tasks)
            clock.shift(timedelta(hours=2))
        assert done.count("daily") == 1
        assert done.count("often") == 3

        clock.shift(timedelta(hours=12))
        Round().go(tasks)
        assert done.count("daily") == 2


def test_a_job_that_missed_days_catches_up_once(tasks, done):
    with time_machine.travel(MORNING, tick=False) as clock:
        Round().go(tasks)
        clock.shift(timedelta(days=4))
        for _ in range(3):
            Round().go(tasks)

    assert done.count("daily") == 2


def test_what_failed_is_tried_again_the_same_day_and_says_no_words(tasks, done):
    def fail():
        raise ValueError("Ann from Elm Road")

    failing = [Task("daily", fail, is_daily=True)]
    with time_machine.travel(MORNING, tick=False) as clock:
        Round().go(failing)
        assert Job.objects.get(name="daily").result == "ValueError"
        Round().go(tasks)
        assert done == ["often"], "not at once, or it would fail every ten seconds"
        clock.shift(timedelta(minutes=11))
        Round().go(tasks)

    assert "daily" in done


def test_a_clock_that_was_wrong_holds_nothing_up(tasks, done):
    with time_machine.travel("2029-11-23 09:00+00:00", tick=False):
        Round().go(tasks)
    with time_machine.travel(MORNING, tick=False):
        Round().go(tasks)

    assert done.count("daily") == 2


def test_a_job_that_the_code_does_not_know_any_more_is_not_late_for_ever(tasks):
    Round().go([Task("by another name", lambda: None)])
    age.note("2 files")

    Round().go(tasks)

    assert not Job.objects.filter(name="by another name").exists()
    assert age.finding().state == "right"


def test_a_dead_worker_is_red_for_administrators_alone(client, chief, settings, works):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(chief)
    assertNotContains(client.get("/admin/"), "The website needs you")

    Job.objects.update(done_at=timezone.now() - timedelta(hours=2))

    assertContains(client.get("/admin/"), "The worker has not worked for 2\xa0hours")
    moderator = Client()
    moderator.force_login(make_moderator())
    assertNotContains(moderator.get("/admin/"), "The website needs you")


def test_whoever_watches_the_site_is_told_and_the_proxy_is_not(client, works):
    assert client.get("/readyz?all=1").status_code == 200

    Job.objects.update(done_at=timezone.now() - timedelta(hours=2))

    page = client.get("/readyz?all=1")
    assert page.status_code == 503
    assert "fault worker: The worker has not worked for 2\xa0hours" in page.content.decode()
    assert client.get("/readyz").status_code == 200, "readers must not lose the site for it"


def test_one_letter_goes_for_each_time_that_something_is_late(chief, mailoutbox, works):
    make_user(is_superuser=True, is_active=False, email="left@example.org")
    Job.objects.update(done_at=timezone.now() - timedelta(hours=2))

    assert call_command("watch") is None
    watch()

    (letter,) = mailoutbox
    assert letter.to == [chief.email]
    assert "The worker has not worked for 2\xa0hours" in letter.body

    Job.objects.update(done_at=timezone.now())
    watch()
    assert not Trouble.objects.exists()
    Job.objects.update(done_at=timezone.now() - timedelta(hours=3))
    watch()
    assert len(mailoutbox) == 2


def test_the_letter_goes_past_an_outbox_that_nobody_empties(chief, mailoutbox, settings, works):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    EmailMessage("Hello", "Words", to=["teller@example.org"]).send()
    Email.objects.update(created=timezone.now() - timedelta(hours=5))

    watch()

    (letter,) = mailoutbox
    assert "1 letter in the outbox, the oldest for 5\xa0hours" in letter.body


def test_a_letter_that_could_not_be_written_is_written_later(chief, mailoutbox, monkeypatch, works):
    Job.objects.update(done_at=timezone.now() - timedelta(hours=2))

    def refuse(*letters):
        raise OSError("The mail server is away.")

    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        with pytest.raises(OSError, match="away"):
            watch()
    watch()

    assert len(mailoutbox) == 1


def make_letters(number, status, **ago):
    for _ in range(number):
        letter = Email.objects.create(from_email="a@example.org", to="b@example.org", status=status)
        before = timezone.now() - timedelta(**ago)
        Email.objects.filter(pk=letter.pk).update(created=before, last_updated=before)


def test_letters_that_did_not_go_are_counted_for_a_week(client, works):
    make_letters(20, STATUS.failed, days=9)
    make_letters(1, STATUS.failed, days=1)

    page = client.get("/readyz?all=1")
    assert "warning failed letters: 1 letter did not go in the last 7 days" in page.content.decode()
    assert page.status_code == 200, "one wrong address is nobody's outage"

    make_letters(9, STATUS.failed, days=2)
    assert client.get("/readyz?all=1").status_code == 503


def test_one_address_that_takes_nothing_for_now_is_no_trouble_while_others_do(works):
    make_letters(1, STATUS.requeued, hours=20)
    make_letters(1, STATUS.sent, hours=1)
    assert not letters().is_fault

    make_letters(1, STATUS.queued, hours=1)
    assert "2 letters in the outbox, the oldest for 1" in letters().sentence


def test_a_mail_server_that_takes_nothing_is_seen(works):
    make_letters(3, STATUS.requeued, hours=1)
    assert not letters().is_fault
    make_letters(1, STATUS.requeued, hours=5)

    assert "4 letters in the outbox, the oldest for 5" in letters().sentence


@pytest.mark.parametrize(("hours", "state"), [(1, "right"), (5, "warning"), (30, "fault")])
def test_a_copy_that_is_old_is_seen(hours, state):
    age.note("2 files")
    Job.objects.update(done_at=timezone.now() - timedelta(hours=hours))

    assert age.finding().state == state


def test_a_public_site_of_which_no_copy_was_ever_made_is_not_right(settings):
    assert age.finding().state == "right"

    settings.IS_PUBLIC = True

    assert "No copy was ever made" in age.finding().sentence
