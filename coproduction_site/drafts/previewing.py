"""A public page as it would be, made inside a transaction that is taken back: nothing is stored, nobody else sees it."""

import copy
import inspect
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve

from coproduction_site.drafts.replaying import Way, sent_again, silently

FOR_STAFF = "This is how it will look. Only people who sign in can see it here."
BY_LINK = "This is not public yet. Whoever has this link can see it, until {}. Please do not pass it on."
NO_PAGE = "No public page shows this yet, so there is nothing to look at."
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def of_row(desk, request, row, note: str = FOR_STAFF) -> HttpResponse:
    """The row as it stands in the database."""
    with transaction.atomic():
        page = _page_of(desk, request, row, note)
        transaction.set_rollback(True)
    return page


def of_words(desk, request, object_id, data: QueryDict, files: dict, note: str = FOR_STAFF):
    """What was typed, over the live row as it is now. None if a form like this cannot be written yet."""
    way = Way(is_trial=True, files=files)
    data = data.copy()
    data["version"] = desk.version_now(request, object_id)
    with transaction.atomic():
        desk.write(silently(sent_again(request, data, way)), object_id)
        page = None if way.row is None else _page_of(desk, request, way.row, note)
        transaction.set_rollback(True)
    return page


def _page_of(desk, request, row, note) -> HttpResponse:
    desk.as_public(row)
    try:
        page = _asked_for(request, urlsplit(desk.shown_at(row)).path, note)
    except Http404:
        page = render(request, "drafts/no_page.html", {"text": NO_PAGE}, status=200)
    for name, setting in HEADERS.items():
        page.headers[name] = setting
    return page


def _asked_for(request, address, note) -> HttpResponse:
    """By its own view, which may be kept for everybody; here it is not."""
    found = resolve(address)
    asked = copy.copy(request)
    asked.method, asked.GET, asked.POST = "GET", QueryDict(), QueryDict()
    asked.path = asked.path_info = address
    asked.user, asked.resolver_match, asked.preview = AnonymousUser(), found, note
    return inspect.unwrap(found.func)(asked, *found.args, **found.kwargs)
