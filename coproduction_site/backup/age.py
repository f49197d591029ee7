"""When the last copy was made, noted in the database: the worker may run on another machine."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.timesince import timesince

from coproduction_site.operations.findings import Finding, fault, right, warning
from coproduction_site.operations.models import A_COPY, Job

LATE_AFTER = timedelta(hours=26)
EXPECTED_WITHIN = timedelta(hours=3)


def note(result: str) -> None:
    Job.objects.update_or_create(
        name=A_COPY, defaults={"late_after": LATE_AFTER, "done_at": timezone.now(), "result": result}
    )


def finding() -> Finding:
    made = Job.objects.filter(name=A_COPY, done_at__isnull=False).first()
    if made is None:
        if not settings.IS_PUBLIC:
            return right("backups", "Nobody else can reach this site, so none is asked for.")
        return fault(
            "backups", "No copy was ever made: systemctl enable --now coproduction-backup.timer."
        )
    age = timezone.now() - made.done_at
    sentence = f"The last copy was made {timesince(made.done_at)} ago."
    if age > LATE_AFTER:
        return fault("backups", f"{sentence} systemctl status coproduction-backup says why.")
    return (warning if age > EXPECTED_WITHIN else right)("backups", sentence)
