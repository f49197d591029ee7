"""In an emergency somebody who is no safeguarding lead opens a held story. Every lead is told at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from stories.models import Story, safeguarding
from stories.moderation import actions
from stories.moderation.decision_forms import GlassForm

DONE = "You can read this story for one hour. Every safeguarding lead was written to."


@require_http_methods(["GET", "HEAD", "POST"])
def view(request):
    if not request.user.has_perms(["stories.break_glass", "stories.moderate_story"]):
        raise PermissionDenied
    stories = Story.objects.exclude(held_at=None).order_by("-held_at", "-pk")
    data = request.POST if request.method == "POST" else kept(request)
    form = GlassForm(data, stories=stories)
    if request.method == "POST" and form.is_valid():
        story = form.cleaned_data["story"]
        actions.break_glass(story, request.user, form.cleaned_data["why"])
        messages.warning(request, DONE)
        return redirect("admin:stories_story_change", story.pk)
    context = {"form": form, "leads": safeguarding.leads()}
    page = desk_page(request, "Open a held story in an emergency", **context)
    return render(request, "admin/stories/moderation/break_glass.html", page)
