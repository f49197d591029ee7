"""Going on another day: a letter with the way back, and the page that it leads to."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.private_links import private
from stories.models import Story
from stories.submission import drafts, steps, walk
from stories.submission.later_forms import ComeBackForm
from stories.submission.views.questions import TOO_MANY, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def later(request):
    draft = drafts.draft(walk.key(request))
    if draft is None:
        return redirect("stories:write")
    form = ComeBackForm(request.POST or kept(request), initial={"email": draft.email})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            drafts.send_link(draft, form.cleaned_data["email"], client_key(request))
            walk.remember(request, draft.key)
            return redirect("stories:later_sent")
        except drafts.TooMany:
            status = TOO_MANY
    context = {
        "form": form,
        "draft": draft,
        "too_many": status == TOO_MANY,
        "next": steps.first_open(draft),
        "kept_until": drafts.kept_until(draft),
        "crumbs": crumbs("Come back later"),
    }
    return render(request, "stories/submission/later.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
def later_sent(request):
    draft = drafts.draft(walk.session_key(request))
    if draft is None:
        return redirect("stories:write")
    context = {"kept_until": drafts.kept_until(draft), "crumbs": crumbs("Come back later")}
    return render(request, "stories/submission/later_sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request, token):
    """Opened by a letter, and by whatever looks through letters for harm: only the button does something."""
    story = Story.objects.filter(return_token=token).first()
    if story and request.method == "POST" and drafts.can_be_gone_on_with(story):
        walk.remember(request, story.key)
        first = steps.first_open(story)
        return redirect(first or "stories:check")
    context = {
        "story": story,
        "is_open": story is not None and drafts.can_be_gone_on_with(story),
        "kept_until": drafts.kept_until(story) if story else None,
        "draft_days": settings.DRAFT_STORY_DAYS,
        "crumbs": crumbs("Come back to your story"),
    }
    response = render(
        request, "stories/submission/come_back.html", context, status=200 if story else 404
    )
    response.headers["Cache-Control"] = "private, no-store"
    return private(response)
