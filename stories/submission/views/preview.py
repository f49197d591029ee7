from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from stories.submission import drafts, preview, steps, walk
from stories.submission.views.questions import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def how_it_looks(request):
    """It suggests what to take out, and never stands in the way."""
    step = steps.named("look")
    draft = drafts.draft(walk.key(request))
    if draft is None:
        return walk.leads_away(request, None, step) or redirect("stories:write")
    away = walk.leads_away(request, draft, step)
    if away:
        return away
    said = refusal = ""
    if "take_out" in request.POST:
        try:
            said = preview.take_out(draft, request.POST["take_out"])
        except ValidationError as error:
            refusal = " ".join(error.messages)
        draft.refresh_from_db()
    elif request.method == "POST":
        drafts.keep(step, {}, draft.key, client_key(request))
        return walk.onwards(request, draft.key, step)
    context = walk.context(request, draft, step) | {
        "story": draft,
        "look": preview.look_of(draft),
        "said": said,
        "refusal": refusal,
        "crumbs": crumbs("How it will look"),
    }
    return render(request, "stories/submission/look.html", context)
