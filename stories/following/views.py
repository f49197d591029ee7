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
from coproduction_site.without_cookies import opened_by_a_secret
from coproduction_site.workflow.ask_once import unsure
from coproduction_site.workflow.versions import NOT_AS_SHOWN, Stale
from stories.following import actions, data_rights, edits, endings, timeline
from stories.following.consent import ConsentForm
from stories.following.forms import replies_to
from stories.following.own_words import own_words
from stories.following.retelling import RetellingForm
from stories.following.shown import shown_to_teller
from stories.models import Story, StoryEvent
from stories.models.shown import mark_of
from stories.submission.consent_wording import CONSENT_WORDING, HOW_LONG


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, token):
    story = story_of(token)
    data = request.POST or kept(request) or QueryDict()
    replies = replies_to(story, data)
    consent = ConsentForm(data if "consent" in data else None, story=story)
    retell = RetellingForm(data if "retell" in data else None, story=story)
    question = endings.before(request.POST, story, consent)
    asks = unsure(request, question) if question else None
    if asks:
        return private(asks)
    verb = _verb(request.POST, story, consent, retell)
    reply = next((replies[name] for name in replies if name in request.POST), None)
    if verb:
        _once(verb)
    if verb or (reply and _is_sent(reply, story)):
        return redirect(story.get_follow_url())
    return _page(request, story_of(token) if reply else story, replies, consent, retell)


@require_safe
def download(request, token):
    """Everything that is held, for whoever has the key."""
    story = story_of(token)
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
    story = story_of(token)
    own = story.photos.filter(key=key).first()
    if own:
        return as_attachment(own.file, f"photo-{own.position}.webp", "image/webp")
    own = get_object_or_404(story.documents, key=key)
    return as_attachment(own.file, own.name, documents.content_type(own.file.name))


def story_of(token):
    return get_object_or_404(Story.objects.sent().select_related("rung"), follow_token=token)


def _verb(data, story, consent, retell):
    """What a teller may always do, whatever the page showed. None if the button is another one."""
    if "withdraw" in data:
        return partial(actions.take_back, story)
    if "bring_back" in data:
        return partial(actions.bring_back, story)
    if "renew" in data:
        return partial(story.renew_consent, CONSENT_WORDING)
    if "consent" in data and consent.is_valid():
        return partial(actions.change_consent, story, consent)
    if "retell" in data and retell.is_valid():
        return retell.send
    return None


def _once(verb) -> None:
    """Pressed twice, or after the matter was settled: the page says how it stands now."""
    try:
        verb()
    except (ValidationError, ObjectDoesNotExist):
        pass


def _is_sent(reply, story) -> bool:
    """Also if it was sent before. If not, the form says why, with every word still in it."""
    if reply.was_sent(story):
        return True
    if not reply.is_valid():
        return False
    try:
        reply.send(story)
    except ValidationError:
        story = story_of(story.follow_token)
        if not reply.was_sent(story):
            reply.add_error(None, Stale(NOT_AS_SHOWN))
            return False
    return True


def _page(request, story, replies, consent, retell):
    bound = next((form for form in (consent, retell, *replies.values()) if form.is_bound), None)
    context = {
        "story": story,
        "form": bound or replies["answer"],
        "boxless": next(
            (reply for reply in replies.values() if reply.is_bound and not reply.has_box(story)), None
        ),
        "mark": mark_of(story),
        "consent": consent,
        "retell": retell,
        "consent_changed": story.events.filter(kind=StoryEvent.Kind.CONSENT).last(),
        "edits": edits.edits_of(story) if story.state == Story.State.WITH_TELLER else [],
        "moments": timeline.moments(story),
        "shown": shown_to_teller(story),
        "how_long": HOW_LONG,
        "crumbs": [("Stories", reverse("stories:list")), ("Your story", "")],
        **own_words(story),
        **replies,
    }
    return private(render(request, "stories/following/follow.html", context))
