"""Whether a public story may be told again as a case study: its teller is asked, and says yes until a day, or no.

Case studies stand in an app above this one. What they need to do is named in `settings.WRITTEN_FROM_STORIES`: modules with
`forget(story_pk)`, which deletes what was written from a story, `look_again(story_pk)`, which hides it until somebody has
compared it with the story's new words, and `in_plain_words(story_pk)`, which hands it out.
"""

from importlib import import_module

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class RetellingQuerySet(models.QuerySet):
    def agreed(self, day):
        """A yes that has not ended."""
        return self.filter(answer=Retelling.Answer.YES, ends_on__gt=day)

    def settled(self, day):
        """Asked, and not to be asked again: nobody has answered, or it was a no, or a yes that goes on."""
        return self.exclude(answer=Retelling.Answer.YES, ends_on__lte=day)


class Retelling(models.Model):
    """The question to one teller, and the answer of today. What was said before stands in the history of the story."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    story = models.OneToOneField("stories.Story", models.CASCADE, related_name="retelling")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)

    objects = RetellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_a_yes_to_a_retelling_ends",
                condition=Q(answer="yes", ends_on__isnull=False)
                | (~Q(answer="yes") & Q(ends_on__isnull=True)),
            )
        ]

    def __str__(self):
        return self.get_answer_display() or "Asked"

    @property
    def is_yes(self) -> bool:
        return self.answer == self.Answer.YES and self.ends_on > timezone.localdate()

    @property
    def is_no(self) -> bool:
        return self.answer == self.Answer.NO

    @property
    def is_over(self) -> bool:
        """It was a yes."""
        return self.answer == self.Answer.YES and not self.is_yes


def forget(story_pk: int) -> None:
    """The story is not public any more: the question goes, and whatever was written from it."""
    Retelling.objects.filter(story=story_pk).delete()
    forget_what_was_written(story_pk)


def look_again(story_pk: int) -> None:
    """Everybody reads other words of the story now: perhaps a name was taken out, which stands in what was written from it."""
    for name in settings.WRITTEN_FROM_STORIES:
        import_module(name).look_again(story_pk)


def forget_what_was_written(story_pk: int) -> None:
    for name in settings.WRITTEN_FROM_STORIES:
        import_module(name).forget(story_pk)


def what_was_written(story_pk: int) -> list[dict]:
    found = [import_module(name).in_plain_words(story_pk) for name in settings.WRITTEN_FROM_STORIES]
    return [row for rows in found for row in rows]
