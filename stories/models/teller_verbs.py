"""What the teller does with a story, and what time does to it. A moderator's edit never stands in their way."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from coproduction_site.cache import revision
from stories.models import publishing
from stories.models.consent_dates import ASKED_AGAIN_DAYS, years_later
from stories.models.events import StoryEvent
from stories.models.moves import NO_CHANGES, Moves
from stories.models.texts import TEXTS


class TellerVerbs(Moves):
    def submit(self, wording: str) -> bool:
        """Send the draft. True for the one call that sent it, False if it was sent before.

        Raises ValidationError if it was taken back, or may not be read.
        """
        now = timezone.now()
        if not self.consent_read:
            raise ValidationError("We need your yes before we may read your story.")
        drafts = type(self).objects.filter(pk=self.pk, state=self.State.DRAFT)
        with transaction.atomic():
            sent = drafts.update(
                state=self.State.WAITING,
                version=F("version") + 1,
                submitted_at=now,
                consented_at=now,
                consent_wording=wording,
                consent_ends_on=years_later(timezone.localdate(now), settings.CONSENT_YEARS),
                **{f"public_{text}": F(text) for text in TEXTS},
            )
            self.refresh_from_db()
            if sent:
                self._sort_for_the_desk()
                self._log(StoryEvent.Kind.SUBMITTED)
        return bool(sent)

    def answer(self, words: str) -> None:
        self._move(
            self.State.WAITING,
            [self.State.QUESTION],
            StoryEvent.Kind.ANSWERED,
            words=words,
            any_version=True,
            answered_at=timezone.now(),
        )

    def agree(self) -> None:
        """The teller says yes to the edits that they were shown."""
        self._answer_edits(StoryEvent.Kind.AGREED, agreed_at=timezone.now())

    def disagree(self, words: str) -> None:
        self._answer_edits(StoryEvent.Kind.DISAGREED, words, disagreed_at=timezone.now())

    def _answer_edits(self, kind, words="", **said) -> None:
        self._move(
            self.State.WAITING, [self.State.WITH_TELLER], kind, words=words, any_version=True, **said
        )

    def withdraw(self) -> None:
        """Taken back by its teller, from any state, without a reason. Twice is once."""
        if self.state == self.State.WITHDRAWN:
            return
        before = [state for state in self.State.values if state not in ("draft", "withdrawn")]
        self._move(
            self.State.WITHDRAWN,
            before,
            StoryEvent.Kind.WITHDRAWN,
            any_version=True,
            withdrawn_at=timezone.now(),
        )

    def change_consent(self, wording: str, *, publish: bool, training: bool, press: bool) -> bool:
        """What the teller says yes to from now on. False if it was so before, or the story is taken back.

        A story that may not be on the site any more comes down in the same UPDATE.
        """
        now, to = timezone.now(), dict(zip(self.CONSENTS, (publish, training, press), strict=True))
        open_now = type(self).objects.sent().exclude(state=self.State.WITHDRAWN).exclude(**to)
        changes = {**to, "version": F("version") + 1}
        if not publish:
            public = When(state=self.State.PUBLISHED, then=Value(self.State.WITHDRAWN))
            changes["state"] = Case(public, default=F("state"))
            changes |= {"featured_at": None} | NO_CHANGES
            changes["withdrawn_at"] = Case(When(state=self.State.PUBLISHED, then=Value(now)))
        with transaction.atomic():
            changed = open_now.filter(pk=self.pk).update(**changes)
            self.refresh_from_db()
            if changed:
                self._log(StoryEvent.Kind.CONSENT, words=self._consent_words(wording))
            if changed and self.state == self.State.WITHDRAWN:
                self._log(StoryEvent.Kind.WITHDRAWN)
                publishing.follow(self, self.State.WITHDRAWN)
                revision.move()
        return bool(changed)

    def renew_consent(self, wording: str) -> None:
        """The teller says yes again, in the weeks before the consent ends."""
        soon = timezone.localdate() + timedelta(days=ASKED_AGAIN_DAYS)
        self._move(
            F("state"),
            [*self.IN_USE, self.State.SAFEGUARDING],
            StoryEvent.Kind.RENEWED,
            words=f"Wording {wording}.",
            any_version=True,
            only=Q(consent_ends_on__lte=soon),
            consent_ends_on=years_later(timezone.localdate(), settings.CONSENT_YEARS),
            consent_asked_at=None,
        )

    def _consent_words(self, wording) -> str:
        """All of it, so that each event can be read by itself."""
        said = [
            f"{self._meta.get_field(name).verbose_name}: {'yes' if getattr(self, name) else 'no'}"
            for name in self.CONSENTS
        ]
        return f"{'; '.join(said)}. Wording {wording}."


class TimeVerbs(Moves):
    def note_asked_again(self) -> None:
        """Before the letter that asks; once for each end of a consent."""
        self._move(
            F("state"),
            self.IN_USE,
            StoryEvent.Kind.ASKED_AGAIN,
            any_version=True,
            only=Q(consent_asked_at=None),
            consent_asked_at=timezone.now(),
        )

    def end_consent(self) -> None:
        """Nobody said yes again. A yes in the last moment wins."""
        self._move(
            self.State.WITHDRAWN,
            self.IN_USE,
            StoryEvent.Kind.CONSENT_OVER,
            any_version=True,
            only=Q(consent_ends_on__lte=timezone.localdate()),
            withdrawn_at=timezone.now(),
        )

    @transaction.atomic
    def remove_private_details(self) -> None:
        """What stays is what the public reads, who decided, and what was consented to."""
        self._move(
            self.State.PUBLISHED,
            [self.State.PUBLISHED],
            StoryEvent.Kind.BLANKED,
            any_version=True,
            only=Q(details_removed_at=None),
            details_removed_at=timezone.now(),
            email="",
            title=F("public_title"),
            words_key="",
            **dict.fromkeys(TEXTS[1:], ""),
        )
        self.told.all().delete()
        self.events.exclude(kind__in=[StoryEvent.Kind.CONSENT, StoryEvent.Kind.RENEWED]).update(words="")
