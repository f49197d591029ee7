"""The words of letters. Django finds the table through `coproduction_site.models`."""

import re

from django.db import models
from simple_history.models import HistoricalRecords

from coproduction_site.letters import filling
from coproduction_site.letters.wording import Wording, wordings
from coproduction_site.workflow.versions import Versioned

_HEADING = re.compile(r"^[^a-z\n]+$", re.MULTILINE)


class LetterWordsQuerySet(models.QuerySet):
    def of(self, wording: Wording) -> "LetterWords":
        """As staff wrote them; as they were on the first day where no row is here, or one that does not fit any more."""
        row = self.filter(name=wording.name).first()
        if row and not row.faults:
            return row
        return LetterWords(name=wording.name, subject=wording.subject, body=wording.body)


class LetterWords(Versioned):
    """What one kind of letter says. Names in curly brackets are filled in; what stands around the words is not here."""

    name = models.CharField(max_length=60, unique=True, editable=False)
    subject = models.CharField(
        max_length=80, help_text="One line. Where a letter is about a story, its reference is added."
    )
    body = models.TextField("what it says", max_length=5_000)
    history = HistoricalRecords(excluded_fields=["version"])

    objects = LetterWordsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "words of letters"

    def __str__(self):
        return self.wording.title if self.wording else self.name

    @property
    def wording(self) -> Wording | None:
        """None for a letter that the site does not write any more."""
        return wordings().get(self.name)

    @property
    def faults(self) -> dict[str, list[str]]:
        """By field: why the letter cannot be written with these words."""
        needs = {place.name: place.says for place in self.wording.needs}
        found = {
            "subject": filling.faults(self.subject, {}),
            "body": filling.faults(self.body, needs, [place.name for place in self.wording.may_have]),
        }
        return {name: sentences for name, sentences in found.items() if sentences}

    def texts_to_check(self) -> dict[str, str]:
        """A plain letter has no other headings than lines in capitals."""
        body = _HEADING.sub(lambda line: line[0].capitalize(), self.body)
        return {"subject": self.subject, "body": body}
