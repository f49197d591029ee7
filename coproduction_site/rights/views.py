"""One search over all that is held about somebody, one file out, one erasure: for leads and administrators alone.

What is typed never stands in an address: an address is written into logs.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.rights import actions
from coproduction_site.rights.forms import EraseForm, SearchForm

ANSWER_RIGHTS = "coproduction_site.answer_rights"
NOTHING = "Tick what belongs to this person first."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request):
    if not request.user.has_perm(ANSWER_RIGHTS):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else kept(request)
    form = SearchForm(data)
    if not data or not form.is_valid():
        return _screen(request, form=form)
    text, keys = form.cleaned_data["text"], data.getlist("row")
    act = ACTS.get(data.get("do"))
    if act and request.method == "POST":
        return _chosen(request, act, form, actions.picked(keys, text, request.user))
    return _found(request, form)


def _chosen(request, act, form, rows):
    if not rows:
        messages.error(request, NOTHING)
        return _found(request, form)
    return act(request, form, rows)


def _hand_out(request, form, rows):
    headers = {"Content-Disposition": 'attachment; filename="what-we-hold.json"'}
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(actions.hand_out(rows, request.user), json_dumps_params=options, headers=headers)


def _ask(request, form, rows):
    return _screen(request, form=form, erase_form=EraseForm(), chosen=_keys(rows))


def _erase(request, form, rows):
    erase_form = EraseForm(request.POST)
    if not erase_form.is_valid():
        return _screen(request, form=form, erase_form=erase_form, chosen=_keys(rows))
    number = actions.erase(rows, request.user, erase_form.why)
    messages.success(request, f"Erased for ever: {number}. It is written down in the log.")
    return _found(request, form)


ACTS = {"file": _hand_out, "ask": _ask, "erase": _erase}


def _found(request, form):
    found = actions.search(form.cleaned_data["text"], request.user)
    return _screen(request, form=form, found=found, is_searched=True)


def _keys(rows) -> list[tuple]:
    return [(source.key_of(row), f"{source.label}: {source.line(row)}") for source, row in rows]


def _screen(request, **context):
    title = "What we hold about a person"
    return render(request, "admin/rights.html", desk_page(request, title, **context))
