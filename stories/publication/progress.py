"""How far a story has come: read from its dates and its public answers, stored nowhere."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from stories.models.responses import Response

Kind = Response.Kind
UNANSWERED, ANSWERED, PLANNED, MADE = "unanswered", "answered", "planned", "made"
CHOICES = [
    (UNANSWERED, "No answer yet"),
    (ANSWERED, "Answered"),
    (PLANNED, "A change is planned"),
    (MADE, "A change was made"),
]


@dataclass(frozen=True)
class Step:
    name: str
    on: date | None
    note: str = ""


def steps(story, answers) -> list[Step]:
    """Heard, read, answered, change planned, change made: each with its day, or still to come."""
    shown = [(answer, timezone.localdate(answer.decided_at)) for answer in answers]
    promises = [(answer, day) for answer, day in shown if answer.kind == Kind.WILL_CHANGE]
    made = [answer.done_on for answer, _ in shown if answer.kind == Kind.CHANGED]
    promised = f"promised by {promises[-1][0].by_on:%-d %B %Y}" if promises else ""
    return [
        Step("Heard", story.heard_on),
        Step("Read", timezone.localdate(story.published_at)),
        Step("Answered", min((day for _, day in shown), default=None)),
        Step("Change planned", min((day for _, day in promises), default=None), promised),
        Step("Change made", min(made, default=None)),
    ]


def having(stories, progress):
    """Only the stories that have come so far. Each question is answered by an index of the answers."""
    public = Response.objects.public().order_by().filter(story=OuterRef("pk"))
    planned, made = (
        Exists(public.filter(kind=Kind.WILL_CHANGE)),
        Exists(public.filter(kind=Kind.CHANGED)),
    )
    if progress == UNANSWERED:
        return stories.filter(~Exists(public))
    if progress == ANSWERED:
        return stories.filter(Exists(public))
    if progress == PLANNED:
        return stories.filter(planned).exclude(made)
    return stories.filter(made)
