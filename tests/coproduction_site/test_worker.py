"""The companion process: it sends letters, tidies up, survives what fails, and stops when it is asked to."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from post_office.models import STATUS, Email

from coproduction_site.outbox import sending
from stories.models import Story
from stories.moderation import digest
from tests.support.factories import make_draft, make_waiting_story
from tests.support.house import ROOT

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def _letters_wait(settings):
    """As in real life: what is sent waits in the database."""
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"


def put_a_letter_in() -> None:
    EmailMessage("Hello", "Words", to=["teller@example.org"]).send()


def one_round() -> None:
    call_command("work", "--once")


@pytest.mark.usefixtures("_letters_wait")
def test_letters_wait_until_the_worker_sends_them(mailoutbox):
    put_a_letter_in()
    assert not mailoutbox

    one_round()

    assert mailoutbox[0].to == ["teller@example.org"]
    one_round()
    assert len(mailoutbox) == 1


@pytest.mark.usefixtures("_letters_wait")
def test_a_letter_that_the_mail_server_did_not_take_is_kept_for_later(mailoutbox, monkeypatch):
    def refuse(*letters):
        raise OSError("The mail server is away.")

    put_a_letter_in()
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        one_round()
    assert Email.objects.get().status == STATUS.requeued

    Email.objects.update(scheduled_time=timezone.now() - timedelta(minutes=1))
    one_round()
    assert len(mailoutbox) == 1


@pytest.mark.usefixtures("_letters_wait")
def test_while_one_worker_sends_another_leaves_the_letters_alone(mailoutbox):
    put_a_letter_in()

    with sending._turn_to_send() as is_ours:
        assert is_ours
        one_round_of_somebody_else()

    assert not mailoutbox
    assert Email.objects.get().status == STATUS.queued


def one_round_of_somebody_else() -> None:
    """In its own thread, so that it has its own connection to the database."""

    def work():
        sending.send_letters()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=20)


def test_drafts_that_were_forgotten_are_deleted_and_nothing_else(settings):
    long_ago = timezone.now() - timedelta(days=settings.DRAFT_STORY_DAYS + 1)
    make_draft(created_at=long_ago)
    kept = [make_draft(), make_waiting_story(created_at=long_ago)]

    one_round()

    assert list(Story.objects.order_by("pk")) == kept


def test_a_job_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    def fail():
        raise OperationalError("The database is away.")

    fail.__name__ = "send_today"
    monkeypatch.setattr(digest, "send_today", fail)
    make_draft(created_at=timezone.now() - timedelta(days=400))

    one_round()

    assert "A job of the worker failed: send_today" in caplog.text
    assert not Story.objects.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_stops_cleanly_even_while_the_database_is_away(number, tmp_path):
    surroundings = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/nothing-here/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "coproduction_site.settings",
        "SECRET_KEY": "only-for-tests-" * 4,
    }
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=ROOT,
        env=surroundings,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for line in worker.stderr:
            if "A job of the worker failed" in line:
                break
        worker.send_signal(number)
        assert worker.wait(timeout=15) == 0
    finally:
        worker.kill()
        worker.stderr.close()
