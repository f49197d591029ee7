"""“Did this page help?”, its thanks, and what was done about it."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import uuid4

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.cache.page_cache import public_page
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.limits import TooMany
from coproduction_site.without_cookies import stamp_of, works_without_cookies
from pages.feedback import actions
from pages.feedback.forms import PageFeedbackForm
from pages.feedback.models import SiteChange
from pages.feedback.pages_asked import is_asked

MOST = 50


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def helped(request):
    """The key goes with the form, so that the same form sent twice is kept once."""
    path, data = _page(request), request.POST or kept(request)
    form, key = PageFeedbackForm(data), key_of((data or {}).get("key")) or uuid4()
    context = {"form": form, "key": key, "stamp": stamp_of(key), "about": path}
    context["crumbs"] = [("Did this page help?", "")]
    if request.method != "POST" or not form.is_valid():
        return render(request, "pages/feedback/helped.html", context)
    try:
        actions.keep(path, form.answers, key, client_key(request))
    except TooMany:
        context |= {"too_many": True}
        status = HTTPStatus.TOO_MANY_REQUESTS
        return render(request, "pages/feedback/helped.html", context, status=status)
    return redirect(f"{reverse('pages:helped_thanks')}?{urlencode({'page': path})}")


@require_safe
def thanks(request):
    context = {"about": _page(request), "crumbs": [("Thank you", "")]}
    return render(request, "pages/feedback/thanks.html", context)


@public_page
def what_we_did(request):
    context = {
        "changes": SiteChange.objects.listed()[:MOST],
        "crumbs": [("What you said about this site", "")],
    }
    return render(request, "pages/feedback/what_we_did.html", context)


def _page(request) -> str:
    """The page that is asked about. Of any other address nothing is asked and nothing kept."""
    path = request.GET.get("page", "")
    if not is_asked(path):
        raise Http404
    return path
