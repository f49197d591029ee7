"""For those who would rather talk: a number to ring, sent once however often the button is pressed."""

from http import HTTPStatus
from uuid import uuid4

from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.cache.page_cache import public_page
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.in_languages.catalogues import spoken
from coproduction_site.kept_once import kept_once
from coproduction_site.limits import TooMany
from coproduction_site.without_cookies import stamp_of, works_without_cookies
from stories.models.calls import ASKING, CallRequest
from stories.submission.call_forms import CallForm
from stories.submission.walk import crumbs


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def ring_me(request):
    data = request.POST or kept(request)
    form, key = (
        CallForm(data, initial={"language": spoken() or ""}),
        key_of((data or {}).get("key")) or uuid4(),
    )
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, key)
    try:
        kept_once(CallRequest, key, form.cleaned_data, limit=ASKING, visitor=client_key(request))
    except TooMany:
        return _show(request, form, key, HTTPStatus.TOO_MANY_REQUESTS)
    return redirect("stories:ring_me_thanks")


def _show(request, form, key, status=HTTPStatus.OK):
    is_too_many = status == HTTPStatus.TOO_MANY_REQUESTS
    context = {
        "form": form,
        "key": key,
        "stamp": stamp_of(key),
        "too_many": is_too_many,
        "crumbs": crumbs(_("Please ring me")),
    }
    return render(request, "stories/submission/ring_me.html", context, status=status)


@require_safe
@public_page
def ring_me_thanks(request):
    here = [*crumbs(_("Please ring me"))[:-1], (_("We will ring you"), "")]
    context = {"crumbs": here, "is_not_shared": True}
    return render(request, "stories/submission/ring_me_thanks.html", context)
