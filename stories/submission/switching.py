"""Another language in the middle of a page: what is typed is kept first, and the same page comes in that language."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils import translation

from coproduction_site.in_languages.catalogues import live
from coproduction_site.in_languages.known import ENGLISH

SWITCH = (
    "in"  # The name of the buttons. None of them is the first of its form, so Enter never presses one.
)


def asked_in(request) -> str:
    """As `gettext` calls the language of the button. Empty if none was pressed that there is."""
    code = request.POST.get(SWITCH, "")
    if code == ENGLISH:
        return settings.LANGUAGE_CODE
    return code if code in live() else ""


def same_page(step, code: str, is_change: bool):
    with translation.override(code):
        address = step.get_absolute_url()
    return redirect(f"{address}?change" if is_change else address)
