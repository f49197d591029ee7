from django.shortcuts import render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from ladder.models import Method, Rung


@public_page
def ladder(request):
    crumbs = [("The ladder", "")]
    return render(request, "ladder/ladder.html", {"rungs": Rung.objects.all(), "crumbs": crumbs})


@public_page
def rung(request, slug):
    """All seven are asked for at once: the small ladder shows them, and two are the neighbours."""
    rungs = list(Rung.objects.all())
    current = Rung.objects.prefetch_related("reached_by").filter(slug=slug).first()
    if current is None:
        return lead_on(Rung.objects.all(), slug)
    context = {
        "rung": current,
        "rungs": rungs,
        "above": next((rung for rung in rungs if rung.number == current.number + 1), None),
        "below": next((rung for rung in rungs if rung.number == current.number - 1), None),
        "crumbs": [("The ladder", reverse("ladder:ladder")), (current.name, "")],
    }
    return render(request, "ladder/rung.html", context)


@public_page
def methods(request):
    context = {
        "methods": Method.objects.select_related("usual_highest_rung"),
        "crumbs": [("The ladder", reverse("ladder:ladder")), ("Ways to take part", "")],
    }
    return render(request, "ladder/methods.html", context)
