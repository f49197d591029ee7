"""What the worker does: each task by itself, each daily one once a day, and all of it noted."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.db.models import Q
from django.utils import timezone

from coproduction_site.operations.models import A_COPY, HEARTBEAT, LATE_AFTER, Job
from coproduction_site.workflow import one_winner

logger = logging.getLogger("stories")

LATE_AFTER_A_DAY = timedelta(hours=27)
AGAIN_AFTER = timedelta(minutes=10)  # What failed, or died with its worker, is tried again.
NOTED_EVERY = timedelta(minutes=1)  # Ten seconds would write the row more often than anybody looks.


def _begins_today(job: Job, now) -> bool:
    """True for one worker a day, and for the next one if that fails or dies."""
    return one_winner.wins(job, _to_do_today(now), began_at=now)


def _to_do_today(now) -> Q:
    """A time that lies ahead was written by a clock that was wrong: it holds nothing up."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    not_today = Q(done_at=None) | Q(done_at__lt=midnight) | Q(done_at__gt=now)
    not_now = Q(began_at=None) | Q(began_at__lte=now - AGAIN_AFTER) | Q(began_at__gt=now)
    return not_today & not_now


@dataclass(frozen=True)
class Task:
    """What a job is in the code: its name, and the function that does it and may say how much it was."""

    name: str
    act: Callable
    is_daily: bool = False

    @property
    def late_after(self) -> timedelta:
        return LATE_AFTER_A_DAY if self.is_daily else LATE_AFTER

    def row(self) -> Job:
        job, _ = Job.objects.get_or_create(name=self.name, defaults={"late_after": self.late_after})
        return job


class Round:
    """All tasks once, each by itself: what fails stops no other, and is met again in the next round."""

    def __init__(self):
        self._noted: dict[str, tuple] = {}

    def go(self, tasks: list[Task], all_of_them: bool = False, is_stopped=lambda: False) -> None:
        """Daily tasks only if today's is not done, unless somebody asks for `all_of_them`."""
        if not self._noted:
            self._attempt(Task(HEARTBEAT, lambda: _forget_others(tasks)))
        for task in tasks:
            if not is_stopped():
                self._attempt(Task(HEARTBEAT, lambda: None))
                self._attempt(task, all_of_them or not task.is_daily)

    def _attempt(self, task: Task, is_due: bool = True) -> None:
        try:
            if not connection.in_atomic_block:
                close_old_connections()
            if is_due or _begins_today(task.row(), timezone.now()):
                result = task.act()
                self._note(task, done_at=timezone.now(), result=_in_short(result))
        except Exception as error:
            logger.exception("A job of the worker failed: %s", task.act.__name__)
            _let_go_of_the_connection()
            self._note_failure(task, error)

    def _note_failure(self, task: Task, error: Exception) -> None:
        """The kind of the error alone: its words may hold words of somebody."""
        try:
            self._note(task, failed_at=timezone.now(), result=type(error).__name__)
        except (DatabaseError, InterfaceError):
            _let_go_of_the_connection()

    def _note(self, task: Task, **columns) -> None:
        now, kind = timezone.now(), (task.name, "failed_at" in columns)
        before = self._noted.get(task.name)
        if before and before[1] == kind and timedelta() <= now - before[0] < NOTED_EVERY:
            return
        Job.objects.filter(pk=task.row().pk).update(late_after=task.late_after, **columns)
        self._noted[task.name] = (now, kind)


def _let_go_of_the_connection() -> None:
    if not connection.in_atomic_block:
        connection.close()


def _forget_others(tasks: list[Task]) -> None:
    """Or a job that has another name now would be late for ever."""
    known = [HEARTBEAT, A_COPY, *(task.name for task in tasks)]
    Job.objects.exclude(name__in=known).delete()


def _in_short(result) -> str:
    if isinstance(result, dict):
        result = sum(result.values())
    return str(result) if isinstance(result, int) and not isinstance(result, bool) else ""
