"""By the private link of their letter: what somebody sent to a partner, what came of it, and one word back."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coproduction_site.errors import kept
from coproduction_site.private_links import private
from coproduction_site.without_cookies import opened_by_a_secret
from partners.models.answers_once import WRITTEN_BACK
from partners.upkeep import visitors
from partners.upkeep.visitor_forms import WriteBackForm


@opened_by_a_secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def heard(request, token):
    """Whoever has written back sees what they wrote. Other words than those that are kept are not lost."""
    row = visitors.told_by(token)
    if row is None:
        raise Http404
    form = WriteBackForm(request.POST or kept(request))
    if request.method == "POST" and form.is_valid():
        if _is_written(row, form.cleaned_data["words"]):
            return redirect(request.path)
        form.add_error(None, WRITTEN_BACK)
    page = {"row": row, "partner": row.partner, "form": form}
    return private(render(request, "partners/upkeep/heard.html", page))


def _is_written(row, text: str) -> bool:
    """Now, or by the press before with the same words."""
    try:
        visitors.write_back(row, text)
    except ValidationError:
        row.refresh_from_db()
        return row.reply == text
    return True
