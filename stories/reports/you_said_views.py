"""What partners did with what families said: a page and a table for each year."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.site_address import on_this_site
from coproduction_site.spreadsheets import BYTE_ORDER_MARK, harmless
from stories.reports import you_said as compiled

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


@public_page("year")
def you_said(request):
    year, years = _year(request)
    answers = compiled.answers(year)
    context = {
        "year": year,
        "years": years,
        "parts": compiled.by_heading(answers),
        "numbers": compiled.numbers(year),
        "fewest": compiled.FEWEST,
        "crumbs": [("Stories", reverse("stories:list")), ("You said, we did", "")],
    }
    return render(request, "stories/reports/you_said.html", context)


@public_page("year")
def table(request):
    year, _ = _year(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="you-said-we-did-{year}.csv"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for answer in compiled.answers(year):
        writer.writerow(harmless(cell) for cell in _row(answer))
    writer.writerow([])
    writer.writerows([*map(harmless, row)] for row in compiled.numbers(year).rows)
    return response


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
