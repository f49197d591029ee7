"""Saving what stands in the boxes of the desk, before a decision or by itself."""

from django.core.exceptions import ValidationError

from coproduction_site.workflow import versions
from stories.models import Story, StoryEvent
from stories.moderation import photos

State = Story.State
EDITABLE = (State.WAITING, State.QUESTION, State.SAFEGUARDING, State.PUBLISHED)
MISSING = "Something is missing. Look at the words in red."


def saved_for(pressed, form, story, copy, user) -> str:
    """Save what the decision rests on. Raises ValidationError with a sentence, and then saves nothing."""
    if form is not None and not form.is_valid():
        raise ValidationError(MISSING)
    if story.state not in EDITABLE and pressed is not None:
        story.version = versions.posted(copy.data)  # Also here the page may be out of date.
        return ""
    is_needed = pressed is None or pressed.needs_copy
    return save(story, copy, user) if is_needed or has_changed(copy) else ""


def has_changed(copy) -> bool:
    is_new = copy.changed_texts or copy.changed_marks
    return bool(is_new) or photos.have_changed(copy.instance, copy.data)


def save(story, copy, user) -> str:
    if story.state not in EDITABLE:
        raise ValidationError(
            f"This cannot be done now: the story is “{story.get_state_display().lower()}”."
        )
    if not copy.is_valid():
        raise ValidationError(copy.non_field_errors() or "The public copy needs another look.")
    copy.save()
    if copy.changed_texts:
        story.note_edited(user)
    if copy.changed_marks:
        story.mark(user, **copy.marks)
    if photos.save(story, copy.data, user) and not copy.changed_texts:
        return "The words of the photos are saved."
    return _what_was_saved(copy)


def was_just_done(user, pressed, form, story) -> bool:
    """A button pressed twice: the second press finds it done, by the same person and with the same words."""
    passing = [StoryEvent.Kind.OPENED, StoryEvent.Kind.INVITED]
    last = story.events.exclude(kind__in=passing).last()
    if pressed is None or last.by_id != user.pk or last.kind != pressed.event:
        return False
    data = form.cleaned_data if form and form.is_valid() else {}
    if last.kind == StoryEvent.Kind.TOLD:
        return story.told.filter(written_by=user, who=data.get("who"), how=data.get("how")).exists()
    return _tells_the_same(last, story, data)


def _tells_the_same(event, story, data) -> bool:
    if "to" in data:
        return story.claimed_by == data["to"]
    if event.reason:
        return (event.reason, event.words) == (data.get("reason"), data.get("words"))
    return not data or event.words == (data.get("question") or data.get("reason"))


def _what_was_saved(copy) -> str:
    if copy.changed_texts:
        return "The public copy is saved."
    return "The marks are saved." if copy.changed_marks else "There was nothing new to save."
