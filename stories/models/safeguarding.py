"""Who keeps people safe, whom they told, and how they are called: read and written by safeguarding leads only."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.accounts.staff import staff_with
from coproduction_site.models import User
from coproduction_site.workflow import one_winner
from stories.models.enums import State

IS_LEAD = "stories.read_held_story"
ONLY_LEADS = "Only safeguarding leads can do this."
# Whoever moderates has not decided about them yet.
UNDECIDED = (State.WAITING, State.QUESTION, State.WITH_TELLER)


class Told(models.Model):
    """Somebody was told, to keep a person safe. Rows are added, never changed."""

    class How(models.TextChoices):
        PHONE = "phone", "On the telephone"
        IN_PERSON = "in_person", "In person"
        REFERRAL = "referral", "With a referral form"
        EMAIL = "email", "By e-mail"
        OTHER = "other", "In another way"

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="told")
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


class AlertQuerySet(models.QuerySet):
    def unseen(self):
        """No lead has opened the story since they were called, and nobody has decided about it."""
        still = Q(story__held_at__isnull=False) | Q(story__state__in=UNDECIDED)
        return self.filter(still, seen_at=None)

    def due(self):
        limit = timezone.now() - timedelta(hours=settings.SAFEGUARDING_HOURS)
        return self.unseen().filter(sent_at__lte=limit)

    def note_seen(self, story, by) -> None:
        """By the first lead who opens it. Anybody else opening it stops no letter."""
        if is_lead(by):
            self.filter(story=story, seen_at=None).update(seen_at=timezone.now(), seen_by=by)


class SafeguardingAlert(models.Model):
    """The leads are called to a story. Until one of them opens it, they are written to again and again."""

    story = models.OneToOneField("stories.Story", models.CASCADE, related_name="alert")
    raised_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AlertQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("sent_at", condition=Q(seen_at=None), name="alert_nobody_opened")]
        constraints = [
            models.CheckConstraint(
                name="alert_was_seen_by_somebody",
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
            ),
            models.CheckConstraint(
                name="alert_is_sent_when_it_is_raised", condition=Q(sent_at__gte=F("raised_at"))
            ),
        ]

    def __str__(self):
        return f"Alert about {self.story}"

    @classmethod
    def raise_for(cls, story) -> None:
        """Called anew: what a lead opened before counts no more."""
        now = timezone.now()
        fresh = {"raised_at": now, "sent_at": now, "seen_at": None, "seen_by": None}
        cls.objects.update_or_create(story=story, defaults=fresh)

    def take_turn(self) -> bool:
        """To write again. True for one of several workers, once in `SAFEGUARDING_HOURS`.

        It asks about its own row alone, so that one who waited for the other looks at it again.
        """
        still = Q(seen_at=None, sent_at=self.sent_at)
        return one_winner.wins(self, still, sent_at=timezone.now())


def is_lead(user) -> bool:
    return user is not None and user.has_perm(IS_LEAD)


def check_lead(user) -> None:
    if not is_lead(user):
        raise ValidationError(ONLY_LEADS)


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
    return staff_with(IS_LEAD, include_superusers=False).order_by("name", "pk")


def to_be_called():
    """The leads. On a site that has none yet, its administrators, so that it is never nobody."""
    return leads() if leads().exists() else User.objects.filter(is_active=True, is_superuser=True)
