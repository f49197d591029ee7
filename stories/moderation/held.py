"""What stands first on the page of a held story, and what moderators read of one that came back."""

from stories.models import StoryEvent
from stories.models.safeguarding import is_lead


def shown_to(user, story, case, events) -> dict:
    """Leads see all of it. Whoever is here in an emergency sees why it is held, and by whom."""
    may_read = is_lead(user)
    return {
        "case": case,
        "is_lead": may_read,
        "notes": case.notes.select_related("by") if case and may_read else [],
        "earlier_cases": _earlier(story, case) if case and may_read else [],
        "glass_breaks": story.glass_breaks.select_related("by") if case and may_read else [],
        "told": story.told.select_related("written_by") if may_read else [],
        "alert": getattr(story, "alert", None) if may_read else None,
        "came_back": _came_back(events) if case is None else None,
    }


def _earlier(story, case):
    return story.cases.exclude(pk=case.pk).select_related("opened_by", "closed_by")


def _came_back(events) -> StoryEvent | None:
    released = [event for event in events if event.kind == StoryEvent.Kind.RELEASED]
    return released[-1] if released else None
