"""What everybody may read: the chances to join in, those that are closed with what came of them, and each by itself."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from coproduction_site.paging import page_of
from coproduction_site.workflow.versions import number
from pages import parts, queries
from pages.chances.filters import FILTERS, PAST, ChancesForm
from pages.chances.models import Chance
from pages.models import GET_INVOLVED

BOARD = ("Get involved", f"/{GET_INVOLVED}/")
ON_A_PAGE = 12  # As many as of stories: a page that a small phone can read to its end.
ON_A_CARD = (
    *("slug", "title", "summary", "kind", "audience", "hours", "pay", "closes_on", "hear_by"),
    *("outcome_on", "rung"),
)


@public_page(*FILTERS, "page")
def board(request):
    """First of all the words of the page at this address, which staff write; a choice shows the list alone."""
    form = ChancesForm({name: request.GET[name] for name in request.GET if name != "page"} or None)
    today = timezone.localdate()
    found = form.found(today).only(*ON_A_CARD)
    place = number(request.GET.get("page", "1"))
    chosen, chances = form.chosen(), page_of(found, place, ON_A_PAGE)
    context = {
        "form": form,
        "chances": chances,
        "cards": [chance.card_on(today, form.rungs[chance.rung_id]) for chance in chances],
        "query": urlencode(chosen),
        "is_past": chosen.get("when") == PAST,
        "is_chosen": bool(chosen.keys() - {"when"}),
        "crumbs": [BOARD],
    }
    if not form.is_bound and place == 1:
        context |= _words()
    return render(request, "pages/chances/board.html", context)


@public_page
def chance(request, slug):
    shown = Chance.objects.select_related("rung", "partner").filter(slug=slug).first()
    if shown is None:
        return lead_on(Chance.objects.all(), slug)
    context = {"chance": shown, "crumbs": [BOARD, (shown.title, shown.get_absolute_url())]}
    return render(request, "pages/chances/chance.html", context)


def _words() -> dict:
    page = queries.to_show(GET_INVOLVED)
    if page is None:
        return {}
    return {"page": page, "changes": queries.changes_told(page), **parts.below(page)}
