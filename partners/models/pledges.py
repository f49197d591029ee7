"""What an organisation promises when it signs the charter: sent, read by staff, then public or back again."""

import secrets
import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from coproduction_site.kept_days import kept_since, last_day
from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.private_links import new_token
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.one_winner import OneWinner

KEPT_DAYS = 90
LINK_REFUSED = "This pledge has ended, or has a new link already."
LETTERS = "234679cdfghjkmnpqrtvwxyz"


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


class Pledge(OneWinner, models.Model):
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
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its place in the public list."""
        return f"{reverse('charter:signed')}#{self.slug}"

    def get_own_url(self):
        return reverse("charter:pledge", args=[self.token])

    # What the organisation does

    def change(self, **columns) -> None:
        """Send better words after staff asked for them."""
        self._move(
            self.State.WAITING, [self.State.RETURNED], **columns, reason="", sent_at=timezone.now()
        )

    def take_back(self) -> None:
        """At any time and without a reason; staff never stand in the way."""
        self._move(self.State.WITHDRAWN, self.OPEN, any_version=True, reason="", ended_at=timezone.now())

    def bring_back(self) -> None:
        """Taken back in error: staff read it anew before it is public."""
        still = Q(ended_at__gte=kept_since(KEPT_DAYS))
        now = timezone.now()
        before = [self.State.WITHDRAWN]
        self._move(self.State.WAITING, before, any_version=True, still=still, ended_at=None, sent_at=now)

    # What staff do

    def publish(self, by, partner=None) -> None:
        self._move(
            self.State.PUBLISHED,
            [self.State.WAITING],
            slug=self.slug or _new_slug(self.name),
            signed_on=timezone.localdate(self.sent_at),
            reason="",
            partner=partner,
            **_decided(by),
        )

    def give_back(self, by, reason: str) -> None:
        self._move(self.State.RETURNED, [self.State.WAITING], reason=reason, **_decided(by))

    def decline(self, by, reason: str) -> None:
        """Also a pledge that is on the website: it comes down at once."""
        before = [self.State.WAITING, self.State.PUBLISHED]
        decided = _decided(by)
        self._move(self.State.DECLINED, before, reason=reason, ended_at=decided["decided_at"], **decided)

    def renew_link(self) -> None:
        """The old link stops working: it was lost, or somebody left."""
        still = Q(token=self.token, state__in=self.OPEN)
        one_winner.change(self, still, LINK_REFUSED, token=new_token(), version=F("version") + 1)

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
        return self.state == self.State.WITHDRAWN and self.ended_at >= kept_since(KEPT_DAYS)

    @property
    def has_ended(self) -> bool:
        return self.state in self.ENDED


def _decided(by) -> dict:
    return {"decided_at": timezone.now(), "decided_by": by}


def _new_slug(name: str) -> str:
    """Its name, if no other has it; else with an end of its own."""
    slug = slugify(name)[:70].strip("-")
    if slug and not Pledge.objects.filter(slug=slug).exists():
        return slug
    end = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"{slug or 'organisation'}-{end}"
