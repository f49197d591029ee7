"""What partners did with what families said: pages and a table for each year."""

import csv
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.for_others import below_a_table, may_be_copied
from coproduction_site.site_address import on_this_site
from coproduction_site.spreadsheets import BYTE_ORDER_MARK, harmless
from stories.publication.places import Places
from stories.reports import you_said as compiled

places = Places("stories.you_said")
GOES_ON = "The next answers are in another file:"

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
    is_long = page.after is not None or "after" in request.GET
    context = {
        "year": year,
        "years": years,
        "parts": compiled.by_heading(page.answers),
        "starts_later": "after" in request.GET,
        "older": further(year, page.after) if page.after else "",
        "files_of": compiled.PART_SIZE if is_long else 0,
        "numbers": compiled.numbers(year),
        "fewest": compiled.FEWEST,
        "crumbs": [("Stories", reverse("stories:list")), ("You said, we did", "")],
    }
    return render(request, "stories/reports/you_said.html", context)


@public_page("year", "after")
def table(request):
    """A year in files of a bounded length, each kept like a page. All but the last one say where it goes on."""
    year, _ = _year(request)
    place = places.read(request.GET.get("after"))
    part = compiled.part(year, place)
    following = on_this_site(f"{request.path}?{further(year, part.after)}") if part.after else ""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    start = f"-after-{timezone.localdate(place.at)}-{place.number}" if place else ""
    name = f"you-said-we-did-{year}{start}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    _write(response, year, part.rows, following)
    return may_be_copied(response)


def _write(response, year, rows, following) -> None:
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless, row(*found)) for found in rows)
    writer.writerows(map(harmless, line) for line in below_a_table())
    ends = [(GOES_ON, following)] if following else compiled.numbers(year).rows
    writer.writerows(map(harmless, end) for end in ends)


def further(year, place) -> str:
    return urlencode({"year": year, "after": places.signed(place)})


def _year(request) -> tuple[int, list[int]]:
    """A year of which there is nothing has no page, so that made-up ones fill no cache."""
    years = compiled.years()
    asked = request.GET.get("year") or str(years[0])
    if asked not in map(str, years):
        raise Http404
    return int(asked), years


def row(title, slug, answer):
    return [
        title,
        on_this_site(reverse("stories:detail", args=[slug])),
        compiled.HEADINGS[answer.kind],
        answer.words,
        answer.partner__name,
        f"{answer.person}, {answer.role}",
        timezone.localdate(answer.decided_at),
        answer.by_on or "",
        answer.done_on or "",
    ]
