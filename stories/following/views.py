from functools import partial

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.errors import kept
from coproduction_site.private_links import private
from coproduction_site.uploads import documents
from coproduction_site.uploads.serving import as_attachment
from stories.following import data_rights, edits, timeline
from stories.following.consent import ConsentForm
from stories.following.shown import shown_to_teller
from stories.models import Story, StoryEvent
from stories.submission.forms import CONSENT_WORDING, AnswerForm


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, token):
    story = _story(token)
    typed = request.POST or kept(request) or QueryDict()
    answer = AnswerForm(typed if "answer" in typed else None)
    disagree = edits.DisagreeForm(typed if "disagree" in typed else None)
    consent = ConsentForm(typed if "consent" in typed else None, story=story)
    verb = _verb(request.POST, story, answer, consent, disagree)
    if verb:
        _once(verb)
        return redirect(story.get_follow_url())
    context = {
        "story": story,
        "form": next((form for form in (consent, disagree) if form.is_bound), answer),
        "answer": answer,
        "consent": consent,
        "consent_changed": story.events.filter(kind=StoryEvent.Kind.CONSENT).last(),
        "disagree": disagree,
        "edits": edits.edits_of(story) if story.state == Story.State.WITH_TELLER else [],
        "moments": timeline.moments(story),
        "shown": shown_to_teller(story),
        "crumbs": [("Stories", reverse("stories:list")), ("Your story", "")],
    }
    return private(render(request, "stories/following/follow.html", context))


@require_safe
def download(request, token):
    """Everything that is held, for whoever has the key."""
    story = _story(token)
    answer = JsonResponse(
        data_rights.everything_held(story),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={
            "Content-Disposition": f'attachment; filename="story-{story.reference}.json"',
            "Cache-Control": "private, no-store",
        },
    )
    return private(answer)


@require_safe
def own_file(request, token, key):
    """A teller's own photo or document, for whoever has the key to their page."""
    story = _story(token)
    own = story.photos.filter(key=key).first()
    if own:
        return as_attachment(own.file, f"photo-{own.position}.webp", "image/webp")
    own = get_object_or_404(story.documents, key=key)
    return as_attachment(own.file, own.name, documents.content_type(own.file.name))


def _story(token):
    return get_object_or_404(Story.objects.sent().select_related("rung"), follow_token=token)


def _verb(pressed, story, answer, consent, disagree):
    """What the button asks for. None if none was pressed, or something in the boxes is not right yet."""
    if "withdraw" in pressed:
        return story.withdraw
    if "renew" in pressed:
        return partial(story.renew_consent, CONSENT_WORDING)
    if "agree" in pressed:
        return story.agree
    if "disagree" in pressed and disagree.is_valid():
        return partial(story.disagree, disagree.cleaned_data["disagree"])
    if "consent" in pressed and consent.is_valid():
        return consent.save
    if "answer" in pressed and answer.is_valid():
        return partial(story.answer, answer.cleaned_data["answer"])
    return None


def _once(verb) -> None:
    """Pressed twice, or after the matter was settled: the page says how it stands now."""
    try:
        verb()
    except (ValidationError, ObjectDoesNotExist):
        pass
