"""What stands on the screen of one story: for reading, for deciding, and about who else is there."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone

from coproduction_site.errors import kept
from coproduction_site.models import UrgentNumber
from stories.finder.highlights import reading_of
from stories.models import Story, publishing, safeguarding
from stories.models.cases import case_of
from stories.moderation import decisions, held, photos
from stories.moderation.desk import Desk
from stories.moderation.forms import COPY, ScreenForm, plain
from stories.moderation.redaction import TakeOutForm
from stories.moderation.saving import EDITABLE

HERE_FOR = timedelta(minutes=30)


def screen(
    request, story, copy, pressed=None, form=None, refusal="", is_open=True, taking_out=None, **more
) -> dict:
    events = list(story.events.select_related("by"))
    desk = _desk(story, copy, request.user, events)
    data = request.POST or kept(request) or {}
    if kept(request) is not None:
        copy = ScreenForm(data, instance=story)
    groups = _groups(desk, data, pressed, form)
    is_lost = pressed is not None and pressed not in _offered(groups)
    return {
        **admin.site.each_context(request),
        "title": story.title,
        "story": story,
        "copy": copy,
        "reading": reading_of(copy),
        "taking_out": taking_out or TakeOutForm.filled(data),
        "is_editable": story.state in EDITABLE,
        "is_open": is_open,
        "photo_forms": photos.forms_of(story, {} if more.get("taken_out") else data),
        "desk": desk,
        "groups": groups,
        "refusal": refusal,
        "lost_form": form if is_lost else None,
        "lost_texts": _lost_texts(request.POST, story),
        "leads": safeguarding.leads(),
        "urgent_numbers": UrgentNumber.objects.shown(),
        **_people(story, request.user, events),
        **held.shown_to(request.user, story, desk.case, events),
        **more,
    }


def _desk(story, copy, user, events) -> Desk:
    """After a refusal the reasons are those of the marks that were pressed and rolled back."""
    has_changes = story.state == Story.State.PUBLISHED and publishing.differs(story)
    is_to_publish = has_changes or story.state == Story.State.WAITING
    reasons = copy.instance.why_two_people() if is_to_publish else []
    case = case_of(story) if story.held_at else None
    return Desk(story, user, reasons, has_changes, [event.kind for event in events], case)


def _groups(desk, data, pressed, form) -> list:
    """Each heading with what is open under it: the decision, its form, and whether it was pressed."""
    groups = []
    for heading, group in decisions.GROUPS.items():
        offers = [
            (decision, form if decision is pressed else decision.form_for(data), decision is pressed)
            for decision in group
            if decision.is_open_at(desk)
        ]
        groups += [(heading, offers)] if offers else []
    return groups


def _offered(groups) -> list:
    return [decision for _, offers in groups for decision, *_ in offers]


def _lost_texts(posted, story) -> list:
    """What somebody wrote in boxes that are not there any more."""
    if story.state in EDITABLE:
        return []
    written = {name: plain(posted.get(name, "")) for name in COPY}
    return [
        (Story._meta.get_field(name).verbose_name, text)
        for name, text in written.items()
        if text and text != getattr(story, name)
    ]


def _people(story, user, events) -> dict:
    people = {
        "events": events,
        "here": _also_here(events, user),
    }
    if story.state != Story.State.WAITING:
        return people
    return people | {
        "claim": decisions.CLAIM if story.claimed_by is None else None,
        "hand_back": decisions.HAND_BACK if story.claimed_by else None,
    }


def _also_here(events, user) -> list:
    """The last thing that each colleague did in the last half hour."""
    since = timezone.now() - HERE_FOR
    latest = {event.by: event for event in events if event.by not in (None, user) and event.at > since}
    return list(latest.values())
