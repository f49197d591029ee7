"""Finding one's rung alone. Answers are posted, added up and forgotten: no row, no cookie, no line in a log.

The pages with questions are the same for everybody and kept by the page cache, so they carry no token of a person,
and what is posted to them is let in without one: it changes nothing, here or anywhere.
"""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.cache.page_cache import public_page
from coproduction_site.cache.remembered import remembered
from coproduction_site.paper.views import handed_out
from coproduction_site.private_links import told_to_nobody
from coproduction_site.site_address import on_this_site
from coproduction_site.workflow import versions
from ladder.models import Side, Statement, StatementSet, names_of_rungs
from ladder.paper.sheets import for_the_host, questions
from ladder.reflection import comparing
from ladder.reflection.forms import AnswersForm, CompareForm, opened
from ladder.reflection.headlines import KEEP_GOING, headline
from ladder.reflection.results import NotAnswered
from ladder.reflection.sheet import sheet_of

ADDRESSES = {"family": Side.FAMILY, "young-person": Side.YOUNG, "staff": Side.STAFF}
GET_OR_POST = ["GET", "HEAD", "POST"]


@public_page
def where(request):
    statements = _shown_to_all()
    context = {
        "statements": statements,
        "doors": _doors(statements) if statements else [],
        "sheets": _sheets(statements) if statements else [],
        "rungs": names_of_rungs(),
        "crumbs": crumbs(),
    }
    return render(request, "ladder/reflection/where.html", context)


@public_page
def how_it_works(request):
    context = {"crumbs": crumbs("How this works"), "rungs": names_of_rungs()}
    return render(request, "ladder/reflection/how_it_works.html", context)


@csrf_exempt
@require_http_methods(GET_OR_POST)
def answer(request, who):
    if who not in ADDRESSES:
        raise Http404
    show = _answered if request.method == "POST" else _questions
    return show(request, ADDRESSES[who])


@require_safe
def kept(request, code):
    """Whoever has the link reads the answers, so it is told to nobody."""
    try:
        result = opened(code)
    except NotAnswered:
        return told_to_nobody(render(request, "ladder/reflection/not_kept.html", status=404))
    return _result_page(request, result, is_kept=True)


@require_safe
def kept_sheet(request, code):
    """The same on paper, made from the link and forgotten."""
    try:
        result = opened(code)
    except NotAnswered:
        return told_to_nobody(render(request, "ladder/reflection/not_kept.html", status=404))
    return told_to_nobody(handed_out(request, sheet_of(result)))


@public_page
def question_sheet(request, who):
    """The lines of one side, to tick with a pen."""
    if who not in ADDRESSES:
        raise Http404
    return handed_out(request, questions(_live_set(), ADDRESSES[who], who))


@csrf_exempt
@require_http_methods(GET_OR_POST)
def compare(request):
    return _compared(request) if request.method == "POST" else _two_codes(request)


@require_safe
@permission_required("ladder.view_statementset", raise_exception=True)
def preview(request, pk, side):
    """The page as people of this side will answer it, also before the set is live."""
    if side not in Side:
        raise Http404
    statements = get_object_or_404(StatementSet.objects.with_statements(), pk=pk)
    context = _context(statements, Side(side)) | {"is_preview": True}
    return render(request, "ladder/reflection/questions.html", context)


@public_page
def _questions(request, side):
    statements = _shown_to_all()
    if statements is None:
        raise Http404
    return render(request, "ladder/reflection/questions.html", _context(statements, side))


@remembered(StatementSet, Statement)
def _shown_to_all() -> StatementSet | None:
    """Of its statements nothing but their words is asked: not their rungs."""
    return StatementSet.objects.live()


def _answered(request, side):
    """To the set that the page showed, also if a newer one has taken its place since."""
    shown = versions.number(request.POST.get("set"))
    statements = StatementSet.objects.ever_live().with_statements().filter(number=shown).first()
    form = AnswersForm(statements or _live_set(), side, request.POST if statements else None)
    if statements and form.is_valid():
        return _result_page(request, form.result())
    context = _context(form.statements, side, form) | {"has_changed": statements is None}
    return told_to_nobody(render(request, "ladder/reflection/questions.html", context))


def _context(statements, side, form=None) -> dict:
    return {
        "form": form or AnswersForm(statements, side),
        "statements": statements,
        "side": side,
        "crumbs": crumbs(side.label),
    }


def _result_page(request, result, is_kept=False):
    link = reverse("ladder:kept", args=[result.code])
    context = {
        "result": result,
        "headline": headline(result),
        "keep_going": KEEP_GOING,
        "on_paper": reverse("ladder:kept_sheet", args=[result.code]),
        "is_kept": is_kept,
        "link": on_this_site(link),
        "crumbs": crumbs("Your result"),
    }
    return told_to_nobody(render(request, "ladder/reflection/result.html", context))


@public_page
def _two_codes(request):
    return render(request, "ladder/reflection/compare.html", _comparing(CompareForm()))


def _compared(request):
    form = CompareForm(request.POST)
    if not form.is_valid():
        return told_to_nobody(render(request, "ladder/reflection/compare.html", _comparing(form)))
    first, second = form.cleaned_data["first"], form.cleaned_data["second"]
    pairs = comparing.pairs(first, second)
    context = {
        "first": first,
        "second": second,
        "pairs": pairs,
        "to_talk_about": [pair for pair in pairs if pair.is_to_talk_about],
        "asked_of_one": comparing.asked_of_one(first, second),
        "crumbs": crumbs("Side by side"),
    }
    return told_to_nobody(render(request, "ladder/reflection/compared.html", context))


def _comparing(form) -> dict:
    return {"form": form, "crumbs": crumbs("Side by side")}


def _live_set() -> StatementSet:
    statements = StatementSet.objects.live()
    if statements is None:
        raise Http404
    return statements


def _doors(statements) -> list[tuple[str, Side, int]]:
    """The address of each side, and how many lines it answers."""
    return [(who, side, len(statements.asked_of(side))) for who, side in ADDRESSES.items()]


def _sheets(statements) -> list:
    """For a group in a room, or for whoever would rather write with a pen."""
    return [*(questions(statements, side, who) for who, side in ADDRESSES.items()), for_the_host()]


def crumbs(here="") -> list[tuple[str, str]]:
    ladder, name = ("The ladder", reverse("ladder:ladder")), "Find your rung"
    return [ladder, (name, reverse("ladder:where")), (here, "")] if here else [ladder, (name, "")]
