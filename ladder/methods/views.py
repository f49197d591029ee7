"""Ways to take part: a short list to choose from, and a page of each."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from ladder.methods.forms import FILTERS, MethodFilter
from ladder.models import Method, Rung
from ladder.paper.sheets import factsheet

LADDER = "The ladder"
WAYS = "Ways to take part"


@public_page(*FILTERS)
def methods(request):
    form = MethodFilter(request.GET)
    if not form.is_valid():
        raise Http404
    everything = Method.objects.select_related("usual_highest_rung")
    shown = list(form.found(everything))
    context = {
        "filters": form,
        "methods": shown,
        "sheet": None if form.is_used else factsheet(shown),
        "crumbs": [(LADDER, reverse("ladder:ladder")), (WAYS, "")],
    }
    return render(request, "ladder/methods/list.html", context)


@public_page
def method(request, slug):
    shown = Method.objects.select_related("usual_highest_rung").filter(slug=slug).first()
    if shown is None:
        return lead_on(Method.objects.all(), slug)
    above = [(LADDER, reverse("ladder:ladder")), (WAYS, reverse("ladder:methods"))]
    context = {"method": shown, "rungs": Rung.objects.all(), "crumbs": [*above, (shown.name, "")]}
    return render(request, "ladder/methods/method.html", context)
