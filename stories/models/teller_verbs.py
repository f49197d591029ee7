"""What the teller does with a story, and what time does to it. A moderator's edit never stands in their way."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from coproduction_site.cache import revision
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import NOT_AS_SHOWN, Stale
from stories.models import other_words, publishing, search_entries
from stories.models.consent_dates import ASKED_AGAIN_DAYS, years_later
from stories.models.events import StoryEvent
from stories.models.moves import NO_CHANGES, Moves
from stories.models.retelling_verbs import RetellingVerbs
from stories.models.shown import mark_of, mark_of_edits, mark_of_question
from stories.models.texts import ORGANISATIONS, TEXTS

LIMITS = ("only_here", "in_other_words")  # What is said beside the yes to the website.
WHAT_WAS_SAID_YES_TO = [
    *(StoryEvent.Kind.CONSENT, StoryEvent.Kind.RENEWED),
    *(StoryEvent.Kind.RETELL_YES, StoryEvent.Kind.RETELL_NO),
]


class TellerVerbs(RetellingVerbs):
    def submit(self, wording: str) -> bool:
        """Send the draft, which the caller has just read. True for the one call that sent it, False if it was sent before.

        Raises ValidationError if it may not be read.
        """
        if not self.consent_read:
            raise ValidationError("We need your yes before we may read your story.")
        with transaction.atomic():
            changes = self._as_sent(wording)
            if not one_winner.wins(self, Q(state=self.State.DRAFT), **changes):
                self.refresh_from_db()
                return False
            self._hold(changes)
            search_entries.follow(self)
            self._log(StoryEvent.Kind.SUBMITTED)
        return True

    def answer(self, words: str, shown: str | None = None) -> None:
        """To the question with the mark `shown`; without one, to what this object holds."""
        shown = mark_of_question(self) if shown is None else shown
        kind, now = StoryEvent.Kind.ANSWERED, timezone.now()
        self._reply(shown, [self.State.QUESTION], kind, words=words, answered_at=now)

    def agree(self, shown: str | None = None) -> None:
        """Yes to the edits with the mark `shown`; without one, to what this object holds."""
        self._answer_edits(shown, StoryEvent.Kind.AGREED, agreed_at=timezone.now())

    def disagree(self, words: str, shown: str | None = None) -> None:
        kind, now = StoryEvent.Kind.DISAGREED, timezone.now()
        self._answer_edits(shown, kind, words=words, disagreed_at=now)

    def _answer_edits(self, shown, kind, **details) -> None:
        shown = mark_of_edits(self) if shown is None else shown
        self._reply(shown, [self.State.WITH_TELLER], kind, **details)

    @transaction.atomic
    def _reply(self, shown, before, kind, **details) -> None:
        """To what the teller has read and to nothing else. Raises `Stale`.

        Claims, marks and letters move the version too and are no business of the teller's: so what is
        compared, under a lock, is what the page showed.
        """
        story = type(self).objects.select_for_update().filter(pk=self.pk, state__in=before).first()
        if story and mark_of(story) != shown:
            raise Stale(NOT_AS_SHOWN)
        self._move(self.State.WAITING, before, kind, any_version=True, **details)

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

    def change_consent(
        self, wording: str, *, publish: bool, training: bool, press: bool, agreed=(), **limits: bool
    ) -> bool:
        """False if it was so before, or nothing can be said any more: it is taken back, or went to the leads.

        `agreed` names the ticks of others who say yes too; `limits` are those of `LIMITS`. What may not be public
        comes down in the same UPDATE, and other words are deleted without their yes.
        """
        to = dict(zip(self.CONSENTS, (publish, training, press), strict=True)) | limits
        still = ~Q(state__in=[self.State.DRAFT, self.State.WITHDRAWN]) & Q(disclosed_at=None) & ~Q(**to)
        changes = {**to, **dict.fromkeys(agreed, True), "version": F("version") + 1}
        if not publish:
            changes |= self._down_if_public() | {"featured_at": None} | NO_CHANGES
        with transaction.atomic():
            changed = one_winner.wins(self, still, **changes)
            self.refresh_from_db()
            if changed:
                self._note_consent(wording)
            if changed and self.state == self.State.WITHDRAWN:
                self._log(StoryEvent.Kind.WITHDRAWN)
                self._followed(self.State.WITHDRAWN, [self.State.PUBLISHED])
                revision.move()
        return changed

    def renew_consent(self, wording: str) -> None:
        """The teller says yes again, in the weeks before the consent ends."""
        soon = timezone.localdate() + timedelta(days=ASKED_AGAIN_DAYS)
        self._move(
            F("state"),
            [*self.IN_USE, self.State.SAFEGUARDING],
            StoryEvent.Kind.RENEWED,
            words=f"Wording {wording}.",
            any_version=True,
            still=Q(consent_ends_on__lte=soon),
            consent_ends_on=years_later(timezone.localdate(), settings.CONSENT_YEARS),
            consent_asked_at=None,
        )

    def _as_sent(self, wording) -> dict:
        """The copy for the public begins as what was told."""
        now, texts = timezone.now(), {text: getattr(self, text) for text in TEXTS}
        texts |= {"title": self.title_so_far}
        return {
            "state": self.State.WAITING,
            "version": self.version + 1,
            "submitted_at": now,
            "consented_at": now,
            "consent_wording": wording,
            "consent_ends_on": years_later(timezone.localdate(now), settings.CONSENT_YEARS),
            "title": texts["title"],
            **{f"public_{name}": text for name, text in texts.items()},
            **self._marks_of(texts),
        }

    def _down_if_public(self) -> dict:
        public = Q(state=self.State.PUBLISHED)
        state = Case(When(public, then=Value(self.State.WITHDRAWN)), default=F("state"))
        return {"state": state, "withdrawn_at": Case(When(public, then=timezone.now()))}

    def _note_consent(self, wording) -> None:
        self._log(StoryEvent.Kind.CONSENT, words=self._consent_words(wording))
        publishing.keep_here(self)
        if not self.in_other_words:
            other_words.forget(self.pk)

    def _consent_words(self, wording) -> str:
        """All of it, so that each event can be read by itself."""
        said = [
            f"{self._meta.get_field(name).verbose_name}: {'yes' if getattr(self, name) else 'no'}"
            for name in (*self.CONSENTS, *LIMITS)
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
            still=Q(consent_asked_at=None),
            consent_asked_at=timezone.now(),
        )

    def end_consent(self) -> None:
        """Nobody said yes again. A yes in the last moment wins."""
        self._move(
            self.State.WITHDRAWN,
            self.IN_USE,
            StoryEvent.Kind.CONSENT_OVER,
            any_version=True,
            still=Q(consent_ends_on__lte=timezone.localdate()),
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
            still=Q(details_removed_at=None),
            details_removed_at=timezone.now(),
            email="",
            title=F("public_title"),
            public_language=self.everybody_reads_in,
            words_key="",
            **dict.fromkeys((*TEXTS[1:], *ORGANISATIONS), ""),
        )
        for rows in (self.told, self.cases, self.glass_breaks):
            rows.all().delete()
        self._forget_copy()
        self.events.exclude(kind__in=WHAT_WAS_SAID_YES_TO).update(words="")
