"""The companion of the web server: letters go out, and the daily jobs are done."""

import signal
import threading

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from coproduction_site.drafts import scheduled
from coproduction_site.models import RefusedAddress
from coproduction_site.operations import troubles
from coproduction_site.operations.jobs import Round, Task
from coproduction_site.outbox.sending import send_letters
from coproduction_site.reviews import actions as reviews
from coproduction_site.uploads import erasing, kept
from ladder.groups import actions as groups
from partners.charter.status import actions
from partners.upkeep import still_correct, visitors
from stories import retention
from stories.models import figures, search_put_right
from stories.models.put_right import put_right
from stories.moderation import digest, reminders
from stories.responses import actions as answering

SECONDS_BETWEEN_ROUNDS = 10


class Command(BaseCommand):
    help = "Sends the letters that wait and does the daily jobs, until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="One round, then stop.")

    def handle(self, once=False, **options):
        self.stopped = threading.Event()
        rounds = Round()
        if once:
            rounds.go(tasks(), all_of_them=True)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *details: self.stopped.set())
        while not self.stopped.is_set():
            rounds.go(tasks(), is_stopped=self.stopped.is_set)
            self.stopped.wait(SECONDS_BETWEEN_ROUNDS)


def tasks() -> list[Task]:
    """Each is safe to repeat, and on several hosts. What missed its day is done once, as soon as somebody works."""
    return [
        Task("letters to safeguarding leads again", reminders.send_due),
        Task("partners who can answer now", answering.ask_who_can_sign_in_now),
        Task("the digest for everybody at the desk", digest.send_today),
        Task("words that go out at their hour", scheduled.publish_due),
        Task("sending letters", send_letters),
        Task("a look at everything that runs", troubles.watch),
        Task("files that could not be erased", erasing.erase_again),
        Task("publications put right", put_right, is_daily=True),
        Task("the search of the desk put right", search_put_right.put_right, is_daily=True),
        Task("numbers of the year added up", figures.add_up, is_daily=True),
        Task("rounds of groups that are over", groups.close_what_is_over, is_daily=True),
        Task("what was kept long enough", retention.carry_out, is_daily=True),
        Task("files that were kept long enough", kept.forget_old, is_daily=True),
        Task("promises of partners", answering.nudge_about_promises, is_daily=True),
        Task("pledges and charter status", actions.daily, is_daily=True),
        Task("pages to be checked again", still_correct.daily, is_daily=True),
        Task("questions and mistakes that are over", visitors.erase_what_is_over, is_daily=True),
        Task("words to be read again", reviews.write_to_owners, is_daily=True),
        Task("refused addresses that are old", RefusedAddress.objects.forget_old, is_daily=True),
        Task("sessions that are over", _clear_sessions, is_daily=True),
        *(task for path in settings.WORKER_TASKS for task in import_string(path)),
    ]


def _clear_sessions() -> None:
    call_command("clearsessions")
