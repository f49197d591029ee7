"""People who asked to be rung, on the desk: whom, when, in which language, and that it is done."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.workflow.decide import press
from stories.models.calls import CallRequest

MOST, MOST_DONE = 100, 20


@admin.register(CallRequest)
class CallRequestAdmin(VerbsOnly, admin.ModelAdmin):
    """One list with everything on it, and one button for each."""

    permission = "stories.moderate_story"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="stories_callrequest_changelist"),
            path("<int:pk>/done/", view(done), name="stories_callrequest_done"),
            path("<int:pk>/again/", view(again), name="stories_callrequest_again"),
        ]


@require_safe
def overview(request):
    calls = _calls(request).open()[: MOST + 1]
    done_lately = _calls(request).done()[:MOST_DONE]
    screen = desk_page(request, "Calls to make", calls=calls, most=MOST, done_lately=done_lately)
    return render(request, "admin/stories/moderation/calls.html", screen)


@require_POST
def done(request, pk):
    call = get_object_or_404(_calls(request), pk=pk)
    answer = press(
        request, lambda: call.finish(request.user) or _says(call), lambda: _just_done(call, request.user)
    )
    if answer.refusal:
        messages.error(request, answer.refusal)
    return redirect("admin:stories_callrequest_changelist")


@require_POST
def again(request, pk):
    """Done was pressed in error."""
    call = get_object_or_404(_calls(request), pk=pk)
    answer = press(
        request,
        lambda: call.reopen() or _says_again(call),
        lambda: _says_again(call) if _calls(request).open().filter(pk=pk).exists() else "",
    )
    if answer.refusal:
        messages.error(request, answer.refusal)
    return redirect("admin:stories_callrequest_changelist")


def _says_again(call) -> str:
    return f"To ring again: {call}."


def _says(call) -> str:
    return f"Done: {call}. Was it an error? Find it below under “Done lately”. The number is deleted later by itself."


def _just_done(call, user) -> str:
    call.refresh_from_db()
    return _says(call) if call.done_by_id == user.pk else ""


def _calls(request):
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
    return CallRequest.objects.all()
