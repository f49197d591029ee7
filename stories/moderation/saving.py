"""Saving what stands in the boxes of the desk, before a decision or by itself."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from coproduction_site.workflow import versions
from coproduction_site.workflow.decide import MISSING
from stories.models import Story
from stories.moderation import photos

State = Story.State
EDITABLE = (State.WAITING, State.QUESTION, State.PUBLISHED)
ENDED = (State.DECLINED, State.WITHDRAWN)


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
    is_new = copy.changed_texts or copy.says_language or copy.changed_marks
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


@dataclass(frozen=True)
class Yes:
    """What somebody had said yes to before a button was pressed."""

    of_teller: bool
    first: bool
    decided_at: datetime | None

    @classmethod
    def of(cls, story):
        return cls(story.agreed_at is not None, story.first_yes_by is not None, story.decided_at)

    def lost(self, story) -> str:
        """In a sentence, for whoever pressed it. A decision that rests on a yes has not lost it."""
        now = Yes.of(story)
        if now.decided_at != self.decided_at or story.state in ENDED:
            return ""
        lost = []
        if self.of_teller and not now.of_teller:
            lost.append("The teller said yes to an earlier version: they have not seen this one.")
        if self.first and not now.first:
            lost.append("The first yes does not hold any more.")
        return " ".join(lost)


def _what_was_saved(copy) -> str:
    if copy.changed_texts:
        return "The public copy is saved."
    if copy.says_language:
        return "The language of the public words is saved."
    return "The marks are saved." if copy.changed_marks else "There was nothing new to save."
