"""Answers of partners on the moderators' desk: what to read, whom to remind, which promises are due."""

from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction_site.accounts import box_labels
from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.finder.highlights import details_in
from coproduction_site.workflow.decide import Decision, Screen
from partners.members.people import members_of
from partners.models.known_names import known_to_everybody
from stories.models import Response
from stories.models.publication import with_publications
from stories.responses import actions
from stories.responses.forms import GiveBackForm

IN_A_LIST, DIGITS = 20, 5  # Of the number of a page.
PUBLISH = Decision(
    name="publish",
    verb=actions.publish,
    done="The answer is on the website. The partner and the teller get a letter.",
    to=Response.State.PUBLISHED,
)
GIVE_BACK = Decision(
    name="give_back",
    verb=actions.give_back,
    done="The answer is back with the partner. They get your words.",
    to=Response.State.RETURNED,
    form=GiveBackForm,
    missing="Say why it goes back. The partner needs to know.",
)
DECISIONS = [PUBLISH, GIVE_BACK]


class AnswerScreen(Screen):
    stale = "This answer has changed since you opened it. Read it again first."


@admin.register(Response)
class ResponseAdmin(VerbsOnly, admin.ModelAdmin):
    """Screens of our own: verbs decide, nothing is typed into a row."""

    permission = "stories.moderate_story"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="stories_response_changelist"),
            path(
                "<int:pk>/change/",
                signed_in(view(check), box_labels.of(GiveBackForm)),
                name="stories_response_change",
            ),
            path("<int:pk>/remind/", view(remind), name="stories_response_remind"),
        ]


@dataclass(frozen=True)
class Some:
    """Answers of one list, and the numbers of the pages before and behind them, 0 if there is none."""

    rows: list[Response]
    before: int
    behind: int


def _some_of(answers, asked: str | None) -> Some:
    """The oldest first, so that what is shown without asking is what waits for longest."""
    page = max(int(asked[:DIGITS]), 1) if asked and asked.isdecimal() else 1
    start = (page - 1) * IN_A_LIST
    found = list(answers[start : start + IN_A_LIST + 1])
    return Some(found[:IN_A_LIST], page - 1, page + 1 if len(found) > IN_A_LIST else 0)


@require_safe
def overview(request):
    answers = _answers(request)
    lists = {
        "to_read": _some_of(answers.to_read(), request.GET.get("to_read")),
        "awaited": _some_of(answers.awaited(), request.GET.get("awaited")),
        "promises": _some_of(answers.promises_due(), request.GET.get("promises")),
    }
    with_publications(chain(*(some.rows for some in lists.values())))
    return render(
        request,
        "admin/stories/responses/answers.html",
        desk_page(request, "Answers of partners", answer_days=settings.ANSWER_DAYS, **lists),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """Read it beside the story; publish it or give it back."""
    screen = AnswerScreen(request, lambda: _answer(request, pk), DECISIONS)
    if screen.is_done():
        return redirect("admin:stories_response_changelist")
    page = {"form": screen.form_of(GIVE_BACK), "refusal": screen.refusal, **_leaving(screen.row)}
    return render(
        request, "admin/stories/responses/answer.html", desk_page(request, "Read an answer", **page)
    )


def _leaving(response) -> dict:
    """What goes out when it is published, with the likely details of its words."""
    return {
        "response": response,
        "as_it_will_look": [response],
        "details": details_in([response.words, response.owner], known_to_everybody()),
        "readers": members_of(response.partner).count(),
    }


@require_POST
def remind(request, pk):
    response = get_object_or_404(_answers(request).awaited(), pk=pk)
    try:
        actions.remind(response, request.user)
        messages.success(request, f"{response.partner} gets a letter.")
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("admin:stories_response_changelist")


def _answer(request, pk) -> Response:
    return with_publications([get_object_or_404(_answers(request), pk=pk)])[0]


def _answers(request):
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
    return Response.objects.of_public_stories().select_related("story", "partner", "sent_by")
