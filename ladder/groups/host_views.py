"""The pages of whoever leads a group. The address is the key: nobody signs in, and it is told to nobody."""

from functools import wraps
from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.site_address import on_this_site
from coproduction_site.without_cookies import opened_by_a_secret, stamp_of, works_without_cookies
from coproduction_site.workflow import versions
from coproduction_site.workflow.ask_once import Question, unsure
from ladder.groups import actions, tickets
from ladder.groups.forms import BeginForm, RoundForm, StepForm
from ladder.groups.views import GET_OR_POST, HERE, doors_of, kept_sheet, side_of
from ladder.models import GroupSeries, StatementSet
from ladder.reflection.views import crumbs


def by_token(view):
    """Hands on the group and its newest round."""

    @opened_by_a_secret
    @wraps(view)
    def with_group(request, token, **more):
        series = get_object_or_404(GroupSeries, token=token)
        newest = series.rounds.first()
        newest.series = series
        return _hidden(view(request, newest, **more))

    return with_group


@works_without_cookies
@require_http_methods(GET_OR_POST)
def begin(request):
    """The key goes with the form, so that the same form sent twice is the same group."""
    if StatementSet.objects.live() is None:
        raise Http404
    data = request.POST or kept(request)
    form, key, status = BeginForm(data), key_of((data or {}).get("key")) or uuid4(), HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            return _hidden(
                redirect(actions.begin(form.cleaned_data, key, client_key(request)).get_host_url())
            )
        except TooMany:
            status = HTTPStatus.TOO_MANY_REQUESTS
    context = {"form": form, "key": key, "stamp": stamp_of(key), "crumbs": crumbs(HERE)}
    context |= {"too_many": status == HTTPStatus.TOO_MANY_REQUESTS}
    return _hidden(render(request, "ladder/groups/begin.html", context, status=status))


@require_http_methods(GET_OR_POST)
@by_token
def host(request, newest):
    verb = next((verb for name, verb in VERBS.items() if name in request.POST), None)
    if request.method == "POST" and verb:
        return verb(request, newest)
    series = newest.series
    context = {
        "round": newest,
        "earlier": series.rounds.filter(number__lt=newest.number),
        "bands": [] if newest.is_closed else actions.bands_of(newest),
        "doors": doors_of(newest),
        "link": on_this_site(newest.get_absolute_url()),
        "short": on_this_site(reverse("ladder:group")),
        "host_link": on_this_site(series.get_host_url()),
        "crumbs": crumbs(HERE),
    }
    return render(request, "ladder/groups/host.html", context)


@require_http_methods(GET_OR_POST)
@by_token
def step(request, newest):
    if not newest.is_closed:
        return redirect(newest.series.get_host_url())
    data = request.POST or kept(request)
    names = ("step", "step_by", "step_on", "is_for_board")
    form = StepForm(data, shown=newest.version, initial={name: getattr(newest, name) for name in names})
    if request.method == "POST" and form.is_valid() and _chosen(newest, form, versions.posted(data)):
        return redirect(newest.series.get_host_url())
    return render(request, "ladder/groups/step.html", _context(newest, form))


@require_http_methods(GET_OR_POST)
@by_token
def begin_next(request, newest):
    """Pressed twice, there is one round: the second press finds it open."""
    if not newest.may_be_followed:
        return redirect(newest.series.get_host_url())
    form = RoundForm(request.POST or kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_next(newest.series, form.cleaned_data)
        except ValidationError:
            pass  # A second press; the page says how it stands now.
        return redirect(newest.series.get_host_url())
    return render(request, "ladder/groups/next.html", _context(newest, form))


@require_safe
@by_token
def print_tickets(request, newest):
    context = _context(newest) | {"tickets": tickets.codes_of(newest)}
    return render(request, "ladder/groups/tickets.html", context)


@require_http_methods(GET_OR_POST)
@by_token
def type_in(request, newest, who):
    """A sheet of paper. Sent, it is followed by an empty one with a key of its own."""
    side = side_of(newest, who)
    if newest.is_closed or newest.is_over:
        return redirect(newest.series.get_host_url())
    try:
        form, key, status = kept_sheet(request, newest, side)
    except actions.Closed:
        return redirect(newest.series.get_host_url())
    context = _context(newest, form) | {"key": key, "side": side, "who": who, "is_in": form is None}
    context |= {"too_many": status == HTTPStatus.TOO_MANY_REQUESTS}
    return render(request, "ladder/groups/type.html", context, status=status)


def _close(request, newest):
    asks = None if newest.is_closed else unsure(request, _closing(newest))
    if asks:
        return asks
    actions.close(newest)
    return redirect(newest.series.get_host_url())


def _change_code(request, newest):
    try:
        actions.change_code(newest, versions.posted(request.POST))
    except ValidationError:
        pass  # It was changed since, and the page shows the new one.
    return redirect(newest.series.get_host_url())


def _erase(request, newest):
    asks = unsure(request, _erasing(newest))
    if asks:
        return asks
    actions.erase(newest.series)
    return redirect("ladder:group")


VERBS = {"close": _close, "code": _change_code, "erase": _erase}


def _closing(newest) -> Question:
    return Question(
        title="Do you want to close this round?",
        happens=(
            "Nobody can answer any more. The result is worked out once. It can’t be opened again.",
            "We show nothing of a side with fewer than five sheets. Those sheets are erased at once.",
            "The next round can begin 14 days later.",
        ),
        button="Yes, close it",
        back=newest.series.get_host_url(),
        stay="No, leave it open",
    )


def _erasing(newest) -> Question:
    return Question(
        title="Do you want to erase this group?",
        happens=(
            "Every round goes at once, with its sheets, its result and its step. Nothing of it comes back.",
            "Your link and the code open nothing after that.",
        ),
        button="Yes, erase the group",
        back=newest.series.get_host_url(),
        stay="No, keep it",
    )


def _chosen(newest, form, version) -> bool:
    """False with a sentence in the form, and every word still in it."""
    try:
        actions.choose_step(newest, version, form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _context(newest, form=None) -> dict:
    return {"round": newest, "form": form, "crumbs": [*crumbs(HERE)[:-1], ("Your group", "")]}


def _hidden(response):
    """Held by no shared tablet, and found by no search."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return private(response)
