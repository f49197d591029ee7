from dataclasses import dataclass
from datetime import datetime

from django import template
from django.db.models import Count, Min, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from coproduction_site.models import SiteSettings, UrgentNumber
from stories.models import Response, Story
from stories.traffic import Light, light

register = template.Library()
State = Story.State


@dataclass(frozen=True)
class Pile:
    """Stories of one kind that somebody at the desk can do something about."""

    words: str
    count: int
    address: str
    light: Light | None


@register.inclusion_tag("admin/stories/piles.html")
def what_needs_me(user, site):
    """Counts, the oldest age of each pile and where to find it: two queries, however much waits."""
    return {
        "may_moderate": user.has_perm("stories.moderate_story"),
        "piles": [*_piles(user, site or SiteSettings()), *_answer_piles(site or SiteSettings())]
        if user.has_perm("stories.moderate_story")
        else [],
    }


LETTERS = {"publish": "published", "ask": "question", "decline": "declined"}


@register.simple_tag
def letter_for(decision, story, site) -> str:
    """What the teller will read, with gaps where the moderator's words and the private link will stand."""
    if decision.name not in LETTERS or not story.email:
        return ""
    gaps = {
        "words": "[your words]",
        "reason": "[the reason that you choose]",
        "address": "[its address on the website]",
        "follow": "[their private link]",
    }
    about = {"story": story, "site": site, "urgent_numbers": UrgentNumber.objects.shown()}
    return escape(render_to_string(f"stories/letters/{LETTERS[decision.name]}.txt", about | gaps))


@register.filter
def waits(story, site) -> Light:
    return light(story.submitted_at, site.reply_promise_days)


def _piles(user, site) -> list[Pile]:
    kinds = {
        "waiting": ("Waiting to be read", Q(state=State.WAITING), "submitted_at", "state=waiting"),
        "mine": (
            "Mine to read",
            Q(state=State.WAITING, claimed_by=user),
            "submitted_at",
            "state=waiting&reader=me",
        ),
        "answered": (
            "A teller has answered",
            Q(state=State.WAITING, answered_at__isnull=False),
            "answered_at",
            "state=answered",
        ),
        "asked": (
            "We asked, and wait for an answer",
            Q(state=State.QUESTION),
            "submitted_at",
            "state=question",
        ),
    }
    if user.has_perm("stories.read_held_story"):
        kinds["held"] = (
            "Held to keep somebody safe",
            Q(state=State.SAFEGUARDING),
            "submitted_at",
            "state=safeguarding",
        )
    asked = {f"{kind}_count": Count("pk", filter=which) for kind, (_, which, _, _) in kinds.items()}
    asked |= {f"{kind}_oldest": Min(since, filter=which) for kind, (_, which, since, _) in kinds.items()}
    found = Story.objects.readable_by(user).aggregate(**asked)
    queue = reverse("admin:stories_story_changelist")
    return [
        Pile(
            words,
            found[f"{kind}_count"],
            f"{queue}?{query}",
            light(oldest, site.reply_promise_days) if (oldest := found[f"{kind}_oldest"]) else None,
        )
        for kind, (words, _, _, query) in kinds.items()
    ]


def _answer_piles(site) -> list[Pile]:
    """What partners sent, what they owe, and what they promised for a day that has passed."""
    answers = Response.objects
    kinds = {
        "to_read": ("Answers of partners to read", answers.to_read(), "sent_at"),
        "awaited": ("Answers that are late", answers.late(), "due_on"),
        "promises": ("Promises past their day", answers.promises_due(), "by_on"),
    }
    asked = {}
    for kind, (_, which, since) in kinds.items():
        chosen = Q(pk__in=which.order_by().values("pk"))
        asked |= {
            f"{kind}_count": Count("pk", filter=chosen),
            f"{kind}_oldest": Min(since, filter=chosen),
        }
    found = answers.aggregate(**asked)
    page = reverse("admin:stories_response_changelist")
    return [
        Pile(
            words,
            found[f"{kind}_count"],
            f"{page}#{kind.replace('_', '-')}",
            _since(found[f"{kind}_oldest"], site.reply_promise_days),
        )
        for kind, (words, _, _) in kinds.items()
    ]


def _since(oldest, days) -> Light | None:
    """What is past its day is late, however long ago that was."""
    if oldest is None:
        return None
    if not isinstance(oldest, datetime):
        return Light((timezone.localdate() - oldest).days, "Late", "late")
    return light(oldest, days)
