"""The links of the list are followed once a day, a few at a time, so that letters do not wait for another site."""

import time

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.links.checking import Checker, Finding
from coproduction_site.workflow import one_winner
from pages.resources.formats import ResourceFormat
from pages.resources.link_checks import LinkCheck

SECONDS_IN_A_ROUND = 20


def check_some() -> int:
    """For a round of the worker: what is left for today, until some seconds have passed."""
    if not settings.CHECK_LINKS:
        return 0
    return check_due(Checker(), until=time.monotonic() + SECONDS_IN_A_ROUND)


def check_due(checker: Checker, until: float = float("inf"), say=lambda check: None) -> int:
    """How many. Of two workers one follows each link, and each link once a day."""
    today, number = timezone.localdate(), 0
    for way in _due(today):
        if time.monotonic() >= until:
            break
        check, _ = LinkCheck.objects.get_or_create(format=way)
        if one_winner.wins(check, _not_done(way, today), **_begun(check, way, today)):
            _note(check, checker.check(way.link), today)
            say(check)
            number += 1
    return number


def _due(today):
    done = Q(link_check__checked_on=today, link_check__link=F("link"))
    elsewhere = ResourceFormat.objects.leading_elsewhere()
    return list(elsewhere.exclude(done).order_by("link_check__checked_on", "pk"))


def _not_done(way, today) -> Q:
    return Q(checked_on=None) | ~Q(checked_on=today) | ~Q(link=way.link)


def _begun(check, way, today) -> dict:
    begun = {"checked_on": today, "link": way.link}
    return begun if check.link == way.link else begun | {"failed_days": 0, "failing_since": None}


def _note(check: LinkCheck, finding: Finding, today) -> None:
    """A site that tells programs nothing is neither there nor gone, and what was counted before stands."""
    check.refresh_from_db()
    check.is_there, check.finding = finding.is_there, finding.text
    if finding.is_there:
        check.failed_days, check.failing_since = 0, None
    elif finding.is_there is False:
        check.failed_days += 1
        check.failing_since = check.failing_since or today
    check.save()
