"""Pages for when it does not work: plain words, what to do next, and nothing typed is lost."""

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, InternalError, OperationalError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils import translation

from coproduction_site.context import leave_for
from coproduction_site.in_languages.addresses import in_english, language_of
from coproduction_site.in_languages.frame import frame_of
from coproduction_site.uploads.store_errors import StoreAway
from coproduction_site.without_cookies import comes_from_here, is_let_in

# Refused, hung, read-only, full or gone. Other errors of a database are faults of ours.
DATABASE_AWAY = (OperationalError, InterfaceError, InternalError)
MET_DATABASE_AWAY = "coproduction_site.database_away"
# Where somebody may have been telling of harm: whom to ring stands on every page that says no.
TELLING = ("/stories/share/", "/stories/follow/")


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_big(request)
    if isinstance(
        exception, SessionInterrupted
    ):  # It could not be saved: a full disk, or signed out elsewhere.
        return unavailable(request)
    return _page(request, 400)


def too_big(request):
    return _page(request, 413)


def not_found(request, exception):
    return _not_here(request, 404)


def forbidden(request, exception):
    return _page(request, 403)


def not_allowed(request, response):
    """With a way back: to the page itself, or for an address that only takes a button, to the page above it."""
    allowed = response.headers["Allow"]
    back = request.path if "GET" in allowed and request.method != "GET" else _page_above(request.path)
    page = _page(request, 405, {"Allow": allowed}, back=back)
    page.cookies = response.cookies
    return page


def server_error(request):
    """Here ends what no view has caught, wherever it was raised: in a view, a template or a middleware."""
    if isinstance(sys.exception(), (*DATABASE_AWAY, StoreAway)):
        return unavailable(request)
    return _page(request, 500)


def gone(request):
    """It was here, and whoever it belonged to took it back."""
    return _not_here(request, 410)


def unavailable(request):
    return _page(request, 503, {"Retry-After": "10"})


def plain_page_when_the_database_is_away(get_response):
    """The page cache has just met a database that is away: nobody waits for it a second time."""

    def middleware(request):
        if request.META.get(MET_DATABASE_AWAY):
            return unavailable(request)
        return get_response(request)

    return middleware


def words_kept(request, reason=""):
    """The CSRF check failed: a browser without cookies, whose stamp lets it in; else a page left open.

    Then the form comes again, still full. The view is called as for a GET, so that nothing can be done by it.
    A form view binds what `kept(request)` gives it.
    """
    match = request.resolver_match
    if match is None or getattr(match.func, "csrf_exempt", False):
        return forbidden(request, None)
    if is_let_in(request, match.func):
        return match.func(request, *match.args, **match.kwargs)
    request.is_from_elsewhere = not comes_from_here(request)
    request.needs_cookies = not hasattr(match.func, "lets_in") and not request.COOKIES
    request.words_kept, request.POST = request.POST, QueryDict()
    try:
        response = _does_not_take(request, match) or _asked_again(request, match)
    except Http404 as error:
        return not_found(request, error)
    return response


def _does_not_take(request, match) -> HttpResponse | None:
    """Of a page that takes no such method nothing was sent that could be shown again: it says what it takes."""
    if match.app_name == "admin":
        return None
    method, request.method = request.method, "TRACE"  # Which no view takes.
    response = match.func(request, *match.args, **match.kwargs)
    is_refused = response.status_code == 405 and method not in response.headers["Allow"].split(", ")
    return response if is_refused else None


def _asked_again(request, match) -> HttpResponse:
    request.method = "GET"
    response = match.func(request, *match.args, **match.kwargs)
    if response.status_code == 200:
        response.status_code = 403
    response.headers["Cache-Control"] = "private, no-store"
    return response


def kept(request) -> QueryDict | None:
    """What was typed into a form that the CSRF check turned away, to be shown in it again."""
    return getattr(request, "words_kept", None)


def _not_here(request, status) -> HttpResponse:
    """With the menu and the contact, so that there is a way on; without them while the database is away."""
    context = {"is_telling": _is_telling(request)}
    try:
        if language_of(request.path):
            return _not_in_this_language(request, status, context)
        return render(request, f"{status}.html", context, status=status)
    except DATABASE_AWAY:
        return _page(request, status)


def _not_in_this_language(request, status, context) -> HttpResponse:
    """With the telephone, and how to ask for the page."""
    request.language, context["is_not_shared"] = language_of(request.path), True
    with translation.override(request.language.value):
        return render(request, "pages/translations/not_here.html", context, status=status)


def _is_telling(request) -> bool:
    return in_english(request.path).startswith(TELLING)


def _page_above(path: str) -> str:
    """The nearest that there is."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            return path
    return path


def _page(request, status, headers=None, **more) -> HttpResponse:
    """It needs no database: that may be what is wrong."""
    language = language_of(request.path)
    context = more | {"is_telling": _is_telling(request), "leave_for": leave_for(request)}
    if language is None:
        return HttpResponse(render_to_string(f"{status}.html", context), status=status, headers=headers)
    context |= {**frame_of(language), "status": status}
    with translation.override(language.value):
        page = render_to_string("pages/translations/error.html", context)
    return HttpResponse(page, status=status, headers=headers)
