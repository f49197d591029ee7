"""What everybody may read: the days to come, those that are past, and each by itself."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from coproduction_site.paging import page_of
from coproduction_site.workflow.versions import number
from pages.events.filters import PAST, EventsForm
from pages.events.models import Event

EVENTS = ("Training and meetings", "/events/")
ON_A_PAGE = 20
ON_A_CARD = (
    *("slug", "title", "summary", "kind", "audience", "starts_at", "ends_at", "place"),
    *("costs", "state", "capacity", "taken"),
)


@public_page("kind", "who", "when", "page")
def events(request):
    form = EventsForm({name: request.GET[name] for name in request.GET if name != "page"} or None)
    found = form.found(timezone.now()).only(*ON_A_CARD)
    chosen = form.chosen()
    context = {
        "form": form,
        "page": page_of(found, number(request.GET.get("page", "1")), ON_A_PAGE),
        "query": urlencode(chosen),
        "is_past": chosen.get("when") == PAST,
        "is_chosen": bool(chosen.keys() - {"when"}),
        "crumbs": [EVENTS],
    }
    return render(request, "pages/events/list.html", context)


@public_page
def event(request, slug):
    shown = Event.objects.filter(slug=slug).first()
    if shown is None:
        return lead_on(Event.objects.all(), slug)
    context = {"event": shown, "crumbs": [EVENTS, (shown.title, shown.get_absolute_url())]}
    return render(request, "pages/events/event.html", context)
