"""Reasons and questions that moderators choose from. A teller reads them as they stand here.

A decision keeps the code alone, which never changes. The words are rows that staff edit; where a row is missing, those of
the first day. What is not offered any more still has its words.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from secrets import token_hex

from django.db import models
from simple_history.models import HistoricalRecords

from coproduction_site.cache.remembered import remembered
from coproduction_site.cache.revision import shown_to_public
from coproduction_site.content_files import read_toml
from coproduction_site.workflow.versions import Versioned

FILE = Path(__file__).parent.parent / "content" / "sentences.toml"


class SentenceKind(models.TextChoices):
    """The first two are kinds of events."""

    DECLINED = "declined", "Why a story is not published"
    TAKEN_DOWN = "taken_down", "Why a story is taken down"
    QUESTION = "question", "A question to the teller"


def new_code() -> str:
    return f"own_{token_hex(3)}"


@shown_to_public
class ReadySentence(Versioned):
    Kind = SentenceKind

    kind = models.CharField("where it is chosen", max_length=10, choices=SentenceKind)
    code = models.CharField(max_length=11, default=new_code, editable=False)
    words = models.CharField(max_length=200)
    is_offered = models.BooleanField(
        "can be chosen",
        default=True,
        help_text="Without the tick, stories that have it keep it, and nobody can choose it.",
    )
    order = models.PositiveSmallIntegerField(default=50)
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["kind", "order", "pk"]
        verbose_name = "reason or ready question"
        verbose_name_plural = "reasons and ready questions"
        constraints = [models.UniqueConstraint(name="one_sentence_of_a_code", fields=["kind", "code"])]

    def __str__(self):
        return self.words

    @property
    def is_last_offered(self) -> bool:
        """Without it, nothing could be chosen."""
        others = ReadySentence.objects.filter(kind=self.kind, is_offered=True).exclude(pk=self.pk)
        return not others.exists()


@cache
def first_words() -> dict[str, dict[str, str]]:
    """Of each kind the codes of the first day, with their words."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in SentenceKind.values}
    for sentence in read_toml(FILE)["sentence"]:
        found[sentence["kind"]][sentence["code"]] = sentence["words"]
    return found


def _codes(name: str, kind: str):
    pairs = [(code.upper(), (code, words)) for code, words in first_words()[kind].items()]
    return models.TextChoices(name, pairs)


DeclineReason = _codes("DeclineReason", SentenceKind.DECLINED)
TakenDownReason = _codes("TakenDownReason", SentenceKind.TAKEN_DOWN)


@remembered(ReadySentence)
def _rows() -> list[ReadySentence]:
    return list(ReadySentence.objects.all())


def in_words(kind: str, code: str) -> str:
    """Also of what is not offered any more. A code that nobody knows is shown as it is."""
    return all_in_words(kind).get(code, str(code))


def all_in_words(kind: str) -> dict[str, str]:
    """By their codes, what is not offered any more too."""
    return first_words()[kind] | {row.code: row.words for row in _of(kind)}


def offered(kind: str) -> list[tuple[str, str]]:
    """Codes and words, in the order in which they are chosen from."""
    rows = [(row.code, row.words) for row in _of(kind) if row.is_offered]
    return rows or list(first_words()[kind].items())


def choices_of(kind: str, *first: tuple[str, str]) -> Callable[[], list[tuple[str, str]]]:
    """For a field of a form: as they are offered when it is drawn or read."""
    return lambda: [*first, *offered(kind)]


def known(kind: str, code: str) -> str:
    """Raises ValueError for a code that is not of this kind."""
    if code not in all_in_words(kind):
        raise ValueError(f"{code!r} is not a valid reason here.")
    return str(code)


def _of(kind: str) -> list[ReadySentence]:
    return [row for row in _rows() if row.kind == kind]
