"""What is done and what is not: each page of the walk with how it stands."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.submission.walk import Walk


@require_safe
def task_list(request):
    walk = Walk.of(request)
    if walk.draft is None:
        return walk.without_draft()
    context = {
        "walk": walk,
        "next": walk.was_left_at,
        "draft": walk.draft,
        "kept_until": walk.kept_until,
        "is_asking": True,
    }
    return render(request, "stories/submission/task_list.html", context)
