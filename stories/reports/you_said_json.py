"""“You said, we did” of a year for programs, in files as long as those of its table."""

from django import forms
from django.http import Http404
from django.urls import reverse

from coproduction_site.for_others import licence_and_contact
from coproduction_site.site_address import on_this_site
from coproduction_site.structured_data import said
from partners.open_referral.parameters import Question, whole_number
from partners.open_referral.responses import open_data
from stories.reports import you_said as compiled
from stories.reports.you_said_views import further, places, row

KEYS = (
    *("you_said", "address", "answer", "words", "partner", "who"),
    *("answered_on", "by", "since"),
)


class OfYear(Question):
    year = whole_number("year", 2000, 9999)
    after = forms.CharField(required=False)

    def is_plain(self) -> bool:
        """A place is signed, so nobody can ask for it in endless ways."""
        return all(values == [str(self.cleaned_data[name])] for name, values in self.known)

    @property
    def known(self):
        return [(name, values) for name, values in self.data.lists() if name in self.fields]


@open_data(OfYear)
def answers(asked):
    years = compiled.years()
    year = asked.get("year", years[0])
    if year not in years:
        raise Http404("There is nothing from this year.")
    part = compiled.part(year, _place(asked.get("after")))
    rows = {"answers": [_answer(found) for found in part.rows]}
    return {"year": year} | licence_and_contact() | rows | _end(year, part)


def _answer(found) -> dict:
    return said(**dict(zip(KEYS, row(*found), strict=True)))


def _end(year, part) -> dict:
    """Where it goes on, or the numbers of the year, as at the end of the table."""
    if part.after:
        here = reverse("stories:you_said_json")
        return {"next": on_this_site(f"{here}?{further(year, part.after)}")}
    return {"numbers": [{"what": what, "number": str(n)} for what, n in compiled.numbers(year).rows]}


def _place(signed):
    try:
        return places.read(signed)
    except Http404:
        raise Http404("There is no such place. Follow “next”, or begin without “after”.") from None
