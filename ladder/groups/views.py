"""What people in a group see: the door, the lines on a phone or on paper, and what the group said once it is closed."""

from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.cache.page_cache import public_page
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.limits import GROUP_CODES_WRONG, TooMany
from coproduction_site.private_links import told_to_nobody
from coproduction_site.sharing import may_be_shared
from coproduction_site.site_address import on_this_site
from ladder.groups import actions
from ladder.groups.forms import CodeForm, SheetForm
from ladder.groups.opening import by_code, not_open
from ladder.groups.results import GroupResult
from ladder.models import GroupRound, StatementSet
from ladder.paper.sheets import for_the_host
from ladder.paper.texts import host_sheet
from ladder.reflection.views import ADDRESSES, crumbs

GET_OR_POST = ["GET", "HEAD", "POST"]
HERE = "A group"


@csrf_exempt
@require_http_methods(GET_OR_POST)
@may_be_shared
def group(request):
    """The way in: for who has a code, and for who wants to lead a group."""
    return _by_typed_code(request) if request.method == "POST" else _door(request)


@public_page
def an_hour(request):
    crumbs_here = crumbs("An hour with your group")
    context = {"sheet": host_sheet(), "on_paper": for_the_host(), "crumbs": crumbs_here}
    return render(request, "ladder/groups/an_hour.html", context)


@require_safe
@by_code
def join(request, group_round):
    if group_round.is_closed:
        return redirect("ladder:group_result", group_round.code)
    if group_round.is_over:
        return not_open(request)
    return render(request, "ladder/groups/join.html", _context(group_round))


@require_safe
@by_code
def screen(request, group_round):
    """For a wall: the address is the one that everybody may see."""
    if group_round.is_closed or group_round.is_over:
        return redirect("ladder:group_join", group_round.code)
    link = on_this_site(group_round.get_absolute_url())
    context = _context(group_round) | {"link": link, "short": on_this_site(reverse("ladder:group"))}
    return render(request, "ladder/groups/screen.html", context)


@csrf_exempt
@require_http_methods(GET_OR_POST)
@by_code
def sheet(request, group_round, who):
    """The same form sent twice is one sheet. What it said is shown to nobody, and not to its writer either."""
    side = side_of(group_round, who)
    if group_round.is_closed or group_round.is_over:
        return not_open(request)
    form, key, status = kept_sheet(request, group_round, side)
    if form is None:
        return redirect("ladder:group_thanks", group_round.code)
    context = _context(group_round) | {
        "form": form,
        "key": key,
        "side": side,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
    }
    return render(request, "ladder/groups/sheet.html", context, status=status)


@require_safe
@by_code
def thanks(request, group_round):
    return render(request, "ladder/groups/thanks.html", _context(group_round))


@require_safe
@by_code
def paper(request, group_round, who):
    """The lines with boxes to tick. Whoever leads the group types them in."""
    side = side_of(group_round, who)
    context = _context(group_round) | {"side": side, "form": SheetForm(_with_lines(group_round), side)}
    return render(request, "ladder/groups/paper.html", context)


@require_safe
@by_code
def result(request, group_round):
    """For everybody who has the code, because all of them gave something for it."""
    if not group_round.is_closed:
        return redirect("ladder:group_join", group_round.code)
    context = _context(group_round) | {"result": GroupResult(group_round)}
    return render(request, "ladder/groups/result.html", context)


def side_of(group_round: GroupRound, who: str):
    """Raises Http404 for a side that this group does not ask."""
    side = ADDRESSES.get(who)
    if side not in group_round.series.asked:
        raise Http404
    return side


def kept_sheet(request, group_round, side) -> tuple[SheetForm | None, object, HTTPStatus]:
    """No form once its sheet is kept; else the form with what is wrong, its key, and the status to answer with."""
    key = key_of(request.POST.get("key")) or uuid4()
    is_sent = request.method == "POST"
    form = SheetForm(_with_lines(group_round), side, request.POST if is_sent else kept(request))
    if not is_sent or not form.is_valid():
        return form, key, HTTPStatus.OK
    sheet = {"side": side, "answers": form.answers}
    try:
        actions.answer(group_round, sheet, key, client_key(request), form.ticket)
    except TooMany:
        return form, key, HTTPStatus.TOO_MANY_REQUESTS
    except ValidationError as error:
        # After the transaction, which would take it back.
        GROUP_CODES_WRONG.is_passed(client_key(request))
        form.add_error("ticket", error)
        return form, key, HTTPStatus.OK
    return None, key, HTTPStatus.OK


def doors_of(group_round: GroupRound) -> list[tuple]:
    """The address of each side that is asked."""
    return [(who, side) for who, side in ADDRESSES.items() if side in group_round.series.asked]


@public_page
def _door(request):
    context = {
        "form": CodeForm(),
        "crumbs": crumbs(HERE),
        "is_ready": StatementSet.objects.live() is not None,
    }
    return render(request, "ladder/groups/group.html", context)


def _by_typed_code(request):
    form = CodeForm(request.POST)
    if form.is_valid():
        return told_to_nobody(redirect("ladder:group_join", form.cleaned_data["code"]))
    context = {"form": form, "crumbs": crumbs(HERE), "is_ready": True}
    return told_to_nobody(render(request, "ladder/groups/group.html", context))


def _with_lines(group_round) -> GroupRound:
    lines = StatementSet.objects.with_statements()
    group_round.statements = lines.get(pk=group_round.statements_id)
    return group_round


def _context(group_round) -> dict:
    return {"round": group_round, "doors": doors_of(group_round), "crumbs": crumbs(HERE)}
