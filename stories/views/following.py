from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction_site.errors import kept
from stories import telling
from stories.forms import AnswerForm
from stories.models import Story

# The address of the page is the key to it, so it is told to nobody. Stricter still ("no-referrer"),
# and browsers would send our own buttons without an origin, which the CSRF check refuses.
REFERRER_POLICY = "strict-origin"


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, token):
    story = get_object_or_404(Story.objects.sent().select_related("rung"), follow_token=token)
    form = AnswerForm(request.POST or kept(request))
    if request.method == "POST" and "withdraw" in request.POST:
        _once(story.withdraw)
        return redirect(story.get_follow_url())
    if request.method == "POST" and form.is_valid():
        _once(story.answer, form.cleaned_data["answer"])
        return redirect(story.get_follow_url())
    context = {
        "story": story,
        "form": form,
        "shown": telling.shown_to_teller(story),
        "crumbs": [("Stories", reverse("stories:list")), ("Your story", "")],
    }
    response = render(request, "stories/follow.html", context)
    response.headers["Referrer-Policy"] = REFERRER_POLICY
    return response


def _once(verb, *words) -> None:
    """Pressed twice, or after the matter was settled: the page says how it stands now."""
    try:
        verb(*words)
    except ValidationError:
        pass
