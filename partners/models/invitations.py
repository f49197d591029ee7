"""Who is asked to look after a page, or to sit on the panel. Nothing is done in their name before they say yes."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.workflow import one_winner
from partners.models.panel import PanelSeat
from partners.models.partner import Membership, Partner

OVER = "This invitation is over."


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(sent_at__gt=_oldest())

    def over(self):
        return self.filter(sent_at__lte=_oldest())

    def that_may_be_managed_by(self, user):
        """Of the pages and of the panel, each by whoever may invite to them."""
        of_pages, of_panel = Q(partner__isnull=False), Q(partner=None)
        pages = self.filter(of_pages) if user.has_perm("partners.add_membership") else self.none()
        panel = self.filter(of_panel) if user.has_perm("partners.add_panelseat") else self.none()
        return pages | panel

    def for_panel(self):
        return self.filter(partner=None)

    def to_answer(self, user):
        """What this person may say yes to. Rights for council staff come from the council alone, whoever asked before they were staff."""
        rows = self.open().filter(user=user.pk).select_related("partner", "user").order_by("pk")
        return rows.filter(is_from_council=True) if user.is_staff or user.is_superuser else rows

    def ask(self, user, partner=None, *, is_from_council: bool, **details) -> "Invitation":
        """One for each person and partner: asked again it begins anew, and stays the council's if it was."""
        asked = {"sent_at": timezone.now(), **details}
        if is_from_council:
            asked["is_from_council"] = True
        return self.update_or_create(user=user, partner=partner, defaults=asked)[0]


class Invitation(models.Model):
    """With a partner: to look after its page. Without one: to sit on the panel."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations", verbose_name="person"
    )
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="invitations")
    role = models.CharField(max_length=6, choices=Membership.Role, blank=True)
    side = models.CharField("sits as", max_length=12, choices=PanelSeat.Side, blank=True)
    is_from_council = models.BooleanField("sent by the council", default=False)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_invitation_for_a_person_and_a_partner", fields=["user", "partner"]
            ),
            models.UniqueConstraint(
                name="one_invitation_to_the_panel", fields=["user"], condition=Q(partner=None)
            ),
            models.CheckConstraint(
                name="invitation_says_to_what",
                condition=Q(partner__isnull=False, role__in=Membership.Role.values, side="")
                | Q(partner=None, role="", side__in=PanelSeat.Side.values, is_from_council=True),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.to_do}"

    @property
    def to_do(self) -> str:
        if self.partner is None:
            return "read for charter status, as one of its panel"
        return f"look after the page of {self.partner}"

    @property
    def where(self) -> str:
        """The address of what they are invited to."""
        return reverse("partners:mine" if self.partner else "charter:panel")

    @property
    def ends_at(self):
        return self.sent_at + timedelta(days=settings.INVITATION_DAYS)

    def begin_anew(self) -> None:
        """From the council. Raises ValidationError if it was answered or taken back meanwhile, or is over."""
        still = Q(sent_at__gt=_oldest())
        one_winner.change(self, still, OVER, sent_at=timezone.now(), is_from_council=True)

    @transaction.atomic
    def accept(self) -> None:
        """By whoever was asked, once, and as it was asked last. Raises ValidationError if it is over."""
        rows = Invitation.objects.to_answer(self.user).select_for_update(of=["self"])
        asked = rows.filter(pk=self.pk).first()
        if asked is None:
            raise ValidationError(OVER)
        if asked.partner:
            Membership.objects.get_or_create(
                user=asked.user, partner=asked.partner, defaults={"role": asked.role}
            )
        else:
            PanelSeat.objects.get_or_create(user=asked.user, defaults={"side": asked.side})
        asked.delete()


def _oldest():
    return timezone.now() - timedelta(days=settings.INVITATION_DAYS)
