"""What a moderator does with a story. Each refuses with a sentence, and fails on a page that is out of date."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from stories.models import publishing, search_entries
from stories.models.ages import must_agree
from stories.models.events import StoryEvent
from stories.models.keys import public_slug
from stories.models.moves import Moves
from stories.models.reasons import known as known_reason
from stories.models.risk import MAY_BE_UNSAFE


class ModeratorVerbs(Moves):
    def ask(self, moderator, question: str) -> None:
        if not self.email:
            raise ValidationError("The teller left no e-mail address, so a question cannot reach them.")
        self._move(self.State.QUESTION, [self.State.WAITING], StoryEvent.Kind.ASKED, moderator, question)

    def show_edits(self, moderator) -> None:
        """Ask the teller whether the public copy is right. It cannot be changed until they have said."""
        if not self.email:
            raise ValidationError("The teller left no e-mail address, so they cannot be asked.")
        self._move(
            self.State.WITH_TELLER,
            [self.State.WAITING],
            StoryEvent.Kind.SHOWN_EDITS,
            moderator,
            agreed_at=None,
            disagreed_at=None,
        )

    def stop_waiting(self, moderator, reason: str) -> None:
        """The teller does not answer, or answered in another way."""
        asked = [self.State.QUESTION, self.State.WITH_TELLER]
        self._move(self.State.WAITING, asked, StoryEvent.Kind.STOPPED, moderator, reason)

    def why_two_people(self) -> list[str]:
        """The reasons for which one person alone may not publish it. Empty for most stories."""
        reasons = {
            "its words hint that somebody may not be safe": self.risk_of_words() >= MAY_BE_UNSAFE,
            "it is about a child under 13": self.about_age == self.AboutAge.UNDER_13,
            "a likely personal detail stays in it": self.keeps_a_detail(),
        }
        by_marks = self.why_two_by_marks(self.photos.filter(is_shown=True))
        return [*by_marks, *(reason for reason, is_so in reasons.items() if is_so)]

    def why_two_by_marks(self, photos) -> list[str]:
        """Only what somebody can still change when it is public. `photos` are those on the page."""
        high = self.criticality is not None and self.criticality >= self.HIGH_CRITICALITY
        reasons = {
            f"its criticality is {self.criticality}": high,
            "it criticises a named service": self.has_criticism,
            "it tells of somebody’s health": self.has_health_detail,
            "a photo shows people": photos.filter(shows_people=True).exists(),
        }
        return [reason for reason, is_so in reasons.items() if is_so]

    @transaction.atomic
    def approve(self, moderator) -> None:
        """The first yes, where somebody else must publish. An edit takes it back."""
        self.check_approve(moderator)
        self._check_details()
        self._move(
            self.State.WAITING,
            [self.State.WAITING],
            StoryEvent.Kind.APPROVED,
            moderator,
            approved_by=moderator,
            approved_at=timezone.now(),
        )
        self._remember_copy(moderator)

    def check_approve(self, moderator) -> None:
        """What can be asked before anybody reads the page that is checked."""
        self._check_ready()
        if not self.why_two_people():
            raise ValidationError("This story needs no second person. You can publish it.")

    @transaction.atomic
    def publish(self, moderator, unasked: str = "") -> None:
        """`unasked` is why the teller is not asked about what changed since they said yes.

        Raises ValidationError if a second person or the teller has to say yes first, or a likely
        detail is neither taken out nor kept for a reason. The details are looked at before the people:
        a detail that a colleague keeps at this moment asks for two.
        """
        self._check_details()
        self.check_publish(moderator)
        self._note_unasked(moderator, unasked)
        now = timezone.now()
        self._move(
            self.State.PUBLISHED,
            [self.State.WAITING],
            StoryEvent.Kind.PUBLISHED,
            moderator,
            slug=public_slug(self.public_title, self.key),
            published_at=now,
            decided_at=now,
            decided_by=moderator,
        )
        publishing.write(self)

    def check_publish(self, moderator) -> None:
        """As with `check_approve`."""
        self._check_ready()
        self._check_two_people(moderator)

    def _check_two_people(self, moderator) -> None:
        reasons = self.why_two_people()
        if reasons and self.approved_by_id in (None, moderator.pk):
            raise ValidationError(
                f"Two people must say yes, because {' and '.join(reasons)}. "
                "One gives the first yes; a colleague publishes it."
            )

    def _check_ready(self) -> None:
        if self.is_to_type:
            raise ValidationError("It came as pages. Type it in first.")
        if not self.consent_publish:
            raise ValidationError("The teller did not say yes to publishing.")
        if not (self.public_title and self.public_happened):
            raise ValidationError("The public copy needs a title and what happened.")
        ticked = [name for name in self.CONSENTS if getattr(self, name)]
        if not all(getattr(self, tick) for tick in must_agree(self.about_age, self.about_whom, ticked)):
            raise ValidationError("Somebody in the story must still say yes before others see it.")
        if self.criticality is None:
            raise ValidationError(
                "Say first how critical this story is, from 0 to 5.", code="criticality"
            )

    def check_seen(self, unasked: str = "") -> None:
        """Raises ValidationError if the teller has not seen this version, and nobody says why that is so."""
        if not self.teller_has_not_seen_it():
            return
        if not self.teller_cannot_be_asked():
            raise ValidationError(
                "The teller has not seen this version. Show them our edits again first."
            )
        if not unasked:
            raise ValidationError(
                "The teller has not seen this version. Say why you publish it without asking again."
            )

    def _note_unasked(self, moderator, unasked: str) -> None:
        self.check_seen(unasked)
        if self.teller_has_not_seen_it():
            self._log(StoryEvent.Kind.UNASKED, moderator, unasked)

    def decline(self, moderator, reason: str, words: str = "") -> None:
        """Not published; the reason and the words are for the teller to read."""
        self._move(
            self.State.DECLINED,
            [self.State.WAITING, self.State.QUESTION, self.State.WITH_TELLER],
            StoryEvent.Kind.DECLINED,
            moderator,
            words,
            known_reason(StoryEvent.Kind.DECLINED, reason),
            decided_at=timezone.now(),
            decided_by=moderator,
        )

    def hold(self, moderator, reason: str) -> None:
        """Somebody may not be safe: from here only safeguarding leads can read it."""
        self._move(
            self.State.SAFEGUARDING,
            self.IN_USE,
            StoryEvent.Kind.HELD,
            moderator,
            reason,
            held_at=timezone.now(),
        )

    def release(self, lead, reason: str) -> None:
        if self.disclosed_at:
            raise ValidationError(
                "Its teller sent this to safeguarding leads alone. Nobody else may read it, so it stays with you."
            )
        self._move(
            self.State.WAITING,
            [self.State.SAFEGUARDING],
            StoryEvent.Kind.RELEASED,
            lead,
            reason,
            held_at=None,
        )

    def take_down(self, moderator, reason: str, words: str = "") -> None:
        """As with `decline`. `reason` is the code of one for this."""
        self._move(
            self.State.WITHDRAWN,
            [self.State.PUBLISHED],
            StoryEvent.Kind.TAKEN_DOWN,
            moderator,
            words,
            known_reason(StoryEvent.Kind.TAKEN_DOWN, reason),
            withdrawn_at=timezone.now(),
        )

    def note_exported(self, by) -> None:
        self._log(StoryEvent.Kind.EXPORTED, by)

    def note_edited(self, moderator) -> None:
        """After a save of the public copy: what was agreed or approved was another text.

        What the public reads of a published story is its publication, of which both yeses stay true.
        """
        self.take_yes_back(moderator)
        search_entries.follow(self)
        self._log(StoryEvent.Kind.EDITED, moderator)
