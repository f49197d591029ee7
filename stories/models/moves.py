"""How a story moves: one UPDATE that can win once, its event, and the revision where the public is touched."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from coproduction_site.cache import revision
from stories.models import figures, publishing
from stories.models.events import StoryEvent

NO_CHANGES = {"changes_approved_by": None, "changes_approved_at": None}


class Moves:
    """What the verbs of a story are made of. Nothing else writes a state."""

    def _move(
        self, to, before, kind, by=None, words="", reason="", any_version=False, only=None, **changes
    ) -> None:
        """One UPDATE that can win once, its event, and the revision where the public is touched.

        `any_version` is for what the teller does: a moderator's edit must never stand in their way.
        """
        unchanged = Q() if any_version else Q(version=self.version)
        changes = self._left_behind(to) | changes
        with transaction.atomic():
            mine = type(self).objects.filter(unchanged, only or Q(), pk=self.pk, state__in=before)
            if not mine.update(state=to, version=F("version") + 1, **changes):
                raise ValidationError(self._why_not(before))
            self._log(kind, by, words, reason)
            if publishing.follow(self, to):
                revision.move()
        self.refresh_from_db()

    def _left_behind(self, to) -> dict:
        """A place on the home page and changes that wait end with being public; a first yes, with the waiting that it was for.

        What somebody asked about, showed, held or published was not spam.
        """
        if to == self.State.PUBLISHED:
            return {"spam_reason": ""}
        if to not in self.State.values:
            return {}
        if to == self.State.WAITING:
            return {"featured_at": None} | NO_CHANGES
        ended = to in (self.State.DECLINED, self.State.WITHDRAWN)
        left = {"featured_at": None, "approved_by": None, "approved_at": None} | NO_CHANGES
        return left if ended else left | {"spam_reason": ""}

    def _log(self, kind, by=None, words="", reason="") -> None:
        StoryEvent.objects.create(story=self, kind=kind, by=by, words=words, reason=reason)
        figures.note(self, kind, reason)

    def _why_not(self, before) -> str:
        now = type(self).objects.filter(pk=self.pk).first()
        if now is None:
            return "This story was erased."
        if now.state in before:
            return "Somebody changed this story while you were reading it. Look at it again first."
        return f"This cannot be done now: the story is “{now.get_state_display().lower()}”."
