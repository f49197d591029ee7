"""What waits for somebody at the desk, pile by pile. To add one, write one more `Kind` in `KINDS`.

A pile costs one query that reads at most a hundred and one dates through an index, however much waits.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from stories.models import CallRequest, Response, Story, safeguarding
from stories.moderation.deadlines import Light, light

MOST = 100
WAITING = "Waiting to be read"
QUEUE, ANSWERS = "admin:stories_story_changelist", "admin:stories_response_changelist"


@dataclass(frozen=True)
class Kind:
    """`since` is the date that tells how old one of them is; a day that may be ahead has `is_due`."""

    words: str
    of: Callable[..., QuerySet]
    since: str
    page: str
    where: str
    permission: str = "stories.moderate_story"
    is_due: bool = False
    is_urgent: bool = False


@dataclass(frozen=True)
class Pile:
    words: str
    count: int
    address: str
    light: Light | None
    is_due: bool
    is_urgent: bool

    @property
    def how_many(self) -> str:
        return f"{MOST}+" if self.count > MOST else str(self.count)


def _stories(name, with_user=False):
    """A named queryset of the stories that this person may read."""

    def of(user):
        return getattr(Story.objects.readable_by(user), name)(*[user] if with_user else [])

    return of


KINDS = [
    Kind(
        "May not be safe, and no safeguarding lead has opened it",
        _stories("nobody_opened"),
        "alert__raised_at",
        QUEUE,
        "?state=not_opened",
        permission=safeguarding.IS_LEAD,
        is_urgent=True,
    ),
    Kind(
        "Held to keep somebody safe",
        _stories("held"),
        "held_at",
        QUEUE,
        "?state=safeguarding",
        permission=safeguarding.IS_LEAD,
        is_urgent=True,
    ),
    Kind(WAITING, _stories("waiting"), "submitted_at", QUEUE, "?state=waiting"),
    Kind("Pages to type in", _stories("to_type"), "submitted_at", QUEUE, "?state=to_type"),
    Kind(
        "Mine to read",
        _stories("claimed_by", with_user=True),
        "submitted_at",
        QUEUE,
        "?state=waiting&reader=me",
    ),
    Kind(
        "A teller has answered",
        _stories("answered"),
        "answered_at",
        QUEUE,
        "?state=waiting&flag=answered",
    ),
    Kind("Edits agreed", _stories("edits_agreed"), "agreed_at", QUEUE, "?state=waiting&flag=agreed"),
    Kind(
        "Edits not agreed",
        _stories("edits_not_agreed"),
        "disagreed_at",
        QUEUE,
        "?state=waiting&flag=not_agreed",
    ),
    Kind(
        "Needs a second person: you",
        _stories("for_a_second_person", with_user=True),
        "approved_at",
        QUEUE,
        "?state=waiting&flag=second",
    ),
    Kind(
        "Many from one place",
        _stories("many_from_one_place"),
        "submitted_at",
        QUEUE,
        "?state=many",
    ),
    Kind("Perhaps spam", _stories("perhaps_spam"), "submitted_at", QUEUE, "?state=spam"),
    Kind(
        "Somebody asked to be rung",
        lambda user: CallRequest.objects.open(),
        "asked_at",
        "admin:stories_callrequest_changelist",
        "",
    ),
    Kind(
        "Answers of partners to read",
        lambda user: Response.objects.to_read(),
        "sent_at",
        ANSWERS,
        "#to-read",
    ),
    Kind(
        "Answers that are late",
        lambda user: Response.objects.late(),
        "due_on",
        ANSWERS,
        "#awaited",
        is_due=True,
    ),
    Kind(
        "Promises past their day",
        lambda user: Response.objects.promises_due(),
        "by_on",
        ANSWERS,
        "#promises",
        is_due=True,
    ),
    Kind(
        "Consent ends soon",
        _stories("consent_ends_soon"),
        "consent_ends_on",
        QUEUE,
        "?state=consent_ends",
        is_due=True,
    ),
]


def piles(user, site) -> list[Pile]:
    if not user.has_perm("stories.moderate_story"):
        return []
    return [_pile(kind, user, site) for kind in KINDS if user.has_perm(kind.permission)]


def _pile(kind, user, site) -> Pile:
    waiting = kind.of(user).select_related(None).order_by(kind.since)
    dates = list(waiting.values_list(kind.since, flat=True)[: MOST + 1])
    address = f"{reverse(kind.page)}{kind.where}"
    oldest = _light(dates[0], kind, site.reply_promise_days) if dates else None
    return Pile(kind.words, len(dates), address, oldest, kind.is_due, kind.is_urgent)


def _light(since, kind, promised_days) -> Light:
    """What is past its day is late, however long ago that was; what ends within weeks is soon.

    What is urgent is red from its first minute.
    """
    if kind.is_urgent:
        return Light((timezone.now() - since).days, "Now", "late")
    if not kind.is_due:
        return light(since, promised_days)
    days = (timezone.localdate() - since).days
    return Light(days, "Late", "late") if days > 0 else Light(days, "Soon", "soon")
