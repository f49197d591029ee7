"""Nothing goes out unread: whether the words were unfolded, and what of the likely details may stay."""

from django.core.exceptions import ValidationError

from coproduction_site.finder.highlights import Suggestion, distinct, highlighted
from partners.models.known_names import known_to_everybody
from stories.models.checks import MOST_SIGNS, CopyOfFirstYes, KeptDetail
from stories.models.events import StoryEvent
from stories.models.moves import Moves
from stories.models.texts import TEXTS

COPY = (*(f"public_{text}" for text in TEXTS), "content_note")


def as_kept(words: str) -> str:
    return " ".join(words.casefold().split())[:MOST_SIGNS]


class CheckVerbs(Moves):
    def note_unfolded(self, moderator) -> None:
        """The teller's own words were on the screen of this person."""
        self._log(StoryEvent.Kind.UNFOLDED, moderator)

    def was_unfolded_by(self, moderator) -> bool:
        return self.events.filter(kind=StoryEvent.Kind.UNFOLDED, by=moderator).exists()

    def copy_texts(self) -> dict[str, str]:
        """Whatever would be read on the page, each text by a name of its own."""
        texts = {name: getattr(self, name) for name in COPY}
        for photo in self.photos.filter(is_shown=True):
            texts |= {
                f"alt of photo {photo.position}": photo.public_alt,
                f"caption of photo {photo.position}": photo.public_caption,
            }
        return texts

    def likely_details(self) -> list[Suggestion]:
        """Those in the public copy as it is now, kept or not."""
        texts = list(self.copy_texts().values())
        found = highlighted(texts, known_to_everybody(), self.named_in_confidence)
        return distinct(suggestion for text in found for suggestion in text.suggestions)

    def details_with_reasons(self) -> list[tuple[Suggestion, KeptDetail | None]]:
        """Each likely detail, and with what reason it was kept: None if nobody has decided."""
        kept = {(row.kind, row.words): row for row in self.kept_details.select_related("by")}
        return [
            (detail, kept.get((detail.kind.name.lower(), as_kept(detail.words))))
            for detail in self.likely_details()
        ]

    def keep_detail(self, moderator, detail: Suggestion, reason: str) -> None:
        """The first reason stands: whoever agrees with it need not say it again."""
        KeptDetail.objects.get_or_create(
            story=self,
            kind=detail.kind.name.lower(),
            words=as_kept(detail.words),
            defaults={"reason": reason, "by": moderator},
        )

    def keeps_a_detail(self) -> bool:
        """The finder runs only where something was kept."""
        return self.kept_details.exists() and any(row for _, row in self.details_with_reasons())

    def _check_details(self) -> None:
        open_details = [detail.words for detail, row in self.details_with_reasons() if row is None]
        if open_details:
            named = ", ".join(f"“{words}”" for words in open_details)
            raise ValidationError(f"Take each likely detail out, or say why it stays: {named}.")

    def _forget_copy(self) -> None:
        """What was public once, and what colleagues wrote about it, with the other private words."""
        self.kept_details.all().delete()
        CopyOfFirstYes.objects.filter(story=self).delete()

    def _remember_copy(self, moderator) -> None:
        CopyOfFirstYes.objects.update_or_create(
            story=self, defaults={"texts": self.copy_texts(), "by": moderator}
        )
