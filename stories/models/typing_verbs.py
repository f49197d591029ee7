"""A story that came as pages: its teller asks us to type it in, and somebody at the desk does so once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.workflow import one_winner
from stories.models.enums import Channel
from stories.models.events import StoryEvent
from stories.models.moves import Moves
from stories.models.texts import TEXTS

# Until somebody has read the pages: nothing in them is known, so there is nothing to show either.
TITLE_OF_PAGES = "A story on paper"


class TypingVerbs(Moves):
    TYPED_ALREADY = "A colleague has typed this story in already, or it was taken back."

    @property
    def is_to_type(self) -> bool:
        return self.typing_asked_at is not None

    @transaction.atomic
    def ask_to_type(self, wording: str, email: str = "") -> bool:
        """Sent as it is, with the yes to read it and no other. False if it was sent before."""
        answers = {"title": TITLE_OF_PAGES, "email": email, "consent_read": True}
        asked = dict.fromkeys((*self.CONSENTS, "young_person_agrees", "adult_agrees"), False)
        changes = answers | asked | {"typing_asked_at": timezone.now()}
        if not one_winner.wins(self, Q(state=self.State.DRAFT), **changes):
            return False
        self.refresh_from_db()
        return self.submit(wording)

    @transaction.atomic
    def type_in(self, typist, version: int, answers: dict, partners) -> None:
        """What the pages say. Raises ValidationError if a colleague was first, or its teller changed something."""
        still = Q(state=self.State.WAITING, typing_asked_at__isnull=False, version=version)
        copy = {f"public_{text}": answers[text] for text in TEXTS}
        typed = {"channel": Channel.PAPER, "typed_by": typist, "typing_asked_at": None}
        changes = answers | copy | typed | {"version": F("version") + 1}
        if not one_winner.wins(self, still, **changes):
            raise ValidationError(self.TYPED_ALREADY)
        self.refresh_from_db()
        self.partners.set(partners)
        self._sort_for_the_desk()
        self._log(StoryEvent.Kind.TYPED, typist, self.get_channel_display())
        self._log(StoryEvent.Kind.CONSENT, typist, self._consent_words(self.consent_wording))
