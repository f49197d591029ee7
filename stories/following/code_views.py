"""The reference with its four words: typed in to open a teller's page, made anew, and printed on a slip."""

from http import HTTPStatus

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.site_address import on_this_site
from coproduction_site.without_cookies import opened_by_a_secret
from stories.following.opening import NOT_TOGETHER, OpenForm
from stories.following.views import story_of
from stories.submission import words_once

STORIES = ("Stories", "/stories/")


@opened_by_a_secret
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request):
    """The words are in the body of the request alone: in no address and in no log."""
    form = OpenForm(request.POST or kept(request))
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    try:
        story = form.story(client_key(request))
    except TooMany:
        return _show(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    if story is None:
        form.add_error(None, NOT_TOGETHER)
        return _show(request, form)
    return private(redirect(story.get_follow_url()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request, token):
    """To print. New words end the older ones; they are shown to this browser alone."""
    story = story_of(token)
    if "hide" in request.POST:
        words_once.forget(request)
    elif request.method == "POST":
        words_once.remember(request, story, story.replace_words(_staff(request.user)))
    if request.method == "POST":
        return private(redirect("stories:slip", token))
    context = {
        "story": story,
        "code": words_once.of(request, story),
        "follow": on_this_site(story.get_follow_url()),
        "open": on_this_site(reverse("stories:open")),
        "crumbs": [STORIES, ("Your story", story.get_follow_url()), ("Your slip", "")],
    }
    return private(render(request, "stories/following/slip.html", context))


def _staff(user):
    """Who makes words for somebody else is written down. A teller who is signed in for a partner stays unnamed."""
    return user if user.has_perm("stories.moderate_story") else None


def _show(request, form, status=HTTPStatus.OK):
    context = {
        "form": form,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "crumbs": [STORIES, ("Open your story", "")],
    }
    return private(render(request, "stories/following/open.html", context, status=status))
