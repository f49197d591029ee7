"""What partners did with what families said: a page and a table for each year."""

import csv
from itertools import chain
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.for_others import may_be_copied
from coproduction_site.site_address import on_this_site
from coproduction_site.spreadsheets import BYTE_ORDER_MARK, Echo, harmless
from stories.publication.places import Places
from stories.reports import you_said as compiled

places = Places("stories.you_said")

COLUMNS = [
    "You said",
    "Address",
    "Answer",
    "In their words",
    "Partner",
    "Who",
    "Answered on",
    "By",
    "Since",
]


@public_page("year", "after")
def you_said(request):
    year, years = _year(request)
    page = compiled.page(year, places.read(request.GET.get("after")))
    context = {
        "year": year,
        "years": years,
        "parts": compiled.by_heading(page.answers),
        "starts_later": bool(request.GET.get("after")),
        "older": urlencode({"year": year, "after": places.signed(page.after)}) if page.after else "",
        "numbers": compiled.numbers(year),
        "fewest": compiled.FEWEST,
        "crumbs": [("Stories", reverse("stories:list")), ("You said, we did", "")],
    }
    return render(request, "stories/reports/you_said.html", context)


@public_page("year")
def table(request):
    """A short one is kept like a page. A long one is written while it is read, and kept nowhere."""
    year, _ = _year(request)
    batches = compiled.batches(year)
    first = next(batches)
    is_long = len(first) == compiled.BATCH
    lines = _lines(year, chain([first], batches))
    response = StreamingHttpResponse(lines) if is_long else HttpResponse(b"".join(lines))
    if is_long:
        response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="you-said-we-did-{year}.csv"'
    return may_be_copied(response)


def _lines(year, batches):
    writer = csv.writer(Echo())
    yield f"{BYTE_ORDER_MARK}{writer.writerow(COLUMNS)}".encode()
    for answers in batches:
        rows = [map(harmless, _row(answer)) for answer in answers]
        yield "".join(map(writer.writerow, rows)).encode()
    yield writer.writerow([]).encode()
    for row in compiled.numbers(year).rows:
        yield writer.writerow(map(harmless, row)).encode()


def _year(request) -> tuple[int, list[int]]:
    """A year of which there is nothing has no page, so that made-up ones fill no cache."""
    years = compiled.years()
    asked = request.GET.get("year") or str(years[0])
    if asked not in map(str, years):
        raise Http404
    return int(asked), years


def _row(answer):
    return [
        answer.publication.title,
        on_this_site(answer.publication.get_absolute_url()),
        compiled.HEADINGS[answer.kind],
        answer.words,
        answer.partner,
        f"{answer.person}, {answer.role}",
        timezone.localdate(answer.decided_at),
        answer.by_on or "",
        answer.done_on or "",
    ]
