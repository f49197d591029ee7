"""What is read first, and what waits beside the queue because it may be spam."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from stories.models import in_pictures, search_entries
from stories.models.duplicates import words_key
from stories.models.events import StoryEvent
from stories.models.moves import Moves
from stories.models.risk import MAY_BE_UNSAFE, risk_of
from stories.models.spam import MANY, SENT_BEFORE, spam_reason
from stories.models.texts import ORGANISATIONS, TEXTS, all_texts

MARKS = ("words_key", "risk", "spam_reason")


class LaneVerbs(Moves):
    def put_with_spam(self, moderator, reason: str) -> None:
        """Out of the queue, into a lane of its own. Nothing is deleted, and nobody is told."""
        if not reason:
            raise ValidationError("Say why it may be spam.")
        is_not = Q(spam_reason="")
        self._sort(StoryEvent.Kind.SPAM, moderator, reason, still=is_not, spam_reason=reason[:200])

    def not_spam(self, moderator) -> None:
        self._sort(StoryEvent.Kind.NOT_SPAM, moderator, still=~Q(spam_reason=""), spam_reason="")

    def put_with_many(self) -> None:
        """When it was sent, in the same transaction: beside the queue, for somebody to look at together with the others.

        What may not be safe stays where it is read first.
        """
        if self.spam_reason or self.may_be_unsafe:
            return
        self.spam_reason = MANY
        self.save(update_fields=["spam_reason"])

    @property
    def comes_with_many(self) -> bool:
        return self.spam_reason == MANY

    @property
    def may_be_unsafe(self) -> bool:
        return self.risk >= MAY_BE_UNSAFE

    @property
    def may_be_hard_to_read(self) -> bool:
        """Then nobody has the words before their eyes without asking for them."""
        came_back = self.events.filter(kind=StoryEvent.Kind.RELEASED)
        return self.may_be_unsafe or bool(self.content_note) or came_back.exists()

    @property
    def why_read_first(self) -> tuple[str, ...]:
        """What the words hint at. Found anew each time: no list of worries is kept about anybody."""
        return risk_of(all_texts(self), self.about_age).reasons if self.may_be_unsafe else ()

    def _sort(self, kind, moderator, words="", **changes) -> None:
        self._move(self.State.WAITING, [self.State.WAITING], kind, moderator, words, **changes)

    def _sort_for_the_desk(self) -> None:
        """When it is typed in, in the same transaction."""
        self._hold(self._marks_of({text: getattr(self, text) for text in TEXTS}))
        self.save(update_fields=MARKS)
        search_entries.follow(self)

    def _marks_of(self, texts: dict[str, str]) -> dict:
        """What the desk sorts by, of a story that says this. The teller is told the same in any case."""
        key = words_key(self._own(texts.values()))
        twins = type(self).objects.sent().with_words(key).exclude(pk=self.pk)
        sent_before = twins[:SENT_BEFORE].count() if key else 0
        said = [*texts.values(), *(getattr(self, name) for name in ORGANISATIONS)]
        reason = spam_reason(said, sent_before) or self.spam_reason
        return dict(zip(MARKS, (key, risk_of(said, self.about_age).level, reason), strict=True))

    def _hold(self, columns: dict) -> None:
        """In this object too, what its row says now."""
        for name, value in columns.items():
            setattr(self, name, value)

    def _own(self, texts) -> list[str]:
        """Without what is made from pictures: two people who pick the same have not sent the same story."""
        made = (in_pictures.TITLE, in_pictures.words_for(self.pictures))
        return [text for text in texts if text not in made]
