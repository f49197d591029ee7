"""How a set of changes moves: once, with its events, in one transaction.

Whoever also writes the profile takes its version first, so that two never wait for each other in turn.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from coproduction_site.uploads import erasing
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.one_winner import OneWinner
from partners.models.profile_fields import TOGETHER, part_of
from partners.models.sections import in_order

MOVED = "The page has changed since you opened this. Look at the differences again first."
NOTHING_NEW = "There is nothing to send: your page says all of this already."
OWN_WORDS = "You sent these words yourself. Somebody else has to read them."
NOT_ALL = "Tick what may show, and give a reason for everything else."
NOBODY = {"sent_at": None, "sent_by": None, "decided_at": None, "decided_by": None, "reasons": {}}


def live_values(partner, names) -> dict[str, str]:
    """What everybody sees now, as words; of a picture the name of its file."""
    values = {name: getattr(partner, name) for name in names}
    return {
        name: (value.name or "") if isinstance(value, models.fields.files.FieldFile) else value
        for name, value in values.items()
    }


class ChangeVerbs(OneWinner):
    """Mixed into `ProfileChange`. Nothing else writes a state."""

    STALE = "Somebody changed this while you were reading it. Look at it again first."
    NOT_NOW = "This cannot be done now. The changes are: {}."

    # What a partner does

    @classmethod
    def keep(cls, partner, user, answers: dict[str, str]) -> "ChangeVerbs | None":
        """Keep what somebody wrote in the boxes that are read first. Returns the open set, if there is one.

        Call it with the live row, in the transaction that took its version: of two who save at once, one
        is told. A set that already waits to be read is not waiting any more when its words change.
        """
        change = cls.objects.open().filter(partner=partner).first()
        asked = _worth_asking(partner, (change.asked if change else {}) | answers)
        base = live_values(partner, asked)
        base |= {
            name: was
            for name, was in (change.base if change else {}).items()
            if name in asked and name not in answers
        }
        if change is None:
            return cls._start(partner, user, base, asked) if asked else None
        change.partner = partner
        if not asked:
            change.withdraw(user)
            return None
        if (asked, base) != (change.asked, change.base):
            change._rewrite(user, base, asked)
        return change

    @classmethod
    def _start(cls, partner, user, base, asked):
        change = cls.objects.create(partner=partner, base=base, asked=asked)
        change._log("started", user)
        return change

    def _rewrite(self, user, base, asked) -> None:
        forgotten = self._pictures() - set(asked.values())
        if self.is_sent and asked != self.asked:
            self._move(
                self.State.DRAFT,
                [self.State.SENT],
                {"taken_back": {}},
                user,
                base=base,
                asked=asked,
                **NOBODY,
            )
        else:
            self._move(self.state, [self.state], {}, user, base=base, asked=asked)
        self._forget(forgotten)

    def send(self, user, note: str = "", replies: dict[str, str] | None = None) -> None:
        """To the council. Nothing shows before somebody there has read it.

        `replies` answer the reasons with which parts came back.
        """
        if not _worth_asking(self.partner, self.asked):
            raise ValidationError(NOTHING_NEW)
        sender = NOBODY | {"sent_at": timezone.now(), "sent_by": user}
        events = {"sent": self.asked} | _said_with_it(note, replies)
        self._move(self.State.SENT, self.WITH_PARTNER, events, user, **sender)

    def withdraw(self, user) -> None:
        """For good: the words stay in the record, the pictures go."""
        pictures = self._pictures()
        self._move(self.State.WITHDRAWN, self.OPEN, {"withdrawn": {}}, user, **NOBODY)
        self._forget(pictures)

    # What the council does

    def decide(
        self, staff, approved: set[str], reasons: dict[str, str], partner_version: int, note: str = ""
    ) -> None:
        """Part by part: what is approved goes live now, the rest comes back with its reasons."""
        if self.sent_by_id == staff.pk:
            raise ValidationError(OWN_WORDS)
        parts = self.parts
        if approved & set(reasons) or set(parts) != approved | set(reasons) or not all(reasons.values()):
            raise ValidationError(NOT_ALL)
        live = {name: value for name, value in self.asked.items() if part_of(name) in approved}
        with transaction.atomic():
            if live:
                self._show(live, staff, partner_version)
            self._note_decision(staff, live, reasons, note)

    def _note_decision(self, staff, live, reasons, note) -> None:
        rest = {name: value for name, value in self.asked.items() if name not in live}
        events, to = ({"approved": live} if live else {}), self.State.APPROVED
        columns = {"decided_at": timezone.now(), "decided_by": staff}
        if rest:
            events["returned"], to = reasons, self.State.RETURNED
            base = {name: was for name, was in self.base.items() if name in rest}
            columns |= {"asked": rest, "base": base, "reasons": reasons}
        events |= _said_with_it(note)
        self._move(to, [self.State.SENT], events, staff, **columns)

    def _show(self, values, staff, partner_version) -> None:
        """Through the partner's own save: its version, its history, and the old pictures go."""
        partner = one_winner.with_version_taken(self.partner, partner_version, MOVED)
        before = live_values(partner, values)
        for name, value in values.items():
            setattr(partner, name, value)
        partner.confirm(values)
        partner._history_user, partner._change_reason = staff, "Read and approved by the council"
        partner.save()
        self._forget({before[name] for name in TOGETHER.values() if name in values} - {""})
        self.partner = partner

    # What the verbs are made of

    @property
    def parts(self) -> list[str]:
        """What is decided together is one part, named after its first field. In the order of the sections."""
        return in_order({part_of(name) for name in self.asked})

    def _move(self, to, before, events, by, **columns) -> None:
        """The partner in memory stays, with what `_show` has just written."""
        partner = self.partner
        super()._move(to, before, *[(kind, by, said) for kind, said in events.items()], **columns)
        self.partner = partner

    def _log(self, kind, by, said=None) -> None:
        self.events.create(kind=kind, by=by, said=said or {})

    def _pictures(self) -> set[str]:
        """The files of this set alone: of a live one it knows no more than the name."""
        mine = {self.asked.get(name) for name in TOGETHER.values()}
        return mine - set(live_values(self.partner, TOGETHER.values()).values()) - {"", None}

    def _forget(self, pictures) -> None:
        """A file goes only when the row that named it surely does not any more."""
        for name in pictures:
            erasing.when_done(name)


def _said_with_it(note: str, replies: dict[str, str] | None = None) -> dict[str, dict]:
    """As events beside the one that they came with."""
    said = {"replied": {part: reply for part, reply in (replies or {}).items() if reply}}
    said["noted"] = {"note": note} if note else {}
    return {kind: texts for kind, texts in said.items() if texts}


def _worth_asking(partner, asked: dict[str, str]) -> dict[str, str]:
    """Without what everybody sees already. A picture and its words stay together."""
    live = live_values(partner, asked)
    new = {part_of(name) for name, value in asked.items() if value != live[name]}
    return {name: value for name, value in asked.items() if part_of(name) in new}
