"""Somebody outside hears what came of what they sent, and can write back once, by a private link."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site.private_links import new_token
from coproduction_site.workflow import one_winner

WRITTEN_BACK = "You have written back already. Thank you."
LONGEST = 2_000


class WritesBackOnce(models.Model):
    """The link is there from the day on which they are told; before that there is nothing to answer."""

    token = models.CharField(max_length=43, blank=True, default="", db_default="", editable=False)
    reply = models.TextField(
        "what they wrote back", max_length=LONGEST, blank=True, default="", db_default="", editable=False
    )
    replied_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                name="%(class)s_has_a_link_of_its_own", fields=["token"], condition=~Q(token="")
            ),
            models.CheckConstraint(
                name="%(class)s_was_written_back_to_on_a_day",
                condition=Q(reply="", replied_at=None) | (~Q(reply="") & Q(replied_at__isnull=False)),
            ),
        ]

    @property
    def number(self) -> str:
        """Stands in each letter to whoever wrote, so that the letters can be found when all of it is erased."""
        return self.key.hex[:16]

    @property
    def has_replied(self) -> bool:
        return self.replied_at is not None

    def write_back(self, text: str, **columns) -> None:
        """Raises ValidationError the second time."""
        columns |= {"reply": text, "replied_at": timezone.now()}
        one_winner.change(self, Q(replied_at=None), WRITTEN_BACK, **columns)

    def link_for_them(self) -> str:
        """The same one each time they are told."""
        return self.token or new_token()
