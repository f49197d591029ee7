"""A story that its teller took back comes back by them, for as long as it is kept: never straight to the public."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coproduction_site.kept_days import kept_since, last_day
from stories.models.enums import State
from stories.models.events import EventKind, StoryEvent
from stories.models.moves import Moves

ENDS = (EventKind.WITHDRAWN, EventKind.TAKEN_DOWN, EventKind.CONSENT_OVER)
TOO_LATE = "This story cannot be brought back any more."


class BringBackVerbs(Moves):
    def ended_by(self) -> StoryEvent | None:
        """What took it away, of the three ways in which that happens."""
        return self.events.filter(kind__in=ENDS).last()

    @property
    def kept_until(self) -> date:
        """The last day of a story that ended."""
        return last_day(self.withdrawn_at, settings.WITHDRAWN_STORY_DAYS)

    def can_be_brought_back(self) -> bool:
        """Only what its teller took back, while it is kept, and while their yes to be read lasts."""
        if self.state != State.WITHDRAWN:
            return False
        if self.withdrawn_at < kept_since(settings.WITHDRAWN_STORY_DAYS):
            return False
        end = self.ended_by()
        return end is not None and end.kind == EventKind.WITHDRAWN and not self._yes_is_over()

    @transaction.atomic
    def bring_back(self) -> None:
        """To where somebody reads it anew: no yes is given by this, neither the teller's nor a moderator's.

        What was declined stays declined, and what was held is held. Raises ValidationError.
        """
        self.refresh_from_db()
        if not self.can_be_brought_back():
            raise ValidationError(TOO_LATE)
        self._move(
            self.where_it_belongs(),
            [State.WITHDRAWN],
            EventKind.BROUGHT_BACK,
            any_version=True,
            still=Q(withdrawn_at=self.withdrawn_at),
            withdrawn_at=None,
            brought_back_at=timezone.now(),
            approved_by=None,
            approved_at=None,
        )

    def where_it_belongs(self) -> str:
        if self.held_at:
            return State.SAFEGUARDING
        was_declined = self.events.filter(kind=EventKind.DECLINED).exists()
        return State.DECLINED if was_declined else State.WAITING

    def _yes_is_over(self) -> bool:
        return self.consent_ends_on is not None and self.consent_ends_on <= timezone.localdate()
