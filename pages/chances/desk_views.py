"""Screens of the desk: what partners offer, and who wants to join in."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import DateField
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.admin_tools import desk_page
from coproduction_site.finder.highlights import details_in
from coproduction_site.letters.writing import day
from coproduction_site.workflow.decide import Screen
from coproduction_site.workflow.versions import number
from pages.chances import actions
from pages.chances.forms import FIELDS
from pages.chances.gate import TEXTS
from pages.chances.interests import Interest
from pages.chances.models import Chance
from pages.chances.offers import Offer
from pages.read_first import desk
from partners.models.known_names import known_to_everybody

MAY, MAY_SEE_WHO = "pages.change_chance", "pages.view_interest"
ON_A_PAGE = 50

LIST, LIST_NAME = "admin:pages_offer_changelist", "Chances from partners"
READ = desk.decisions(actions, "Now look at the draft and publish it.")


@permission_required(MAY, raise_exception=True)
@require_safe
def offers(request):
    return desk.list_page(request, LIST_NAME, Offer.objects.all(), "admin:pages_offer_change")


@permission_required(MAY, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request, pk):
    rows = Offer.objects.select_related("partner", "rung").filter(pk=pk)
    screen = Screen(request, rows.first, READ)
    if screen.row is None:
        raise Http404
    if screen.is_done():
        return redirect(_draft_of(rows.get()) or reverse(LIST))
    found = screen.row
    texts = [found.title, found.summary, *(getattr(found, name) for name in TEXTS)]
    more = {
        "answers": _answers(found),
        "details": details_in(texts, known_to_everybody()),
        "draft": _draft_of(found),
    }
    context = desk.of_one(request, screen, READ, LIST_NAME, LIST, **more)
    return render(request, "admin/pages/chances/offer.html", context)


@permission_required(MAY_SEE_WHO, raise_exception=True)
@require_safe
def interests(request, pk=None):
    """Of all chances, or of one: the newest first."""
    chance = get_object_or_404(Chance, pk=pk) if pk else None
    found = Interest.objects.select_related("chance").order_by("-made_at", "-pk")
    found = found.filter(chance=chance) if chance else found
    page = Paginator(found, ON_A_PAGE).get_page(number(request.GET.get("page", "1")))
    title = f"Who wants to join in: {chance}" if chance else "Who wants to join in"
    context = desk_page(request, title, page=page, chance=chance)
    return render(request, "admin/pages/chances/interests.html", context)


def _answers(found) -> list[tuple[str, str]]:
    """Each under the label of its box."""
    columns = [found._meta.get_field(name) for name in FIELDS if name not in ("title", "summary")]
    return [(column.verbose_name, _shown(found, column)) for column in columns]


def _shown(found, column):
    if isinstance(column, DateField):
        return day(getattr(found, column.name))
    return getattr(found, f"get_{column.name}_display", lambda: getattr(found, column.name))()


def _draft_of(found) -> str:
    """Until it is published or thrown away."""
    return f"{reverse('admin:pages_chance_add')}?draft={found.draft_id}" if found.draft_id else ""
