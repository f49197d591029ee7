"""How a story moves: what it leaves behind with each state, and what is noted of it."""

from django.db import transaction

from coproduction_site.cache import revision
from stories.models import cases, figures, publishing, search_entries, stays_ended
from stories.models.events import StoryEvent
from stories.models.yes_verbs import YesVerbs

# Of an UPDATE that names one of these, the search has to know.
SEARCHED = {"title", "held_at"}
NO_CHANGES = {"changes_approved_by": None, "changes_approved_at": None}


class Moves(YesVerbs):
    """What the verbs of a story are made of. Nothing else writes a state."""

    GONE = "This story was erased."
    STALE = "Somebody changed this story while you were reading it. Look at it again first."
    NOT_NOW = "This cannot be done now: the story is “{}”."

    def _move(self, to, before, kind, by=None, words="", reason="", **changes) -> None:
        """With its event. What a teller does is `any_version`: a moderator's edit never stands in their way."""
        changes = self._left_behind(to) | changes
        lost = [] if to == self.State.PUBLISHED else self._lost_with(changes, by)
        with transaction.atomic():
            super()._move(to, before, *lost, (kind, by, words, reason), **changes)
            if SEARCHED & changes.keys():
                search_entries.follow(self)
            was_public = self._followed(to, before)
            if was_public or to == self.State.PUBLISHED:
                revision.move(*publishing.TABLES, only_adds=not was_public)

    def _followed(self, to, before) -> bool:
        """What keeps in step with a state. True if the public could read the story before."""
        stays_ended.follow(self, to, before)
        return publishing.follow(self, to)

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
        cases.follow(self, kind, by, words)
