"""What an organisation promises when it signs the charter: sent, read by staff, then public or back again."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.kept_days import kept_since, last_day
from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.private_links import new_token
from partners.models.charter import CharterVersion
from partners.models.pledge_verbs import KEPT_DAYS, PledgeVerbs, not_told_of

PUBLIC_WORDS = ("name", "kind", "will_do")


class PledgeQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state=Pledge.State.PUBLISHED)

    def newest_first(self):
        return self.order_by("-signed_on", "-pk")

    def to_read(self):
        """What staff have to read, oldest first."""
        return self.filter(state=Pledge.State.WAITING).order_by("sent_at", "pk")

    def ended_long_ago(self):
        return self.filter(state__in=Pledge.ENDED, ended_at__lt=kept_since(KEPT_DAYS))

    def with_a_correction(self):
        """On the website, with other words that staff have to read; oldest first."""
        return self.public().exclude(asked_at=None).order_by("asked_at", "pk")

    def to_tell(self, adopted: CharterVersion):
        """On the website, signed for other words than those that the Board adopted, and not written to about these."""
        return self.public().filter(not_told_of(adopted))

    def of(self, user):
        """For the people of a partner; nobody else's pledges exist for them."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(partner__memberships__user=user).exclude(state__in=Pledge.ENDED)


class PledgeState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    RETURNED = "returned", "Back with the organisation"
    PUBLISHED = "published", "On the website"
    DECLINED = "declined", "Not published"
    WITHDRAWN = "withdrawn", "Taken back"


class Pledge(PledgeVerbs, models.Model):
    """An organisation signs the charter, and says what it will do."""

    State = PledgeState

    class Kind(models.TextChoices):
        SCHOOL = "school", "School, nursery or college"
        COUNCIL = "council", "Part of the council"
        NHS = "nhs", "Health service"
        CHARITY = "charity", "Charity or community group"
        FAMILIES = "families", "Group of families or young people"
        BUSINESS = "business", "Business"
        OTHER = "other", "Another kind"

    ENDED = (State.DECLINED, State.WITHDRAWN)
    OPEN = (State.WAITING, State.RETURNED, State.PUBLISHED)
    GONE = "This pledge was erased."
    STALE = "Somebody changed this pledge while you were reading it. Look at it again first."
    NOT_NOW = "This cannot be done now. The pledge is: {}."
    PUBLIC = State.PUBLISHED

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    slug = models.SlugField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001
    state = models.CharField(max_length=9, choices=State, default=State.WAITING, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    name = models.CharField("organisation", max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)
    will_do = models.TextField("what it will do", max_length=1_500)
    person = models.CharField("who signed", max_length=80)
    role = models.CharField(max_length=80)
    email = MailAddressField("e-mail address")
    may_be_shown = models.BooleanField(default=False)
    partner = models.ForeignKey(
        "partners.Partner", models.SET_NULL, null=True, blank=True, related_name="pledges"
    )
    reason = models.TextField(max_length=2_000, blank=True, editable=False)

    charter = models.ForeignKey(
        CharterVersion, models.PROTECT, null=True, editable=False, related_name="pledges"
    )
    charter_was_draft = models.BooleanField(default=False, db_default=False, editable=False)
    agreed_at = models.DateTimeField(default=timezone.now, null=True, editable=False)
    told_of = models.ForeignKey(
        CharterVersion, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    asked_name = models.CharField(max_length=120, blank=True, db_default="", editable=False)
    asked_kind = models.CharField(max_length=8, choices=Kind, blank=True, db_default="", editable=False)
    asked_will_do = models.TextField(max_length=1_500, blank=True, db_default="", editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)

    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_on = models.DateField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("state", "signed_on", "id", name="pledges_by_day")]
        constraints = [
            models.CheckConstraint(
                name="pledge_state_is_known",
                condition=Q(state__in=PledgeState.values),
            ),
            models.CheckConstraint(
                name="public_pledge_was_read_and_may_be_shown",
                condition=~Q(state=PledgeState.PUBLISHED)
                | Q(
                    may_be_shown=True,
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    signed_on__isnull=False,
                    slug__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="pledge_that_was_not_taken_says_why",
                condition=~Q(state__in=[PledgeState.RETURNED, PledgeState.DECLINED])
                | (~Q(reason="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="pledge_that_ended_says_when",
                condition=Q(
                    state__in=[PledgeState.DECLINED, PledgeState.WITHDRAWN], ended_at__isnull=False
                )
                | Q(
                    state__in=[PledgeState.WAITING, PledgeState.RETURNED, PledgeState.PUBLISHED],
                    ended_at=None,
                ),
            ),
            models.CheckConstraint(
                name="pledge_says_something_and_who_says_it",
                condition=~Q(name="") & ~Q(will_do="") & ~Q(person="") & ~Q(role="") & ~Q(email=""),
            ),
            models.CheckConstraint(
                name="correction_of_a_pledge_is_whole_or_none",
                condition=Q(asked_at=None, asked_name="", asked_kind="", asked_will_do="")
                | (
                    Q(asked_at__isnull=False)
                    & ~Q(asked_name="")
                    & ~Q(asked_kind="")
                    & ~Q(asked_will_do="")
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its place in the public list."""
        return f"{reverse('charter:signed')}#{self.slug}"

    def get_own_url(self):
        return reverse("charter:pledge", args=[self.token])

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_returned(self) -> bool:
        return self.state == self.State.RETURNED

    @property
    def kept_until(self) -> date:
        """The last day of a pledge that ended."""
        return last_day(self.ended_at or timezone.now(), KEPT_DAYS)

    @property
    def can_be_brought_back(self) -> bool:
        return self.was_taken_back and self.ended_at >= kept_since(KEPT_DAYS)

    @property
    def was_taken_back(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def has_ended(self) -> bool:
        return self.state in self.ENDED

    def is_behind(self, adopted: CharterVersion | None) -> bool:
        if adopted is None or not self.is_public:
            return False
        return self.charter_id != adopted.pk or self.charter_was_draft

    @property
    def renewed_on(self) -> date | None:
        """On which it signed again, for the words of a newer charter."""
        day = timezone.localdate(self.agreed_at) if self.agreed_at else None
        return day if day and self.signed_on and day > self.signed_on else None

    @property
    def public_words(self) -> dict:
        return {name: getattr(self, name) for name in PUBLIC_WORDS}

    @property
    def asked_words(self) -> dict:
        """Those that wait to be read; else those that everybody reads."""
        if self.asked_at is None:
            return self.public_words
        return {name: getattr(self, f"asked_{name}") for name in PUBLIC_WORDS}
