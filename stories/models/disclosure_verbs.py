"""How words reach the safeguarding leads without a yes of anybody: to keep a child safe, the law asks for none."""

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from stories.models.ages import SEEN_BY_OTHERS
from stories.models.enums import State
from stories.models.events import StoryEvent
from stories.models.moves import Moves
from stories.models.risk import HIGHEST

NO_YES = dict.fromkeys((*SEEN_BY_OTHERS, "consent_read", "young_person_agrees", "adult_agrees"), False)
# What is published, declined or taken back has been read, and its teller begins a new one.
CAN_BE_DISCLOSED = (State.DRAFT, State.WAITING, State.QUESTION, State.WITH_TELLER)


class DisclosureVerbs(Moves):
    def disclose(self) -> None:
        """Sent straight to the leads, as far as it is written. From then on nobody else reads it, ever.

        No yes was asked for this, so none that was ticked before counts. It is held, and nothing can release it.
        """
        now = timezone.now()
        self._move(
            self.State.SAFEGUARDING,
            CAN_BE_DISCLOSED,
            StoryEvent.Kind.DISCLOSED,
            any_version=True,
            held_at=now,
            disclosed_at=now,
            submitted_at=Coalesce(F("submitted_at"), now),
            consented_at=None,
            consent_ends_on=None,
            consent_wording="",
            risk=HIGHEST,
            **NO_YES,
        )

    def note_more(self, text: str) -> None:
        """Words that came by the same button after the story was held. They stand in its history, for leads."""
        self._log(StoryEvent.Kind.DISCLOSED, words=text)
