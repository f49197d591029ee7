"""Another language in the middle of a page: what is typed is kept first, and the same page comes in that language."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils import translation

from coproduction_site.in_languages.catalogues import live
from coproduction_site.in_languages.known import ENGLISH

SWITCH = (
    "in"  # The name of the buttons. None of them is the first of its form, so Enter never presses one.
)


def leads_to(request, step, is_change: bool):
    """To this page in the language of the button; with the other button, to the page for later."""
    code = request.POST.get(SWITCH, "")
    if code not in (ENGLISH, *live()):
        return redirect("stories:later")
    with translation.override(settings.LANGUAGE_CODE if code == ENGLISH else code):
        address = step.get_absolute_url()
    return redirect(f"{address}?change" if is_change else address)
