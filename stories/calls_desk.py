"""People who asked to be rung, on the desk: whom, when, in which language, and that it is done."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from stories.calls import CallRequest

MOST = 100


@admin.register(CallRequest)
class CallRequestAdmin(admin.ModelAdmin):
    """One list with everything on it, and one button for each."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="stories_callrequest_changelist"),
            path("<int:pk>/done/", view(done), name="stories_callrequest_done"),
        ]

    def has_module_permission(self, request):
        return request.user.has_perm("stories.moderate_story")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("stories.moderate_story")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@require_safe
def overview(request):
    calls = _calls(request).open()[: MOST + 1]
    screen = {**admin.site.each_context(request), "title": "Calls to make", "calls": calls, "most": MOST}
    return render(request, "admin/stories/calls.html", screen)


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
