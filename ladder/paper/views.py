"""Each sheet at an address of its own, kept for as long as nothing public changes."""

from django.http import Http404

from coproduction_site.cache.page_cache import public_page
from coproduction_site.paper.views import handed_out
from ladder.models import Method, Rung
from ladder.paper import sheets


@public_page
def poster(request, paper):
    if paper.upper() not in sheets.PAPERS or not paper.islower():
        raise Http404
    return handed_out(request, sheets.poster(list(Rung.objects.all()), paper.upper()))


@public_page
def factsheet(request):
    return handed_out(request, sheets.factsheet(Method.objects.select_related("usual_highest_rung")))


@public_page
def host_sheet(request):
    return handed_out(request, sheets.for_the_host())
