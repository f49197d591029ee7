"""The two pages at the end: everything once more, with the button that sends it, and the thank-you."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from coproduction_site.without_cookies import works_without_cookies
from stories.submission import drafts, form_outline, steps, words_once
from stories.submission.checked import shown_when_checked
from stories.submission.consent_wording import HOW_LONG
from stories.submission.walk import Walk, crumbs, sent_of

LINK_IS_SHOWN = timedelta(minutes=15)


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
@shown_when_checked
def check(request):
    if request.method == "POST":
        return _press(request)
    walk = Walk.of(request)
    if walk.draft is None:
        return _thanks_again(walk) or walk.without_draft()
    return redirect(walk.next_open) if walk.first_open else _show(walk)


def _press(request):
    """The draft is read once, by what sends it."""
    try:
        walk = Walk(request, drafts.send(Walk.key_held(request), client_key(request)))
    except drafts.Unfinished as unfinished:
        return redirect(steps.to_change(unfinished.step))
    if walk.draft is None:
        return _thanks_again(walk) or walk.without_draft()
    walk.remember()
    words_once.make_first(request, walk.draft)
    return _thanks_again(walk) or redirect("stories:thanks")


def _thanks_again(walk):
    """For a browser that keeps nothing, the answer to its press is the page itself: for a quarter of an hour, so
    that pressing again loses nobody's link. No link that travels opens what is sent."""
    story = sent_of(walk.posted_key) if walk.request.is_let_in else None
    if story is None or timezone.now() - story.submitted_at > LINK_IS_SHOWN:
        return None
    walk.request.carried_key = None
    return _show_thanks(walk.request, story)


def _show(walk):
    context = {
        "walk": walk,
        "story": walk.draft,
        "groups": form_outline.answers(walk.draft),
        "back": walk.pages[-1].get_absolute_url(),
        "kept_until": walk.kept_until,
        "how_long": HOW_LONG,
        "is_asking": True,
    }
    return render(walk.request, "stories/submission/check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request):
    """Kept in the session until its teller says that others use this device too."""
    story = Walk.of_browser(request).sent
    if story is None:
        return redirect("stories:start")
    if request.method == "POST":
        del request.session["story"]
        words_once.forget(request)
        return redirect("stories:start")
    if story.state == story.State.WITHDRAWN:
        return redirect(story.get_follow_url())
    return _show_thanks(request, story)


def _show_thanks(request, story):
    context = {
        "walk": Walk(request, story),
        "story": story,
        "promised_on": _promised_on(story),
        "code": words_once.of(request, story),
        "follow": on_this_site(story.get_follow_url()),
        "crumbs": crumbs(_("Thank you")),
    }
    return render(request, "stories/submission/thanks.html", context)


def _promised_on(story):
    """The last day by which somebody will have read it. None when it waits no longer, or that day is past."""
    if story.state not in (story.State.WAITING, story.State.SAFEGUARDING):
        return None
    days = SiteSettings.objects.current().reply_promise_days
    day = timezone.localdate(story.submitted_at) + timedelta(days=days)
    return day if day >= timezone.localdate() else None
