"""Who was told about a story that is held to keep somebody safe. Read and written by leads only."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.accounts.staff import staff_with
from stories.models.story import Story


class Told(models.Model):
    """Somebody was told, to keep a person safe. Rows are added, never changed."""

    class How(models.TextChoices):
        PHONE = "phone", "On the telephone"
        IN_PERSON = "in_person", "In person"
        REFERRAL = "referral", "With a referral form"
        EMAIL = "email", "By e-mail"
        OTHER = "other", "In another way"

    story = models.ForeignKey(Story, models.CASCADE, related_name="told")
    who = models.CharField("who was told?", max_length=200)
    how = models.CharField("how?", max_length=9, choices=How)
    at = models.DateTimeField("when was it?")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "people who were told"
        constraints = [
            models.CheckConstraint(name="somebody_was_told", condition=~Q(who="") & ~Q(how="")),
            models.CheckConstraint(
                name="told_before_it_was_written", condition=Q(at__lte=F("written_at"))
            ),
        ]

    def __str__(self):
        return f"{self.who}, {self.get_how_display().lower()}"


@transaction.atomic
def tell(story, by, who: str, how: str, at=None) -> Told:
    """`at` is now if nobody says otherwise. The history says that somebody was told, not who."""
    now = timezone.now()
    if not who.strip() or how not in Told.How.values:
        raise ValidationError("Write who was told, and how.")
    if at and at > now:
        raise ValidationError("That time is still to come.")
    story.note_told(by)
    return Told.objects.create(
        story=story, who=who, how=how, at=at or now, written_by=by, written_at=now
    )


def leads():
    """Whom a moderator can talk to: everybody with the role."""
    return staff_with("stories.read_held_story", include_superusers=False).order_by("name", "pk")
