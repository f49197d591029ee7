"""What was changed in a story after it was published waits on the desk until somebody publishes it again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from stories.models import publishing
from stories.models.events import StoryEvent
from stories.models.moves import Moves

NOTHING_NEW = "The page shows these words already. There is nothing new to publish."


class ChangesVerbs(Moves):
    @property
    def first_yes_by(self):
        """Of what would be published now: the story, or what was changed in it."""
        return self.changes_approved_by if self.state == self.State.PUBLISHED else self.approved_by

    @property
    def first_yes_at(self):
        is_public = self.state == self.State.PUBLISHED
        return self.changes_approved_at if is_public else self.approved_at

    @transaction.atomic
    def approve_changes(self, moderator) -> None:
        """The first yes to the changes, where somebody else must publish them. An edit takes it back."""
        self.check_approve_changes(moderator)
        self._check_details()
        self._move(
            self.State.PUBLISHED,
            [self.State.PUBLISHED],
            StoryEvent.Kind.APPROVED,
            moderator,
            changes_approved_by=moderator,
            changes_approved_at=timezone.now(),
        )
        self._remember_copy(moderator)

    def check_approve_changes(self, moderator) -> None:
        self._check_changes()
        if not self.why_two_people():
            raise ValidationError("These changes need no second person. You can publish them.")

    @transaction.atomic
    def publish_changes(self, moderator, unasked: str = "") -> None:
        """`unasked` as with `publish`. Raises ValidationError if nothing is new, or somebody has to say yes first."""
        self._check_details()
        self.check_publish_changes(moderator)
        self._note_unasked(moderator, unasked)
        self._move(
            self.State.PUBLISHED,
            [self.State.PUBLISHED],
            StoryEvent.Kind.REPUBLISHED,
            moderator,
            decided_at=timezone.now(),
            decided_by=moderator,
            approved_by=self.changes_approved_by,
            approved_at=self.changes_approved_at,
            changes_approved_by=None,
            changes_approved_at=None,
        )
        publishing.write(self)

    def check_publish_changes(self, moderator) -> None:
        self._check_changes()
        self._check_two_people_for_changes(moderator)

    def _check_two_people_for_changes(self, moderator) -> None:
        reasons = self.why_two_people()
        if reasons and self.changes_approved_by_id in (None, moderator.pk):
            raise ValidationError(
                f"The changes need two people to say yes, because {' and '.join(reasons)}. "
                "One gives the first yes; a colleague publishes them."
            )

    def _check_changes(self) -> None:
        self._check_ready()
        if self.state == self.State.PUBLISHED and not publishing.differs(self):
            raise ValidationError(NOTHING_NEW)
