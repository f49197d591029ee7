"""The companion of the web server: letters go out, and the daily jobs are done."""

import logging
import signal
import threading

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils import timezone

from coproduction_site.models import RefusedAddress
from coproduction_site.outbox.sending import send_letters
from coproduction_site.uploads import kept
from partners.charter.status import actions
from partners.upkeep import still_correct, visitors
from stories import retention
from stories.models import figures
from stories.models.put_right import put_right
from stories.moderation import digest, reminders
from stories.responses import actions as answering

logger = logging.getLogger("stories")

SECONDS_BETWEEN_ROUNDS = 10


class Command(BaseCommand):
    help = "Sends the letters that wait and does the daily jobs, until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, once=False, **options):
        self.stopped = threading.Event()
        self.cleared_on = None
        if once:
            self.round()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *details: self.stopped.set())
        while not self.stopped.is_set():
            self.round()
            self.stopped.wait(SECONDS_BETWEEN_ROUNDS)

    def round(self) -> None:
        for job in (reminders.send_due, digest.send_today, send_letters, self._clear_once_a_day):
            if not self.stopped.is_set():
                _try(job)

    def _clear_once_a_day(self) -> None:
        if self.cleared_on != timezone.localdate():
            put_right()
            figures.add_up()
            retention.carry_out()
            kept.forget_old()
            answering.nudge_about_promises()
            actions.daily()
            still_correct.daily()
            visitors.erase_what_is_over()
            RefusedAddress.objects.forget_old()
            call_command("clearsessions")
            self.cleared_on = timezone.localdate()


def _try(job) -> None:
    """A database or a mail server that is away is met again in the next round."""
    try:
        close_old_connections()
        job()
    except Exception:
        logger.exception("A job of the worker failed: %s", job.__name__)
        connection.close()
