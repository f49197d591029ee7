"""How far a story has come: read from its dates and its public answers. Only the level is kept, for the lists."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q
from django.utils import timezone

from partners.models import Partner
from stories.models.enums import Progress
from stories.models.responses import Response
from stories.publication.listing import Choice, by, has

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


def choice(how_far) -> Choice:
    """Only the stories that have come so far.

    The level that is kept also counts the answers of partners that are not in the directory now. Nobody may
    read those, so as long as there are any, each story's public answers are asked for instead.
    """
    return Choice(_asked(how_far)) if _some_answers_are_hidden() else by(**KEPT[how_far])


KEPT = {
    UNANSWERED: {"progress": Progress.UNANSWERED},
    ANSWERED: {"progress__gt": Progress.UNANSWERED},
    PLANNED: {"progress": Progress.PLANNED},
    MADE: {"progress": Progress.MADE},
}


def _asked(how_far) -> Q:
    public = Response.objects.public().filter(story=OuterRef("pk"))
    planned, made = has(public.filter(kind=Kind.WILL_CHANGE)), has(public.filter(kind=Kind.CHANGED))
    if how_far in (UNANSWERED, ANSWERED):
        return has(public) if how_far == ANSWERED else ~has(public)
    return planned & ~made if how_far == PLANNED else made


def _some_answers_are_hidden() -> bool:
    answers = Response.objects.filter(partner=OuterRef("pk"), state=Response.State.PUBLISHED)
    return Partner.objects.filter(has(answers), is_listed=False).exists()
