"""What a safeguarding lead does about a story that is held. Its version is taken first: of two leads one is told."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from stories.models import cases, safeguarding
from stories.models.enums import State
from stories.models.events import EventKind
from stories.models.glass import GlassBreak
from stories.models.moves import Moves

# A story that its teller took back while it was held keeps its case.
WITH_A_CASE = (State.SAFEGUARDING, State.WITHDRAWN)


class CaseVerbs(Moves):
    @transaction.atomic
    def take_case(self, lead, owner, due_at) -> None:
        """`owner` looks after it from now on, and does the next step by `due_at`."""
        if not safeguarding.is_lead(owner):
            raise ValidationError(f"{owner} is not a safeguarding lead.")
        self._note_case(EventKind.CASE_TAKEN, lead)
        cases.case_of(self).change(owner=owner, due_at=due_at)

    @transaction.atomic
    def write_case(self, lead, note: str) -> None:
        """A note for the other leads. It cannot be changed afterwards."""
        self._note_case(EventKind.CASE_NOTE, lead)
        case = cases.case_of(self)
        case.change(due_at=F("due_at"))
        case.notes.create(by=lead, words=note)

    @transaction.atomic
    def close_case(self, lead, outcome: str, outcome_words: str = "") -> None:
        """For good: the story stays held, so that nothing publishes, exports or mails it."""
        if outcome not in dict(cases.ENDS):
            raise ValidationError("Choose how it ended.")
        self._note_case(EventKind.CASE_CLOSED, lead)
        cases.case_of(self).end(lead, outcome, outcome_words)

    @transaction.atomic
    def reopen_case(self, lead, why: str) -> None:
        """Something new is known: a case of its own, beside the one that was closed."""
        self._note_case(EventKind.CASE_AGAIN, lead)
        if cases.case_of(self).is_open:
            raise ValidationError("This case is open already.")
        self.cases.create(opened_by=lead, why=why)

    @transaction.atomic
    def break_glass(self, by, why: str) -> None:
        """In an emergency, for somebody who is no lead. The leads are written to (see `actions`)."""
        if not by.has_perm("stories.break_glass"):
            raise ValidationError("You may not do this. Ring a safeguarding lead.")
        GlassBreak.objects.create(story=self, by=by, why=why)
        self._log(EventKind.GLASS, by)

    def _note_case(self, kind, lead) -> None:
        safeguarding.check_lead(lead)
        self._move(F("state"), WITH_A_CASE, kind, lead, still=Q(held_at__isnull=False))
