"""The worker publishes what was prepared, at its hour. What cannot go out says so, and stays a draft."""

import logging
from urllib.parse import urlsplit

from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from coproduction_site.drafts import letters
from coproduction_site.drafts.desks import all_desks
from coproduction_site.drafts.models import Draft
from coproduction_site.drafts.replaying import faults_in, forms_in
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.site_address import on_this_site
from coproduction_site.workflow import one_winner

logger = logging.getLogger("drafts")

MOVED = "Somebody published other words after this draft was saved. Both are kept. Open it, put the two together, and publish again."
NOT_ALLOWED = "Whoever chose the hour may not publish any more."
NOT_RIGHT = "This is not right yet: {}."
BROKEN = "The website could not do it. Try to publish it by hand."


def publish_due() -> int:
    """How many went out."""
    return sum(_publish(draft) for draft in Draft.objects.due(timezone.now()))


def _publish(draft: Draft) -> bool:
    try:
        with transaction.atomic():
            why_not = _tried(draft)
            transaction.set_rollback(bool(why_not))
    except PermissionDenied:
        why_not = NOT_ALLOWED
    except Exception as error:
        logger.exception("A draft could not be published: %s", type(error).__name__)
        why_not = BROKEN
    if why_not:
        _note(draft, why_not)
    return why_not == ""


def _tried(draft: Draft) -> str | None:
    """Why it did not go out. None if somebody else is at it: another worker, or a person."""
    as_seen = Q(version=draft.version, publish_at=draft.publish_at)
    if not one_winner.wins(draft, as_seen, version=F("version")):
        return None
    desk, user = all_desks().get(draft.kind), draft.publish_by
    if not desk or not user or not user.is_active or not user.is_staff:
        return NOT_ALLOWED
    request = _request_of(user)
    if not desk.may_publish(request):
        return NOT_ALLOWED
    way = desk.publish_draft(request, draft)
    return "" if way.row is not None else _why(way.page)


def _why(page) -> str:
    if not hasattr(page, "context_data"):
        return BROKEN  # The row is gone.
    form = forms_in(page)[0]
    if getattr(form, "is_stale", False):
        return MOVED
    return NOT_RIGHT.format(", ".join(dict.fromkeys(faults_in(page))))[:400]


def _note(draft: Draft, why_not: str) -> None:
    changes = {"version": F("version") + 1, "publish_at": None, "failure": why_not}
    if one_winner.wins(draft, Q(version=draft.version), **changes):
        draft.refresh_from_db()
        if draft.publish_by and draft.kind in all_desks():
            at_no_cost(letters.tell_of_failure, draft, draft.publish_by)


def _request_of(user) -> HttpRequest:
    """As if whoever chose the hour pressed the button now."""
    request = HttpRequest()
    request.user, request.session = user, {}
    site = urlsplit(on_this_site("/"))
    port = str(site.port or 80)
    request.META |= {"SERVER_NAME": site.hostname, "SERVER_PORT": port, "SCRIPT_NAME": ""}
    request.csp_nonce = ""
    request._messages = CookieStorage(request)
    return request
