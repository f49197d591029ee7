"""What is counted about stories, so that numbers stay true after the stories are erased."""

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from coproduction_site.cache import revision
from stories.models.events import StoryEvent

ADDED_AT_ONCE = 1_000


class What(models.TextChoices):
    RECEIVED = "received", "Received"
    PUBLISHED = "published", "Published"
    DECLINED = "declined", "Not published"


class Figure(models.Model):
    """What happened in a year, `number` times, to stories that nobody can find from here.

    Each is a row of its own first, so that nobody who sends a story waits for another; the worker adds them up.
    """

    What = What

    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=9, choices=What)
    reason = models.CharField("code of the reason", max_length=11, blank=True)
    days = models.PositiveSmallIntegerField("days to the decision", null=True)
    number = models.PositiveIntegerField("how many times", default=1, db_default=1)

    class Meta:
        indexes = [models.Index("year", "what", name="figure_of_a_year")]
        constraints = [
            models.CheckConstraint(
                name="only_what_was_declined_has_a_reason",
                condition=Q(~Q(reason=""), what=What.DECLINED) | Q(~Q(what=What.DECLINED), reason=""),
            ),
            models.CheckConstraint(
                name="a_decision_took_some_days",
                condition=Q(what=What.RECEIVED, days=None)
                | Q(~Q(what=What.RECEIVED), days__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.year}: {self.get_what_display()}"


COUNTED = {
    StoryEvent.Kind.SUBMITTED: Figure.What.RECEIVED,
    StoryEvent.Kind.PUBLISHED: Figure.What.PUBLISHED,
    StoryEvent.Kind.DECLINED: Figure.What.DECLINED,
}


def note(story, kind, reason="") -> None:
    """Called with each event and its code of a reason. A story that comes back from safeguarding is published once.

    The page with the numbers follows with the next decision, so that nobody who only sends stories
    makes every kept page be made anew. Publishing moves the revision by itself.
    """
    what = COUNTED.get(kind)
    if what is None or (what == Figure.What.PUBLISHED and story.published_at):
        return
    today = timezone.localdate()
    sent = timezone.localdate(story.submitted_at) if story.submitted_at else today
    Figure.objects.create(
        year=today.year,
        what=what,
        reason=reason if what == Figure.What.DECLINED else "",
        days=None if what == Figure.What.RECEIVED else max((today - sent).days, 0),
    )
    if what == Figure.What.DECLINED:
        revision.move(Figure)


def add_up() -> None:
    """Rows that say the same become one, so that a year is read from few rows, however many stories it had."""
    same = Figure.objects.values("year", "what", "reason", "days")
    for which in list(same.annotate(rows=Count("pk")).filter(rows__gt=1).order_by()):
        del which["rows"]
        while _add_up(which):
            pass


@transaction.atomic
def _add_up(which) -> bool:
    """Some at a time. They are ours from the first to the last statement: another worker finds them gone."""
    rows = list(Figure.objects.filter(**which).order_by("pk").select_for_update()[:ADDED_AT_ONCE])
    if len(rows) > 1:
        first, *others = rows
        Figure.objects.filter(pk__in=[row.pk for row in others]).delete()
        Figure.objects.filter(pk=first.pk).update(number=sum(row.number for row in rows))
    return len(rows) == ADDED_AT_ONCE
