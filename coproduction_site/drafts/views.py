"""A preview for somebody without an account, by a link that ends."""

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from coproduction_site.drafts import previewing
from coproduction_site.drafts.desks import all_desks
from coproduction_site.drafts.models import Draft
from coproduction_site.drafts.replaying import Way, sent_again


@require_safe
def shared(request, token):
    """It shows the draft as it was saved last, and works as long as whoever saved it may write there."""
    try:
        draft = Draft.objects.shared_as(token)
    except (BadSignature, TypeError, ValueError):
        raise Http404 from None
    return (draft and _preview(request, draft)) or _over(request)


def _preview(request, draft):
    desk, author = all_desks().get(draft.kind), draft.saved_by
    if not desk or not author or not author.is_active:
        return None
    until = date_format(timezone.localtime(draft.link_until), "j F Y, H:i")
    asked = sent_again(request, draft.sent, Way())
    asked.user = author
    number = draft.number and str(draft.number)
    note = previewing.BY_LINK.format(until)
    try:
        page = previewing.of_words(desk, asked, number, draft.sent, draft.files, note)
    except PermissionDenied:
        return None
    return page or _unfinished(request, draft)


def _unfinished(request, draft):
    return _kept_by_nobody(render(request, "drafts/unfinished.html", {"draft": draft}))


def _over(request):
    return _kept_by_nobody(render(request, "drafts/over.html", status=410))


def _kept_by_nobody(page):
    for name, setting in previewing.HEADERS.items():
        page.headers[name] = setting
    return page
