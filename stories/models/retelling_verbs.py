"""Asking whether a public story may be told again, and what its teller says, now or at any later time."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from stories.models.consent_dates import years_later
from stories.models.events import StoryEvent
from stories.models.other_words_verbs import OtherWordsVerbs
from stories.models.retelling import Retelling, forget_what_was_written

ASKED = "Its teller was asked before, so it is not asked again."


class RetellingVerbs(OtherWordsVerbs):
    @transaction.atomic
    def ask_to_retell(self, by) -> None:
        """Again only when a yes has ended. Raises ValidationError."""
        if Retelling.objects.settled(timezone.localdate()).filter(story=self).exists():
            raise ValidationError(ASKED)
        public, kind = [self.State.PUBLISHED], StoryEvent.Kind.RETELL_ASKED
        self._move(F("state"), public, kind, by, still=Q(held_at=None, consent_publish=True))
        asked = {"asked_at": timezone.now(), "answer": "", "answered_at": None, "ends_on": None}
        Retelling.objects.update_or_create(story=self, defaults=asked)

    @transaction.atomic
    def answer_retelling(self, is_yes: bool, wording: str) -> None:
        """A no, also one that takes a yes back, deletes what was written. Raises ValidationError, or DoesNotExist."""
        kind = StoryEvent.Kind.RETELL_YES if is_yes else StoryEvent.Kind.RETELL_NO
        retelling = Retelling.objects.get(story=self)
        if retelling.is_yes if is_yes else retelling.is_no:
            return
        public = [self.State.PUBLISHED]
        self._move(F("state"), public, kind, words=f"Wording {wording}.", any_version=True)
        today, answers = timezone.localdate(), Retelling.Answer
        Retelling.objects.filter(story=self).update(
            answer=answers.YES if is_yes else answers.NO,
            answered_at=timezone.now(),
            ends_on=years_later(today, settings.CONSENT_YEARS) if is_yes else None,
        )
        if not is_yes:
            forget_what_was_written(self.pk)

    @property
    def may_be_retold(self) -> bool:
        """Whether its teller can be asked, or has an answer to give."""
        return self.state == self.State.PUBLISHED and self.held_at is None
