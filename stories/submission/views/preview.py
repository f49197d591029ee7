"""How the story will look: it suggests what to take out, and never stands in the way."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.without_cookies import works_without_cookies
from stories.submission import drafts, preview, steps
from stories.submission.walk import Walk


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def how_it_looks(request):
    step, walk = steps.named("look"), Walk.of(request)
    away = walk.leads_away(step)
    if away or walk.draft is None:
        return away or redirect("stories:write")
    if "take_out" in request.POST:
        return _show(walk, step, **_take_out(walk.draft, request.POST["take_out"]))
    if request.method == "POST":
        draft = drafts.keep(step, {}, walk.key, walk.visitor, left_at=walk.will_be_at(step))
        return Walk(request, draft).onwards(step) if draft else redirect("stories:thanks")
    return _show(walk, step)


def _take_out(draft, detail) -> dict:
    """What the page says about it: what stands there now, or why nothing was changed."""
    try:
        return {"now_says": preview.take_out(draft, detail)}
    except ValidationError as error:
        return {"refusal": error.message}
    finally:
        draft.refresh_from_db()


def _show(walk, step, **message):
    context = walk.context(step) | {
        "story": walk.draft,
        "look": preview.look_of(walk.draft),
    }
    return render(walk.request, "stories/submission/look.html", context | message)
