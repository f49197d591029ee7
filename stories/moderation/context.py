"""What stands on the screen of one story: for reading, for deciding, and about who else is there."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone

from coproduction_site import way_back
from coproduction_site.errors import kept
from coproduction_site.models import UrgentNumber
from coproduction_site.text_differences import differences
from partners.members.people import members_of
from stories import letters
from stories.models import Story, StoryEvent, publishing, safeguarding
from stories.models.cases import case_of
from stories.models.safeguarding import is_lead
from stories.moderation import decisions, photos
from stories.moderation.desk import Desk
from stories.moderation.forms import COPY, ScreenForm, plain, reading_of
from stories.moderation.redaction import TakeOutForm, listed
from stories.moderation.saving import EDITABLE

IN_BAR = ("ask", "decline", "take_down", "hold")
QUIET = (StoryEvent.Kind.OPENED, StoryEvent.Kind.UNFOLDED)
HERE_FOR = timedelta(minutes=30)
FOLDS = (StoryEvent.Kind.OPENED, StoryEvent.Kind.UNFOLDED, StoryEvent.Kind.HANDED_BACK)


def screen(request, story, copy, pressed=None, form=None, refusal="", taking_out=None, **more) -> dict:
    events = list(story.events.select_related("by"))
    desk = desk_of(story, request.user, events, copy.instance)
    data = request.POST or kept(request) or {}
    if kept(request) is not None:
        copy = ScreenForm(data, instance=story)
    groups = _groups(desk, data, pressed, form)
    return {
        **admin.site.each_context(request),
        "title": story.title,
        "story": story,
        **_reading(request, story, copy, desk, data),
        "taking_out": taking_out or TakeOutForm.filled(data),
        "is_open": is_unfolded(events, request.user),
        **_photos(story, {} if more.get("taken_out") else data),
        "desk": desk,
        "groups": groups,
        "refusal": refusal,
        "wrong": wrong_in(copy, form, taking_out),
        **_lost(request.POST, story, pressed, form, groups),
        **_people(story, request.user, events),
        **_safeguarding(request.user, story, desk.case, events),
        **more,
    }


def _photos(story, data) -> dict:
    forms = photos.forms_of(story, data)
    has_face = story.has_face_without_name([form.instance for form in forms])
    return {"photo_forms": forms, "face_warning": has_face}


def _reading(request, story, copy, desk, data) -> dict:
    reading = reading_of(copy if story.state in EDITABLE else type(copy)(instance=story))
    details = listed(story, reading.suggestions, data, request.session)
    number = way_back.before(request, story)
    before = Story.objects.readable_by(request.user).filter(pk=number).first() if number else None
    bar = {**bar_of(story, desk, details), "before": before}
    return {"copy": copy, "reading": reading, "details": details, "bar": bar}


def wrong_in(*forms) -> list[tuple[str, str, str]]:
    """Where each answer is that misses something, its question, and what to do."""
    fields = [field for form in forms if form is not None and form.is_bound for field in form]
    return [
        (field.error_target, field.label, message)
        for field in fields
        if not field.is_hidden
        for message in field.errors
    ]


def bar_of(story, desk, details) -> dict:
    """What stays in sight: what is left to do, and where."""
    offered = [one for group in decisions.GROUPS.values() for one in group if one.is_open_at(desk)]
    return {
        "left": sum(one.kept is None for one in details),
        "waits": story.state == Story.State.WAITING,
        "yes": next((one for one in offered if one.leads_to_check), None),
        "links": [one for one in offered if one.name in IN_BAR],
    }


def as_it_will_look(story) -> dict:
    """What the template of the public page takes, drawn from the working copy."""
    return {
        "story": publishing.drawn(story),
        "photos": publishing.drawn_photos(story),
        "partners": story.partners.listed(),
        "themes": story.themes.all(),
        "values": story.values.all(),
        "is_preview": True,
    }


def is_unfolded(events, user) -> bool:
    """Since this person opened it. Whoever hands it back has read enough: then it is folded again."""
    kinds = [event.kind for event in events if event.by_id == user.pk]
    return [kind for kind in kinds if kind in FOLDS][-1:] == [StoryEvent.Kind.UNFOLDED]


def desk_of(story, user, events, edited=None) -> Desk:
    """After a refusal the reasons are those of the marks that were pressed and rolled back: of the row as `edited`."""
    has_changes = story.state == Story.State.PUBLISHED and publishing.differs(story)
    is_to_publish = has_changes or story.state == Story.State.WAITING
    reasons = (edited or story).why_two_people() if is_to_publish else []
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


def _lost(posted, story, pressed, form, groups) -> dict:
    """What was written for a button or in boxes that are not there any more."""
    is_gone = pressed is not None and pressed not in _offered(groups)
    return {"lost_form": form if is_gone else None, "lost_texts": _lost_texts(posted, story)}


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


def leaving(story, desk) -> dict:
    """What leaves the site with this yes, and what is new since the last."""
    public = as_it_will_look(story)
    is_first_time = story.state == Story.State.WAITING
    return {
        "story": story,
        "public": public,
        "partners": _written_to(story) if is_first_time else [],
        "is_first_time": is_first_time,
        "letter": _letter(story) if is_first_time else None,
        "has_face": story.has_face_without_name(story.photos.filter(is_shown=True)),
        **_since_first_yes(story, desk),
    }


def _written_to(story) -> list[tuple]:
    """Each partner, and whether anybody there can sign in to answer."""
    partners = story.partners.current().exclude(pk__in=story.responses.values("partner"))
    return [(partner, members_of(partner).exists()) for partner in partners]


def _letter(story) -> dict | None:
    if not story.email:
        return None
    letter = letters.published_letter(story)
    return {"subject": letter.subject, "text": letters.as_staff_see_it(story, letter)}


def _since_first_yes(story, desk) -> dict:
    """Empty before anybody has said yes."""
    copy = getattr(story, "copy_of_first_yes", None)
    if copy is None or copy.by == desk.user:
        return {}
    now = story.copy_texts()
    changes = [
        (_label(name), differences(copy.texts.get(name, ""), now.get(name, "")))
        for name in {**copy.texts, **now}
    ]
    events = story.events.filter(at__gt=copy.at).exclude(kind__in=QUIET).select_related("by")
    return {
        "first_yes": copy,
        "changes": [(label, change) for label, change in changes if change],
        "later_events": [event for event in events if event.kind != StoryEvent.Kind.APPROVED],
    }


def _label(name: str) -> str:
    if name.startswith(("alt ", "caption ")):
        return name
    return Story._meta.get_field(name).verbose_name


def _safeguarding(user, story, case, events) -> dict:
    """Leads see all of it. Whoever is here in an emergency sees why it is held, and by whom."""
    may_read = is_lead(user)
    return {
        "is_editable": story.state in EDITABLE,
        "leads": safeguarding.leads(),
        "urgent_numbers": UrgentNumber.objects.shown(),
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
