from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from ladder.models import Method, Rung


@public_page
def ladder(request):
    crumbs = [("The ladder", "")]
    return render(request, "ladder/ladder.html", {"rungs": Rung.objects.all(), "crumbs": crumbs})


@public_page
def rung(request, slug):
    """All seven are asked for at once: the small ladder shows them, and two are the neighbours."""
    rungs = list(Rung.objects.all())
    current = get_object_or_404(Rung.objects.prefetch_related("reached_by"), slug=slug)
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
