"""Going on another day: a letter with the way back, and the page that it leads to."""

from http import HTTPStatus

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.site_address import on_this_site
from coproduction_site.without_cookies import opened_by_a_secret, works_without_cookies
from stories.models import Story
from stories.submission import drafts
from stories.submission.later_forms import ComeBackForm
from stories.submission.walk import Walk


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def later(request):
    walk = Walk.of(request)
    if walk.draft is None:
        return redirect("stories:write")
    form = ComeBackForm(walk.data, initial={"email": walk.draft.email})
    if request.method != "POST" or not form.is_valid():
        return _show(walk, form)
    try:
        drafts.send_link(walk.draft, form.cleaned_data["email"], walk.visitor)
    except TooMany:
        return _show(walk, form, HTTPStatus.TOO_MANY_REQUESTS)
    walk.remember()
    return redirect("stories:later_sent")


def _show(walk, form, status=HTTPStatus.OK):
    context = {
        "walk": walk,
        "form": form,
        "draft": walk.draft,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "back": walk.was_left_at,
        "way_back": on_this_site(walk.draft.get_continue_url()),
        "kept_until": walk.kept_until,
        "is_asking": True,
    }
    return render(walk.request, "stories/submission/later.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
def later_sent(request):
    walk = Walk.of_browser(request)
    if walk.draft is None:
        return redirect("stories:write")
    context = {"walk": walk, "kept_until": walk.kept_until, "is_asking": True}
    return render(request, "stories/submission/later_sent.html", context)


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request, token):
    """Opened by a letter, and by whatever looks through letters for harm: only the button does something."""
    story = Story.objects.filter(return_token=token).first()
    walk, is_open = Walk(request, story), story is not None and drafts.can_be_gone_on_with(story)
    if is_open and request.method == "POST":
        walk.remember()
        return redirect(walk.was_left_at)
    return private(_show_the_way_back(walk, is_open))


def _show_the_way_back(walk, is_open):
    context = {
        "walk": walk,
        "story": walk.draft,
        "is_open": is_open,
        "kept_until": walk.kept_until,
        "draft_days": settings.DRAFT_STORY_DAYS,
        "is_asking": True,
    }
    status = HTTPStatus.OK if walk.draft else HTTPStatus.NOT_FOUND
    response = render(walk.request, "stories/submission/come_back.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
