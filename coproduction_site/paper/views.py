"""A sheet as it is handed out, and what stands there if it cannot be made."""

from django.http import HttpResponse
from django.shortcuts import render

from coproduction_site.context import settings_of_this_site
from coproduction_site.paper.making import NotMade, made
from coproduction_site.paper.sheets import Sheet

AWAY = 503


def handed_out(request, sheet: Sheet):
    """Under `@public_page` it is kept like any page, for as long as nothing public changes."""
    try:
        file = made(sheet, settings_of_this_site())
    except NotMade:
        return render(request, "paper/not_made.html", {"sheet": sheet}, status=AWAY)
    response = HttpResponse(file, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}.pdf"'
    return response
