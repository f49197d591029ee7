"""A yes is said to one version: the teller's to our edits, a moderator's first to publishing.

Whatever changes the page takes both back, and writes down that it did: nothing that was agreed is lost in silence.
"""

from coproduction_site.workflow.one_winner import OneWinner
from stories.models.events import StoryEvent

Kind = StoryEvent.Kind
ANSWERS = (Kind.AGREED, Kind.DISAGREED, Kind.YES_GONE, Kind.UNASKED)
VERSIONS = (Kind.EDITED, Kind.FILES, Kind.SHOWN_EDITS)


class YesVerbs(OneWinner):
    def take_yes_back(self, by) -> None:
        """Call it on the row as it stands, in the transaction that took its version."""
        yes = "changes_approved" if self.state == self.State.PUBLISHED else "approved"
        gone = dict.fromkeys(["agreed_at", "disagreed_at", f"{yes}_by", f"{yes}_at"])
        for event in self._lost_with(gone, by):
            self._log(*event)
        type(self).objects.filter(pk=self.pk).update(**gone)
        self.refresh_from_db(fields=gone)

    def teller_has_not_seen_it(self, kinds=None) -> bool:
        """They said yes to an earlier version, and have said nothing about this one.

        `kinds` are those of all its events, in their order, if they are at hand.
        """
        answers = [kind for kind in self._kinds(kinds) if kind in ANSWERS]
        return bool(answers) and answers[-1] == Kind.YES_GONE

    def teller_cannot_be_asked(self, kinds=None) -> bool:
        """No way to write to them, or the page is public, or somebody stopped waiting for what they say to this version."""
        last = [kind for kind in self._kinds(kinds) if kind in (*ANSWERS, *VERSIONS)][-1:]
        return not self.email or self.state == self.State.PUBLISHED or last == [Kind.SHOWN_EDITS]

    def _kinds(self, kinds) -> list[str]:
        return list(self.events.values_list("kind", flat=True)) if kinds is None else kinds

    def _lost_with(self, changes, by=None) -> list[tuple]:
        """The events of what an UPDATE with these changes takes back."""
        lost = []
        if self.agreed_at and changes.get("agreed_at", self.agreed_at) is None:
            lost.append((Kind.YES_GONE, by))
        for name in ("approved_by", "changes_approved_by"):
            person = getattr(self, name)
            if person and changes.get(name, person) is None:
                lost.append((Kind.FIRST_GONE, by, f"It was the yes of {person}."))
        return lost
