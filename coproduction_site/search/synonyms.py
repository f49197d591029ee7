"""Other words for the same: rows that staff write. Django finds the table through `coproduction_site.models`."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.remembered import remembered
from coproduction_site.cache.revision import shown_to_public
from coproduction_site.search.stems import stem
from coproduction_site.search.words import MOST_WORDS, folded
from coproduction_site.workflow.versions import Versioned

MOST_PHRASES = 12
SAY_TWO = "Write at least two, each on a line of its own."
TOO_MANY = f"Write at most {MOST_PHRASES} lines, each of at most {MOST_WORDS} words."


@shown_to_public
class Synonyms(Versioned):
    """Words and phrases that mean one thing: whoever searches for one of them finds what holds any of them."""

    phrases = models.TextField(
        "words that mean the same",
        max_length=600,
        help_text="One on each line, such as “EHCP” and “education health and care plan”.",
    )
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["phrases"]
        verbose_name = verbose_name_plural = "words for the same"

    def __str__(self):
        return " = ".join(self.lines)[:120]

    def get_absolute_url(self):
        return reverse("pages:search")

    def clean(self):
        if len(self.as_words) < 2:
            raise ValidationError({"phrases": SAY_TWO})
        if len(self.as_words) > MOST_PHRASES or any(len(words) > MOST_WORDS for words in self.as_words):
            raise ValidationError({"phrases": TOO_MANY})

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.phrases.splitlines() if line.strip()]

    @property
    def as_words(self) -> list[tuple[str, ...]]:
        """Each once."""
        found = (tuple(folded(line).split()) for line in self.lines)
        return list(dict.fromkeys(words for words in found if words))


@remembered(Synonyms)
def phrases() -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The stems of each phrase that somebody may type, with all that mean the same, themselves among them."""
    known: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in Synonyms.objects.all():
        same = [tuple(map(stem, words)) for words in row.as_words]
        for stems in same:
            known[stems] = list(dict.fromkeys([*known.get(stems, [stems]), *same]))
    return known
