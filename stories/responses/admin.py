"""Answers of partners on the moderators' desk: what to read, whom to remind, which promises are due."""

from itertools import chain

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.errors import kept
from coproduction_site.workflow import versions
from stories.models import Response
from stories.models.publication import with_publications
from stories.responses import actions
from stories.responses.forms import GiveBackForm

MOST = 100
PUBLISHED = "The answer is on the website. The partner and the teller get a letter."
GIVEN_BACK = "The answer is back with the partner. They get your words."


@admin.register(Response)
class ResponseAdmin(VerbsOnly, admin.ModelAdmin):
    """Screens of our own: verbs decide, nothing is typed into a row."""

    permission = "stories.moderate_story"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="stories_response_changelist"),
            path("<int:pk>/change/", signed_in(view(check)), name="stories_response_change"),
            path("<int:pk>/remind/", view(remind), name="stories_response_remind"),
        ]


@require_safe
def overview(request):
    answers = _answers(request)
    lists = {
        "to_read": list(answers.to_read()[:MOST]),
        "awaited": list(answers.awaited()[:MOST]),
        "promises": list(answers.promises_due()[:MOST]),
    }
    with_publications(chain(*lists.values()))
    return render(
        request,
        "admin/stories/responses/answers.html",
        desk_page(request, "Answers of partners", **lists),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """Read it beside the story; publish it or give it back. Pressed twice, it is done once."""
    response = _answer(request, pk)
    words = request.POST or kept(request) or {}
    is_back = words.get("do") == "give_back"
    form = GiveBackForm(words) if is_back else GiveBackForm(initial={"reason": words.get("reason", "")})
    refusal = ""
    if request.method == "POST" and words.get("do") in ("publish", "give_back"):
        try:
            messages.success(request, _decide(request.user, response, form, words))
            return redirect("admin:stories_response_changelist")
        except ValidationError as error:
            response = _answer(request, pk)
            if _was_just_done(request.user, response, form, is_back):
                return redirect("admin:stories_response_changelist")
            refusal = " ".join(error.messages)
    screen = desk_page(request, "Read an answer", response=response, form=form, refusal=refusal)
    return render(request, "admin/stories/responses/answer.html", screen)


@require_POST
def remind(request, pk):
    response = get_object_or_404(_answers(request).awaited(), pk=pk)
    try:
        actions.remind(response, request.user)
        messages.success(request, f"{response.partner} gets a letter.")
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("admin:stories_response_changelist")


def _decide(user, response, form, words) -> str:
    if versions.posted(words) != response.version:
        raise ValidationError("This answer has changed since you opened it. Read it again first.")
    if words["do"] == "publish":
        actions.publish(response, user)
        return PUBLISHED
    if not form.is_valid():
        raise ValidationError("Say why it goes back. The partner needs to know.")
    actions.give_back(response, user, form.cleaned_data["reason"])
    return GIVEN_BACK


def _was_just_done(user, response, form, is_back) -> bool:
    """The second press finds what the first one did, by the same person and with the same words."""
    if response.decided_by_id != user.pk:
        return False
    if is_back:
        same = form.is_valid() and form.cleaned_data["reason"] == response.reason
        return response.state == Response.State.RETURNED and same
    return response.state == Response.State.PUBLISHED


def _answer(request, pk) -> Response:
    return with_publications([get_object_or_404(_answers(request), pk=pk)])[0]


def _answers(request):
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
    return Response.objects.of_public_stories().select_related("story", "partner", "sent_by")
