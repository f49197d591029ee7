"""Is the worker alive, and has it done everything in time? Do letters go out?"""

from datetime import timedelta

from django.utils import timezone
from django.utils.timesince import timesince
from post_office.models import STATUS, Email

from coproduction_site.operations.findings import Finding, fault, right, warning
from coproduction_site.operations.models import A_COPY, HEARTBEAT, Job

WAITS = [STATUS.queued, STATUS.requeued]
LONGEST_WAIT, NOTHING_TAKEN = timedelta(minutes=30), timedelta(hours=4)
FAILED_LATELY, MANY = timedelta(days=7), 10
RESTART = "Start it again: systemctl restart coproduction-work."


def findings() -> list[Finding]:
    return [worker(), jobs(), letters(), failed_letters()]


def worker() -> Finding:
    heartbeat = Job.objects.filter(name=HEARTBEAT).first()
    if heartbeat is None or heartbeat.done_at is None:
        return fault("worker", f"The worker has never worked. {RESTART}")
    ago = timesince(heartbeat.done_at)
    if heartbeat.is_late(timezone.now()):
        return fault(
            "worker",
            f"The worker has not worked for {ago}: no letter goes, nothing is erased. {RESTART}",
        )
    return right("worker", f"The worker worked {ago} ago.")


def jobs() -> Finding:
    """What the worker does not come round to, while it is alive."""
    known = Job.objects.exclude(name__in=[HEARTBEAT, A_COPY])
    late = known.late()
    if late:
        return fault("jobs", f"Late: {'; '.join(map(_since, late))}. The log of the worker says why.")
    return right("jobs", f"Each was done in its time: {len(known)}.")


def letters() -> Finding:
    """What nobody tried to send, or what the mail server does not take while it takes nothing else either."""
    waiting, now = Email.objects.filter(status__in=WAITS), timezone.now()
    number, never_tried = waiting.count(), waiting.filter(status=STATUS.queued)
    is_taken = Email.objects.filter(status=STATUS.sent, last_updated__gte=now - NOTHING_TAKEN).exists()
    stuck = never_tried.filter(created__lt=now - LONGEST_WAIT)
    if not is_taken:
        stuck |= waiting.filter(created__lt=now - NOTHING_TAKEN)
    oldest = stuck.order_by("created").first()
    if oldest:
        return fault(
            "letters",
            f"{_letters(number)} in the outbox, the oldest for {timesince(oldest.created)}. "
            "Is the mail server there? manage.py doctor asks it.",
        )
    return right("letters", f"{_letters(number)} in the outbox.")


def failed_letters() -> Finding:
    """One may have a wrong address, which the desk shows; with many of them something else is wrong."""
    lately = timezone.now() - FAILED_LATELY
    number = Email.objects.filter(status=STATUS.failed, last_updated__gte=lately).count()
    if not number:
        return right("failed letters", "No letter was given up in the last 7 days.")
    sentence = (
        f"{_letters(number)} did not go in the last 7 days: the first screen of the admin shows which."
    )
    return (fault if number >= MANY else warning)("failed letters", sentence)


def _since(job: Job) -> str:
    last = f"done {timesince(job.done_at)} ago" if job.done_at else "never done"
    return f"{job.name} ({last})"


def _letters(number: int) -> str:
    return f"{number} letter{'' if number == 1 else 's'}"
