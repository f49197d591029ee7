"""What all pages of telling share: whose story it is, where they lead, and how far it is."""

from uuid import UUID, uuid4

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from coproduction_site.errors import kept
from coproduction_site.form_keys import key_of
from stories.submission import drafts, steps

RETURN = (
    "return"  # Sent by our own forms when an answer is changed from the check page; never an address.
)


def key(request) -> UUID | None:
    """It goes with the form, so that the same form sent twice is the same story, also without a cookie."""
    return posted_key(request) or session_key(request)


def posted_key(request) -> UUID | None:
    return key_of((request.POST or kept(request) or {}).get("key"))


def session_key(request) -> UUID | None:
    return key_of(request.session.get("story"))


def remember(request, key) -> None:
    request.session["story"] = str(key)


def leads_away(request, draft, step):
    """Nobody skips a question by its address. What was typed is never turned away by this."""
    typed = request.POST or kept(request)
    if draft is None and typed:
        return redirect("stories:thanks") if drafts.sent(key(request)) else None
    if draft is None and step != steps.FIRST:
        return redirect("stories:thanks" if drafts.sent(session_key(request)) else "stories:write")
    if draft is None:
        return None
    if step not in steps.of(draft):
        return redirect(next_open(draft))
    first = steps.first_open(draft)
    if first and not typed and _is_before(first, step):
        return redirect(first)
    return None


def onwards(request, key, step):
    """To the next page; to the check page, if that is where the answer was changed from."""
    draft = drafts.draft(key)
    if draft is None:
        return redirect("stories:thanks")
    first = steps.first_open(draft)
    if is_change(request):
        return redirect(next_open(draft))
    following = next((each for each in steps.of(draft) if _is_before(step, each)), None)
    if first and (following is None or _is_before(first, following)):
        return redirect(first)
    return redirect(following or "stories:check")


def next_open(draft) -> str:
    """The page that misses something, and from there back to the check; the check, if none does."""
    first = steps.first_open(draft)
    return to_change(first) if first else reverse("stories:check")


def to_change(step) -> str:
    return f"{step.get_absolute_url()}?change"


def is_change(request) -> bool:
    typed = request.POST or kept(request)
    return RETURN in typed if typed else "change" in request.GET


def context(request, draft, step) -> dict:
    """Progress, the way back and how long it is kept: what templates/stories/submission/step.html shows around a question."""
    walk = steps.of(draft)
    asking = [each for each in walk if each.is_question]
    return {
        "step": step,
        "number": asking.index(step) + 1 if step in asking else None,
        "total": len(asking),
        "back": _back(request, draft, walk, step),
        "is_change": is_change(request),
        "key": draft.key if draft else (posted_key(request) or uuid4()),
        "draft_days": settings.DRAFT_STORY_DAYS,
        "kept_until": drafts.kept_until(draft) if draft else None,
    }


def _back(request, draft, walk, step) -> str:
    if is_change(request):
        return reverse("stories:check")
    if step in walk[1:]:
        return walk[walk.index(step) - 1].get_absolute_url()
    began_in_pictures = bool(draft and draft.pictures)
    if step == steps.PICTURES and draft and not began_in_pictures:
        return steps.that_asks("happened").get_absolute_url()
    if step != steps.PICTURES and began_in_pictures:
        return steps.PICTURES.get_absolute_url()
    return reverse("stories:start")


def _is_before(one, other) -> bool:
    return steps.STEPS.index(one) < steps.STEPS.index(other)
