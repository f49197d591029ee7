"""What partners would like to ask people. Somebody of the council reads it first."""

from django.db import models

from coproduction_site.kept_days import kept_since
from pages.chances import gate
from pages.chances.models import KEPT_DAYS
from pages.read_first.models import ReadFirst, ReadFirstQuerySet


class OfferQuerySet(ReadFirstQuerySet):
    def kept_long_enough(self):
        return self.filter(read_at__lt=kept_since(KEPT_DAYS))


class Offer(ReadFirst, gate.Honest):
    """A chance as a partner wrote it, through the same gate. A yes makes a draft of it; who typed it is not kept."""

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="offered_chances")
    draft = models.ForeignKey(
        "coproduction_site.Draft", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    class Meta(ReadFirst.Meta, gate.Honest.Meta):
        verbose_name = "chance from a partner"
        verbose_name_plural = "chances from partners"
        constraints = [*gate.Honest.Meta.constraints, *ReadFirst.Meta.constraints]
