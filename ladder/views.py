from django.shortcuts import render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from ladder.models import Method, Rung
from ladder.paper.sheets import posters


@public_page
def ladder(request):
    rungs = list(Rung.objects.all())
    context = {"rungs": rungs, "sheets": posters(rungs), "crumbs": [("The ladder", "")]}
    return render(request, "ladder/ladder.html", context)


@public_page
def rung(request, slug):
    """All seven are asked for at once: the small ladder shows them, and two are the neighbours."""
    rungs = list(Rung.objects.all())
    current = next((rung for rung in rungs if rung.slug == slug), None)
    if current is None:
        return lead_on(Rung.objects.all(), slug)
    context = {
        "rung": current,
        "rungs": rungs,
        "ways": current.linked_ways(list(Method.objects.all())),
        "above": next((rung for rung in rungs if rung.number == current.number + 1), None),
        "below": next((rung for rung in rungs if rung.number == current.number - 1), None),
        "crumbs": [("The ladder", reverse("ladder:ladder")), (current.name, "")],
    }
    return render(request, "ladder/rung.html", context)
