"""Finding anything that everybody may read: by words, and from A to Z."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.cache.page_cache import public_page
from coproduction_site.cache.remembered import remembered
from coproduction_site.limits import SEARCH_MISSES
from coproduction_site.search import a_to_z as alphabet
from coproduction_site.search import misses, results, spelling
from coproduction_site.search.kinds import kinds
from pages.search.asked import Asked, asked_of
from partners.models import Partner, Term

PAGE_SIZE = 20


@require_safe
def search(request):
    """What somebody looks for is theirs alone: no cache keeps the answer, and no log its address."""
    asked = asked_of(request.GET)
    found = results.search(asked.query, asked.kind)
    if asked.query.words and not found.counts and asked.is_first:
        _note_miss(request, asked)
    response = render(request, "pages/search/search.html", _context(asked, found))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@public_page
def a_to_z(request):
    context = {"letters": alphabet.letters(), "needs": needs(), "crumbs": [("A to Z", "")]}
    return render(request, "pages/search/a_to_z.html", context)


@remembered(Term, Partner, Partner.terms.through)
def needs() -> list[Term]:
    """By which somebody finds a partner who helps with it."""
    return list(Term.objects.in_use().filter(vocabulary=Term.Vocabulary.KIND_OF_HELP))


def _context(asked: Asked, found: results.Results) -> dict:
    page = Paginator(found.ids, PAGE_SIZE).get_page(asked.page or 1)
    is_poor = asked.query.words and (found.is_of_any_word or len(found.ids) < results.TOO_FEW)
    return {
        "asked": asked,
        "found": found,
        "page": page,
        "results": results.shown(list(page), asked.query),
        "kinds": _kinds(asked, found),
        "query": asked.address,
        "suggestion": spelling.suggestion(asked.query) if is_poor else "",
        "needs": [] if found.ids else needs(),
        "is_searching": True,
        "crumbs": [("Search", "")],
    }


def _kinds(asked: Asked, found: results.Results) -> list[dict]:
    """Kinds of which something was found. Of one alone there is nothing to choose."""
    named = {kind.filtered_as: kind.plural for kind in reversed(kinds().values())}
    if len(found.counts) < 2 and not asked.kind:
        return []
    return [
        {"name": name, "label": named[name], "count": count, "is_chosen": name == asked.kind}
        for name, count in found.counts.items()
    ]


def _note_miss(request, asked: Asked) -> None:
    if not SEARCH_MISSES.is_passed(client_key(request)):
        misses.note(asked.query.text)
