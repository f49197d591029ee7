"""Saying a public story again in easy words or in another language, with the yes of its teller."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.finder.highlights import Suggestion, distinct, highlighted
from coproduction_site.workflow.decide import STALE
from partners.models.known_names import known_to_everybody
from stories.models.check_verbs import as_kept
from stories.models.events import StoryEvent
from stories.models.moves import Moves
from stories.models.other_words import OtherWords, mark_of, ways_for
from stories.models.publication import Publication

Kind = StoryEvent.Kind
ASKED = "Its teller was asked before, so nobody asks again. They can say yes on their own page."
NO_YES = "Its teller has not said yes to this, or the story is not on the site any more."
LOOK_AT_DETAILS = "Look at the likely personal details below. Take each out, or tick that it may stay."


class OtherWordsVerbs(Moves):
    @property
    def may_be_in_other_words(self) -> bool:
        return self.state == self.State.PUBLISHED and self.held_at is None and self.in_other_words

    @transaction.atomic
    def ask_for_other_words(self, by) -> None:
        """Once, a teller who was never asked, or left the tick empty. Raises ValidationError."""
        if self.events.filter(kind=Kind.REWORD_ASKED).exists():
            raise ValidationError(ASKED)
        still = Q(held_at=None, consent_publish=True, in_other_words=False)
        self._move(F("state"), [self.State.PUBLISHED], Kind.REWORD_ASKED, by, still=still)

    @transaction.atomic
    def write_other_words(self, by, way: str, shown: str, **texts) -> OtherWords:
        """A draft, for the public words with the mark in `shown`. Raises ValidationError."""
        words = self._to_write(by, Kind.REWORDED, way, shown)
        for name, text in texts.items():
            setattr(words, name, text)
        words.mark, words.published_at, words.behind_since = mark_of(words.publication), None, None
        if not words._state.adding:
            words.version += 1
        words.save()
        return words

    @transaction.atomic
    def show_other_words(self, by, way: str, shown: str, may_stay: bool) -> None:
        """To everybody. `may_stay` says that somebody looked at the likely details in it. Raises ValidationError."""
        words = self._to_write(by, Kind.REWORD_SHOWN, way, shown)
        if words.mark != mark_of(words.publication):
            raise ValidationError(STALE)
        self._check_reader_of(words, by)
        if not may_stay and self.details_in(words.title, words.text):
            raise ValidationError(LOOK_AT_DETAILS)
        words.published_at = timezone.now()
        words.version += 1
        words.save()

    @transaction.atomic
    def delete_other_words(self, by, way: str, shown: str) -> None:
        words = self._to_write(by, Kind.REWORD_GONE, way, shown)
        if words._state.adding:
            raise ValidationError(STALE)
        words.delete()

    def details_in(self, *texts: str) -> list[Suggestion]:
        """The likely personal details in these, but for those that were kept in the story for a reason."""
        found = highlighted(list(texts), known_to_everybody(), self.named_in_confidence)
        kept = set(self.kept_details.values_list("kind", "words"))
        every = distinct(suggestion for text in found for suggestion in text.suggestions)
        return [one for one in every if (one.kind.name.lower(), as_kept(one.words)) not in kept]

    def _to_write(self, by, kind, way, shown) -> OtherWords:
        """The row as it stands, or a new one, under the lock of the story. Raises ValidationError if `shown` is not it."""
        name = self._known_way(way)
        still, public = Q(held_at=None, in_other_words=True), [self.State.PUBLISHED]
        self._move(
            F("state"), public, kind, by, name, any_version=True, still=still, refusal=lambda: NO_YES
        )
        publication = Publication.objects.get(pk=self.pk)
        words = publication.other_words.filter(way=way).first()
        if shown != mark_to_send(publication, words):
            raise ValidationError(STALE)
        return words or OtherWords(publication=publication, way=way)

    def _known_way(self, way) -> str:
        publication = Publication.objects.filter(pk=self.pk).first()
        if publication is None or way not in ways_for(publication):
            raise ValidationError(NO_YES)
        return ways_for(publication)[way]

    def _check_reader_of(self, words, by) -> None:
        """A story that two people read has other words that two people read: who wrote them last does not show them."""
        reasons = self.why_two_people()
        last = self.events.filter(kind=Kind.REWORDED, words=words.name).last()
        if reasons and (last is None or last.by_id == by.pk):
            raise ValidationError(
                f"Two people must say yes, because {' and '.join(reasons)}. "
                "Save it for now. A colleague reads it and shows it."
            )


def mark_to_send(publication, words) -> str:
    """What a page showed: the public words, and how often the other words were saved."""
    return f"{words.version if words else 0}-{mark_of(publication)}"
