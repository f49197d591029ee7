from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.people import client_key
from stories import look, steps, telling
from stories.views import walking
from stories.views.telling import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def how_it_looks(request):
    """It suggests what to take out, and never stands in the way."""
    step = steps.named("look")
    draft = telling.draft(walking.key(request))
    if draft is None:
        return walking.leads_away(request, None, step) or redirect("stories:write")
    away = walking.leads_away(request, draft, step)
    if away:
        return away
    said = refusal = ""
    if "take_out" in request.POST:
        try:
            said = look.take_out(draft, request.POST["take_out"])
        except ValidationError as error:
            refusal = " ".join(error.messages)
        draft.refresh_from_db()
    elif request.method == "POST":
        telling.keep(step, {}, draft.key, client_key(request))
        return walking.onwards(request, draft.key, step)
    context = walking.context(request, draft, step) | {
        "story": draft,
        "look": look.look_of(draft),
        "said": said,
        "refusal": refusal,
        "crumbs": crumbs("How it will look"),
    }
    return render(request, "stories/look.html", context)
