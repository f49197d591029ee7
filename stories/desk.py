"""One story on the moderators' desk: read it, put the public copy right, decide.

Everything on the screen is one form, so that whichever button is pressed, nothing typed is lost.
"""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.errors import kept
from stories import decisions
from stories.desk_forms import PublicCopyForm
from stories.highlights import reading_of
from stories.models import Story, StoryEvent
from stories.taking_out import TakeOutForm

JUST_CAME_BACK = "desk_came_back_to"
EDITABLE = (Story.State.WAITING, Story.State.QUESTION, Story.State.SAFEGUARDING, Story.State.PUBLISHED)


@require_http_methods(["GET", "POST"])
def moderate(request, pk):
    story = _readable(request, pk)
    copy = PublicCopyForm(request.POST or None, instance=story)
    taking_out = TakeOutForm.pressed(request.POST)
    if taking_out is not None:
        return _take_out(request, story, copy, taking_out)
    pressed = decisions.BY_NAME.get(request.POST.get("do"))
    form = pressed and pressed.form_for(request.POST, is_pressed=True)
    refusal = ""
    if request.method == "POST":
        try:
            messages.success(request, _do(request, story, copy, pressed, form))
            return _back_to(request, story)
        except ValidationError as error:
            if not copy.changed_texts and _was_just_done(request.user, pressed, form, story):
                return _back_to(request, story)
            refusal = " ".join(error.messages)
            copy = copy.shown_again()
    elif kept(request) is None:
        _note_opening(request, story)
    return render(request, "admin/stories/moderate.html", _screen(request, copy, pressed, form, refusal))


@require_safe
def preview(request, pk):
    """The public page, made by the public template, of a story that the public may not see yet."""
    story = _readable(request, pk)
    return render(request, "stories/detail.html", {"story": story, "is_preview": True})


def _readable(request, pk):
    stories = Story.objects.readable_by(request.user).select_related("rung", "claimed_by")
    return get_object_or_404(stories, pk=pk)


@transaction.atomic
def _do(request, story, copy, pressed, form) -> str:
    """Save what is new in the boxes, then do what was pressed: both, or neither with a sentence."""
    if form is not None and not form.is_valid():
        raise ValidationError("Something is missing. Look at the words in red.")
    said = ""
    if copy.changed_texts or pressed not in (decisions.CLAIM, decisions.HAND_BACK):
        said = _save(story, copy, request.user)
    if pressed is None:
        return said
    pressed.verb(story, request.user, **(form.cleaned_data if form else {}))
    return pressed.done


def _take_out(request, story, copy, taking_out):
    """Answers with the screen itself, so that a question half written further down is still there."""
    said = refusal = ""
    try:
        said = _save_without(story, copy, taking_out, request.user)
        copy = PublicCopyForm(instance=_readable(request, story.pk))
        taking_out = TakeOutForm.filled(request.POST if "take_out" in request.POST else {})
    except ValidationError as error:
        refusal = " ".join(error.messages)
        copy = copy.shown_again()
    screen = _screen(request, copy, None, None, refusal)
    return render(
        request, "admin/stories/moderate.html", screen | {"taking_out": taking_out, "taken_out": said}
    )


@transaction.atomic
def _save_without(story, copy, taking_out, user) -> str:
    """Pressed twice, the second press finds nothing new and refuses nothing."""
    said = taking_out.apply_to(copy)
    if copy.changed_texts:
        _save(story, copy, user)
    return said


def _was_just_done(user, pressed, form, story) -> bool:
    """A button pressed twice: the second press finds it done, by the same person and with the same words."""
    last = story.events.exclude(kind=StoryEvent.Kind.OPENED).last()
    if pressed is None or last.by_id != user.pk or last.kind != pressed.event:
        return False
    words = list(form.cleaned_data.values())[-1] if form and form.is_valid() else ""
    return words in last.words


def _save(story, copy, user) -> str:
    if story.state not in EDITABLE:
        raise ValidationError(
            f"This cannot be done now: the story is “{story.get_state_display().lower()}”."
        )
    if not copy.is_valid():
        raise ValidationError(copy.non_field_errors() or "The public copy needs another look.")
    if not copy.changed_texts:
        return "There was nothing new to save."
    copy.save()
    story.note_edited(user)
    return "The public copy is saved."


def _back_to(request, story):
    """To the story again, or to the queue if it is not theirs to read any more."""
    if Story.objects.readable_by(request.user).filter(pk=story.pk).exists():
        request.session[JUST_CAME_BACK] = story.pk
        return redirect("admin:stories_story_change", story.pk)
    return redirect("admin:stories_story_changelist")


def _note_opening(request, story) -> None:
    """Once for each opening: coming back after a button is the same opening."""
    if request.session.pop(JUST_CAME_BACK, None) != story.pk:
        story.note_opened(request.user)


def _screen(request, copy, pressed, form, refusal) -> dict:
    story = _readable(request, copy.instance.pk)
    words = kept(request)
    typed = request.POST or words
    if words is not None:
        copy = PublicCopyForm.filled(words, story)
    open_now = [each for each in decisions.DECISIONS if each.is_open_to(story, request.user)]
    offers = [
        (each, form if each is pressed else each.form_for(typed), each is pressed) for each in open_now
    ]
    return {
        **admin.site.each_context(request),
        "title": story.title,
        "story": story,
        "copy": copy,
        "reading": reading_of(copy),
        "taking_out": TakeOutForm.filled(typed or {}),
        "is_editable": story.state in EDITABLE,
        "offers": offers,
        **_reader(story, request.user),
        "refusal": refusal,
        "lost_form": form if pressed not in [*open_now, None] else None,
        "events": story.events.select_related("by"),
    }


def _reader(story, user) -> dict:
    if story.state != Story.State.WAITING:
        return {}
    return {
        "claim": decisions.CLAIM if story.claimed_by is None else None,
        "hand_back": decisions.HAND_BACK if story.claimed_by else None,
    }
