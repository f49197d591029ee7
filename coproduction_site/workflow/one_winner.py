"""A row changes once: of those who press at the same moment one wins, and the others are told in a sentence.

All of it is one UPDATE that asks for what has to be true of the row still, so it holds without a lock.
It asks about other tables by EXISTS and never by a join: Django makes a join into a list of keys, which
PostgreSQL does not look at again when two wait for one row, so both would win.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model, Q

from coproduction_site.cache import revision


def wins(row: Model, still: Q, **changes) -> bool:
    """True for the one call that changed it, if it was `still` so. The object in memory stays as it was."""
    return bool(type(row)._default_manager.filter(still, pk=row.pk).update(**changes))


def change(row: Model, still: Q, refusal: str | Callable[[], str], **changes) -> None:
    """Raises ValidationError with the refusal if somebody was first, or it is not `still` so."""
    if not wins(row, still, **changes):
        raise ValidationError(refusal() if callable(refusal) else refusal)
    row.refresh_from_db()


def with_version_taken(row: Model, version: int, refusal: str) -> Model:
    """The row as it stands now, to be written over. Of two who saw the same version one is refused."""
    if not wins(row, Q(version=version), version=F("version") + 1):
        raise ValidationError(refusal)
    return type(row)._default_manager.get(pk=row.pk)


class OneWinner:
    """Mixed into a model with a `state` and a `version`. Nothing else writes its state.

    A model says in `STALE` what somebody reads who saw an older version, in `NOT_NOW` what they read
    in every other state, and in `PUBLIC` the state that everybody sees.
    """

    STALE = NOT_NOW = ""
    GONE = "This is not here any more."
    PUBLIC = None

    def _move(self, to, before, *events, still=None, any_version=False, refusal=None, **changes) -> None:
        """`to` one state from those `before`; each of the `events` are the arguments of `_log`.

        `any_version` is for whoever must never be stopped by an edit of somebody else.
        """
        unchanged = Q() if any_version else Q(version=self.version)
        still = unchanged & (still or Q()) & self._may_move() & Q(state__in=list(before))
        with transaction.atomic():
            touches_public = to == self.PUBLIC or self._is_public_in(before)
            if not wins(self, still, state=to, version=F("version") + 1, **changes):
                raise ValidationError(refusal() if refusal else self._why_not(before))
            for event in events:
                self._log(*event)
            if touches_public:
                revision.move()
        self.refresh_from_db()

    def _may_move(self) -> Q:
        """What has to be true of other rows."""
        return Q()

    def _is_public_in(self, before) -> bool:
        if self.PUBLIC not in before:
            return False
        return type(self)._default_manager.filter(pk=self.pk, state=self.PUBLIC).exists()

    def _why_not(self, before) -> str:
        now = type(self)._default_manager.filter(self._may_move(), pk=self.pk).first()
        if now is None:
            return self.GONE
        if now.state in before:
            return self.STALE
        return self.NOT_NOW.format(now.get_state_display().lower())
