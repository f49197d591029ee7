"""Comments on the Local Offer by year, with what the council answered, as a page and as a table."""

import csv
from urllib.parse import urlencode

from django.db.models import Max, Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.cache.remembered import remembered
from coproduction_site.for_others import below_a_table, may_be_copied
from coproduction_site.spreadsheets import BYTE_ORDER_MARK, harmless
from stories.models.local_offer import LocalOfferComment
from stories.models.publication import Publication
from stories.publication.places import Places, part_of

PAGE_SIZE = 20
places = Places("stories.local_offer")


@public_page("year", "after")
def report(request):
    """A page of a year, the oldest first."""
    year, years = _year(request)
    comments = LocalOfferComment.objects.public().of_year(year)
    page = part_of(comments, PAGE_SIZE, places.read(request.GET.get("after")))
    context = {
        "year": year,
        "years": years,
        "comments": page.rows,
        "starts_later": "after" in request.GET,
        "later": urlencode({"year": year, "after": places.signed(page.after)}) if page.after else "",
        "crumbs": [("Stories", reverse("stories:list")), ("Comments on the Local Offer", "")],
    }
    return render(request, "stories/reports/local_offer.html", context)


@public_page("year")
def table(request):
    year, _ = _year(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="comments-on-the-local-offer-{year}.csv"'
    )
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow(["Comment", "What the council says and does"])
    for comment in LocalOfferComment.objects.public().of_year(year):
        writer.writerow([harmless(comment.comment), harmless(comment.answer)])
    writer.writerows(map(harmless, row) for row in below_a_table())
    return may_be_copied(response)


def _year(request) -> tuple[int, list[int]]:
    """A year without a comment has no page, so that made-up ones fill no cache. This year always has."""
    years = _years()
    asked = request.GET.get("year") or str(years[0])
    if asked not in map(str, years):
        raise Http404
    return int(asked), years


def _years() -> list[int]:
    this_year = timezone.localdate().year
    first, last = _first_and_last() or (this_year, this_year)
    return list(range(max(last, this_year), first - 1, -1))


@remembered(LocalOfferComment, Publication)
def _first_and_last() -> tuple[int, int] | None:
    """The years of the comments, for which each of them is looked at."""
    span = LocalOfferComment.objects.public().aggregate(
        first=Min("published_at"), last=Max("published_at")
    )
    return span["first"] and tuple(timezone.localdate(span[name]).year for name in ("first", "last"))
