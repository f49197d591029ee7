"""What is counted about stories, so that numbers stay true after the stories are erased."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site.cache import revision
from stories.models.events import StoryEvent
from stories.models.reasons import DeclineReason


class What(models.TextChoices):
    RECEIVED = "received", "Received"
    PUBLISHED = "published", "Published"
    DECLINED = "declined", "Not published"


class Figure(models.Model):
    """One thing that happened in a year, to a story that nobody can find from here."""

    What = What

    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=9, choices=What)
    reason = models.CharField(max_length=11, choices=DeclineReason, blank=True)
    days = models.PositiveSmallIntegerField("days to the decision", null=True)

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
        revision.move()
