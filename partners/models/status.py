"""Charter status: what an organisation shows a panel, and for how long the panel's yes holds."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.remembered import remembered
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.one_winner import OneWinner
from partners.models.charter import CharterVersion
from partners.models.pledges import Pledge
from partners.models.status_levels import StatusLevel

ASKED_TO_RENEW_DAYS = 60
FEWEST_VIEWS = 2


class StatusQuerySet(models.QuerySet):
    def public(self):
        """What a panel decided, today or once. It goes when the pledge goes."""
        decided = self.filter(
            state=StatusApplication.State.AWARDED, pledge__state=Pledge.State.PUBLISHED
        )
        return decided.select_related("pledge__charter", "level").order_by("-awarded_on", "-pk")

    def gone(self):
        """What a panel decided once, of an organisation whose pledge is not on the website now."""
        decided = self.filter(state=StatusApplication.State.AWARDED)
        return decided.exclude(pledge__state=Pledge.State.PUBLISHED)

    def newest(self):
        """Of each organisation the award that was made last: a renewal stands for the one before."""
        later = StatusApplication.objects.filter(
            Q(awarded_on__gt=OuterRef("awarded_on"))
            | Q(awarded_on=OuterRef("awarded_on"), pk__gt=OuterRef("pk")),
            pledge=OuterRef("pledge"),
            state=StatusApplication.State.AWARDED,
        )
        return self.filter(~Exists(later))

    def valid(self, today=None):
        return self.public().newest().filter(expires_on__gte=today or timezone.localdate())

    def open(self):
        return self.filter(state__in=StatusApplication.OPEN)

    def with_panel(self):
        """What the panel and staff have before them, oldest first."""
        sent = self.filter(state=StatusApplication.State.SENT, pledge__state=Pledge.State.PUBLISHED)
        return sent.select_related("pledge", "level").order_by("sent_at", "pk")

    def to_remind(self):
        """Ends soon, and nobody was told."""
        soon = timezone.localdate() + timedelta(days=ASKED_TO_RENEW_DAYS)
        return self.valid().filter(expires_on__lte=soon, reminded_at=None)

    def just_over(self):
        over = self.public().filter(expires_on__lt=timezone.localdate(), over_at=None)
        return over.newest()


class StatusState(models.TextChoices):
    DRAFT = "draft", "Not sent yet"
    SENT = "sent", "With the panel"
    RETURNED = "returned", "Back with the organisation"
    AWARDED = "awarded", "Awarded"
    NOT_YET = "not_yet", "Not yet"


class StatusApplication(OneWinner, models.Model):
    """An organisation that has signed asks a panel to look at what it does."""

    State = StatusState
    WITH_ORGANISATION = (State.DRAFT, State.RETURNED)
    OPEN = (*WITH_ORGANISATION, State.SENT)
    GONE = "The pledge is not on the site any more."
    STALE = "Something changed while this page was open. Look at it again first."
    NOT_NOW = "This cannot be done now. The application is: {}."
    PUBLIC = State.AWARDED

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="applications")
    level = models.ForeignKey(StatusLevel, models.PROTECT, verbose_name="level")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    words = models.TextField("what it says", max_length=3_000, blank=True)
    reason = models.TextField(max_length=2_000, blank=True, editable=False)
    shown_words = models.TextField(max_length=1_000, blank=True, editable=False)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    awarded_on = models.DateField(null=True, editable=False)
    expires_on = models.DateField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    over_at = models.DateTimeField("was noted as over", null=True, editable=False)

    objects = StatusQuerySet.as_manager()

    class Meta:
        verbose_name = "application for charter status"
        verbose_name_plural = "applications for charter status"
        constraints = [
            models.UniqueConstraint(
                name="one_open_application_for_a_pledge",
                fields=["pledge"],
                condition=Q(state__in=[StatusState.DRAFT, StatusState.SENT, StatusState.RETURNED]),
            ),
            models.CheckConstraint(
                name="charter_status_state_is_known",
                condition=Q(state__in=StatusState.values),
            ),
            models.CheckConstraint(
                name="award_says_from_when_to_when",
                condition=Q(
                    state=StatusState.AWARDED, awarded_on__isnull=False, expires_on__gt=F("awarded_on")
                )
                | Q(~Q(state=StatusState.AWARDED), awarded_on=None, expires_on=None),
            ),
            models.CheckConstraint(
                name="application_that_was_decided_says_when_and_by_whom",
                condition=Q(state__in=[StatusState.DRAFT, StatusState.SENT])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="application_that_was_sent_says_something",
                condition=Q(state=StatusState.DRAFT)
                | Q(~Q(words=""), sent_at__isnull=False, round__gte=1),
            ),
            models.CheckConstraint(
                name="application_that_was_not_awarded_says_why",
                condition=~Q(state__in=[StatusState.RETURNED, StatusState.NOT_YET]) | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.pledge}: {self.level}"

    def get_absolute_url(self):
        return reverse("charter:status", args=[self.pledge.slug])

    # What the organisation does

    def write(self, **columns) -> None:
        self._move(self.state, self.WITH_ORGANISATION, **columns)

    def send(self) -> None:
        """To the panel, which begins anew: what was said about an earlier wording does not count."""
        if not self.words:
            raise ValidationError("Say what you have done first.")
        if not self.evidence.exists():
            raise ValidationError("Add at least one thing that shows it.")
        self._move(
            self.State.SENT,
            self.WITH_ORGANISATION,
            reason="",
            round=F("round") + 1,
            sent_at=timezone.now(),
            decided_at=None,
            decided_by=None,
        )

    # What the panel and staff do

    def touch(self) -> None:
        """A view of the panel has come: whoever decides has to look again."""
        self._move(self.State.SENT, [self.State.SENT])

    def award(self, by, shown_words: str) -> None:
        """Only what the panel said. The day on which it ends is known from the first day."""
        if not self.views_now().say_yes():
            raise ValidationError("The panel has not said yes.")
        today = timezone.localdate()
        self._decide(
            by,
            self.State.AWARDED,
            shown_words=shown_words,
            reason="",
            awarded_on=today,
            expires_on=_years_later(today, self.level.years),
        )

    def not_yet(self, by, reason: str) -> None:
        if not self.views_now().are_enough():
            raise ValidationError(
                f"The panel has not decided: it takes {FEWEST_VIEWS} views, one of them from a family member."
            )
        self._decide(by, self.State.NOT_YET, reason=reason)

    def give_back(self, by, reason: str) -> None:
        """Something is missing. No decision, so it needs no view."""
        self._decide(by, self.State.RETURNED, reason=reason)

    def views_now(self):
        return self.views.filter(round=self.round)

    # What time does

    def note(self, name: str) -> bool:
        """Before the letter; once for each award, however many workers there are."""
        still = Q(state=self.State.AWARDED, **{name: None})
        return one_winner.wins(self, still, **{name: timezone.now()})

    @property
    def is_valid(self) -> bool:
        return self.state == self.State.AWARDED and self.expires_on >= timezone.localdate()

    @property
    def is_with_organisation(self) -> bool:
        return self.state in self.WITH_ORGANISATION

    @property
    def is_with_panel(self) -> bool:
        return self.state == self.State.SENT

    def _decide(self, by, to, **changes) -> None:
        self._move(to, [self.State.SENT], decided_at=timezone.now(), decided_by=by, **changes)

    def _may_move(self):
        return Q(Exists(Pledge.objects.public().filter(pk=OuterRef("pledge"))))


@remembered(StatusApplication, StatusLevel, Pledge, CharterVersion)
def awards_on(day) -> list[StatusApplication]:
    """What holds then, the newest first."""
    return list(StatusApplication.objects.valid(day))


def _years_later(day, years: int):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
