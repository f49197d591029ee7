"""People who asked to be rung, on the desk: whom, when, in which language, and that it is done."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from coproduction_site.admin_tools import VerbsOnly, desk_page
from stories.models.calls import CallRequest

MOST = 100


@admin.register(CallRequest)
class CallRequestAdmin(VerbsOnly, admin.ModelAdmin):
    """One list with everything on it, and one button for each."""

    permission = "stories.moderate_story"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="stories_callrequest_changelist"),
            path("<int:pk>/done/", view(done), name="stories_callrequest_done"),
        ]


@require_safe
def overview(request):
    calls = _calls(request).open()[: MOST + 1]
    screen = desk_page(request, "Calls to make", calls=calls, most=MOST)
    return render(request, "admin/stories/moderation/calls.html", screen)


@require_POST
def done(request, pk):
    call = get_object_or_404(_calls(request), pk=pk)
    try:
        call.finish(request.user)
        messages.success(request, f"Done: {call}. The number is deleted later by itself.")
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("admin:stories_callrequest_changelist")


def _calls(request):
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
    return CallRequest.objects.all()
