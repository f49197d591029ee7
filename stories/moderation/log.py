"""Who opened, took out, erased and let in: the lines of the log, from where each is kept.

About a story that is held only leads read a line, as they alone know that it is held. Of a story that was erased the
lines go with it; that it was erased stays.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.db.models import F, Q, QuerySet, Value

from coproduction_site.models import User
from coproduction_site.rights import actions as rights
from stories.models import StoryEvent
from stories.models.safeguarding import is_lead

LONG = 50
Kind = StoryEvent.Kind
OPENED, TAKEN_OUT = [Kind.OPENED, Kind.UNFOLDED, Kind.GLASS], [Kind.EXPORTED]
STORIES = Q(content_type__app_label="stories", content_type__model="story")
RIGHTS = Q(change_message__startswith=rights.HANDED_OUT) | Q(change_message__startswith=rights.ERASED)
PEOPLE = Q(content_type__app_label="coproduction_site", content_type__model="user")
NONE = Q(pk__in=[])


@dataclass(frozen=True)
class What:
    """A choice of the screen: which events of stories, and which lines of the admin."""

    label: str
    events: list
    entries: Q


WHAT = {
    "opened": What("Opened", OPENED, NONE),
    "taken_out": What("Taken out of the site", TAKEN_OUT, (STORIES | RIGHTS) & Q(action_flag=CHANGE)),
    "erased": What("Erased or deleted", [], Q(action_flag=DELETION)),
    "people": What("People and their roles", [], PEOPLE & ~RIGHTS),
    "other": What(
        "Everything else in the admin", [], ~(STORIES | RIGHTS | PEOPLE | Q(action_flag=DELETION))
    ),
}
ALL = What("Everything", OPENED + TAKEN_OUT, Q())


@dataclass(frozen=True)
class Line:
    at: datetime
    by: User
    text: str
    about: str


def lines(reader, what: str, by, page: int) -> tuple[list[Line], bool]:
    """One page of lines, the newest first, and whether there are older ones."""
    chosen = WHAT.get(what, ALL)
    found = _sources(chosen, reader, by)
    rows = list(found[(page - 1) * LONG : page * LONG + 1])
    return _read(rows[:LONG]), len(rows) > LONG


def _sources(chosen, reader, by) -> QuerySet:
    events = _events(chosen, reader)
    entries = LogEntry.objects.filter(chosen.entries)
    if by is not None:
        events, entries = events.filter(by=by), entries.filter(user=by)
    columns = ("moment", "source", "key")
    told = events.order_by().annotate(moment=F("at"), source=Value("event"), key=F("pk"))
    noted = entries.order_by().annotate(moment=F("action_time"), source=Value("entry"), key=F("pk"))
    return told.values(*columns).union(noted.values(*columns), all=True).order_by("-moment", "-key")


def _events(chosen, reader) -> QuerySet:
    events = StoryEvent.objects.filter(kind__in=chosen.events)
    return events if is_lead(reader) else events.filter(story__held_at=None).exclude(kind=Kind.GLASS)


def _read(rows) -> list[Line]:
    events = StoryEvent.objects.select_related("by", "story").in_bulk(_keys(rows, "event"))
    entries = LogEntry.objects.select_related("user", "content_type").in_bulk(_keys(rows, "entry"))
    return [
        _of_event(events[row["key"]]) if row["source"] == "event" else _of_entry(entries[row["key"]])
        for row in rows
        if row["key"] in (events if row["source"] == "event" else entries)
    ]


def _keys(rows, source) -> list[int]:
    return [row["key"] for row in rows if row["source"] == source]


def _of_event(event) -> Line:
    return Line(event.at, event.by, event.get_kind_display(), f"Story {event.story.reference}")


def _of_entry(entry) -> Line:
    return Line(entry.action_time, entry.user, entry.get_change_message(), _about(entry))


def _about(entry) -> str:
    """Of a row of stories, nothing but what kind of row it is: its name may be a title."""
    kind = entry.content_type.name if entry.content_type else ""
    name = "" if entry.content_type and entry.content_type.app_label == "stories" else entry.object_repr
    return f"{kind}: {name}".strip(": ").capitalize() if not name else f"{kind.capitalize()}: {name}"
