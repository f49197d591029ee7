"""“Still correct?”: what the link in the letter opens. Opening it changes nothing; only the button does."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coproduction_site.private_links import private
from coproduction_site.without_cookies import opened_by_a_secret
from coproduction_site.workflow import versions
from partners.upkeep import still_correct as checking

OVER = 410


@opened_by_a_secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_correct(request, token):
    """A link that was used says thank you; one that opens nothing says how to sign in."""
    found = checking.opened(token)
    if found is None:
        return private(render(request, "partners/upkeep/still_correct_over.html", status=OVER))
    partner, user, is_open = found
    if not is_open:
        return private(render(request, "partners/upkeep/still_correct_done.html", {"partner": partner}))
    if request.method == "POST":
        try:
            checking.say_yes(partner, user, versions.posted(request.POST))
        except ValidationError as error:
            messages.error(request, error.message)
        return redirect(request.path)
    page = {"partner": partner, "facts": partner.facts()}
    return private(render(request, "partners/upkeep/still_correct.html", page))
