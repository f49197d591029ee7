"""What is wrong is told to the administrators: one letter when it begins, and none while it lasts."""

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Q
from django.utils import timezone

from coproduction_site import mail
from coproduction_site.accounts.staff import administrators
from coproduction_site.backup import age
from coproduction_site.operations import worker
from coproduction_site.operations.findings import Finding
from coproduction_site.operations.models import Trouble
from coproduction_site.workflow import one_winner

SUBJECT = "Something on the website needs you"
TEMPLATE = "account/email/trouble.txt"


def findings() -> list[Finding]:
    """What can be looked at every minute: it asks nobody outside."""
    return [*worker.findings(), age.finding()]


def faults() -> list[Finding]:
    return [finding for finding in findings() if finding.is_fault]


def watch() -> int:
    """How many new troubles the administrators were written to about."""
    found = faults()
    Trouble.objects.exclude(name__in=[finding.name for finding in found]).delete()
    new = [finding for finding in found if _is_ours_to_tell(finding)]
    if not new:
        return 0
    try:
        _tell(new)
    except Exception:
        Trouble.objects.filter(name__in=[finding.name for finding in new]).update(told_at=None)
        raise
    return len(new)


def _is_ours_to_tell(finding: Finding) -> bool:
    """Of a worker and a timer that look at the same moment, one writes."""
    trouble, _ = Trouble.objects.get_or_create(name=finding.name)
    return one_winner.wins(trouble, Q(told_at=None), told_at=timezone.now())


def _tell(new: list[Finding]) -> None:
    """Straight to the mail server: what is wrong may be that nobody empties the outbox."""
    way = get_connection(settings.POST_OFFICE["BACKENDS"]["default"])
    for administrator in administrators():
        letter = mail.letter(administrator.email, SUBJECT, TEMPLATE, {"faults": new})
        letter.connection = way
        mail.send(letter)
