"""The one button for words that hint at danger: to the safeguarding leads, at once, as far as they are written."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.forms import key_of
from coproduction_site.in_languages.catalogues import spoken
from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.site_address import on_this_site
from stories.submission import disclosure, words_once
from stories.submission.checked import are_checked, ask_interpreter
from stories.submission.walk import crumbs

LINK_IS_SHOWN = timedelta(minutes=15)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send_now(request):
    """The key in the form is all that it needs: it works without a cookie, and from a page that was open for days.

    It answers with the page itself and forgets the story on this device, so that nobody who comes after can open it.
    """
    key = key_of(request.POST.get("key")) or uuid4()
    if request.method != "POST":
        return redirect("stories:start")
    if not are_checked(spoken()):
        return private(ask_interpreter(request, _fields(request), key))
    try:
        story = disclosure.send_now(key, request.POST, client_key(request))
    except TooMany:
        return _show(request, "send_now_again", HTTPStatus.TOO_MANY_REQUESTS, key=key)
    if story is None:
        return redirect("stories:start")
    if request.session.get("story") == str(key):
        del request.session["story"]
        words_once.forget(request)
    is_new = timezone.now() - story.held_at < LINK_IS_SHOWN
    follow = on_this_site(story.get_follow_url()) if is_new else ""
    return _show(request, "sent_now", follow=follow)


def _show(request, name, status=HTTPStatus.OK, **context):
    context["fields"] = _fields(request)
    context["crumbs"] = crumbs(_("Keeping you safe"))
    response = render(request, f"stories/submission/{name}.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return private(response)


def _fields(request) -> list[tuple[str, str]]:
    """Every word that came with the button, to go with it again."""
    return [(name, value) for name, values in request.POST.lists() if name != "key" for value in values]
