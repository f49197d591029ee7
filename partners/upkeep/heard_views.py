"""By the private link of their letter: what somebody sent to a partner, what came of it, and one word back."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coproduction_site.errors import kept
from coproduction_site.private_links import private
from coproduction_site.without_cookies import opened_by_a_secret
from partners.upkeep import visitors
from partners.upkeep.visitor_forms import WriteBackForm


@opened_by_a_secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def heard(request, token):
    """Whoever has written back sees what they wrote. The second of two presses finds the first one done."""
    row = visitors.told_by(token)
    if row is None:
        raise Http404
    form = WriteBackForm(request.POST or kept(request))
    if request.method == "POST" and (row.has_replied or form.is_valid()):
        _write_back(row, form)
        return redirect(request.path)
    page = {"row": row, "partner": row.partner, "form": form}
    return private(render(request, "partners/upkeep/heard.html", page))


def _write_back(row, form) -> None:
    """Of two that were sent at once, the page shows the one that is kept."""
    try:
        if not row.has_replied:
            visitors.write_back(row, form.cleaned_data["words"])
    except ValidationError:
        return
