"""What was read in a template that came back, question by question, and what was not: before the first question."""

from dataclasses import dataclass

from django import forms
from django.utils.text import Truncator

from stories.models import Story
from stories.submission import form_outline, steps
from stories.submission.forms import StoryForm
from stories.submission.template.reading import Reading

READ, EMPTY, CHOOSE, TOO_LONG = "read", "empty", "choose", "too_long"
LONGEST_SHOWN = 120


@dataclass(frozen=True)
class Row:
    """One question. `short` is the beginning of a long answer, to be unfolded."""

    label: str
    state: str
    text: str = ""
    short: str = ""


@dataclass(frozen=True)
class Found:
    """Words that belonged to no question, and beside which question they stood."""

    text: str
    label: str
    short: str = ""


class ReadBack:
    def __init__(self, reading: Reading, draft: Story):
        self.reading, self.draft = reading, draft
        self.questions = StoryForm()

    def groups(self) -> list[tuple[str, list[Row]]]:
        """Without the questions that this story is not asked, unless the file answers them."""
        asked = {*steps.asked(self.draft), *self.reading.answers, *self.reading.doubts}
        groups = [
            (heading, [self._row(question.name) for question in questions if question.name in asked])
            for heading, _, questions in form_outline.groups()
        ]
        return [(heading, rows) for heading, rows in groups if rows]

    def others(self) -> list[Found]:
        return [
            Found(text, str(self.questions[name].label) if name else "", _beginning(text))
            for name, text in self.reading.others
        ]

    def how_many_read(self) -> int:
        return len(self.reading.answers)

    def _row(self, name: str) -> Row:
        label = str(self.questions[name].label)
        if name in self.reading.doubts:
            return Row(label, CHOOSE)
        if name not in self.reading.answers:
            return Row(label, EMPTY)
        text = self._text(name, self.reading.answers[name])
        return Row(label, self._state(name, text), text, _beginning(text))

    def _state(self, name, text) -> str:
        most = getattr(self.questions.fields[name], "max_length", None)
        return TOO_LONG if most and len(text) > most else READ

    def _text(self, name, answer) -> str:
        field = self.questions.fields[name]
        if isinstance(field, forms.BooleanField):
            return form_outline.YES
        if not hasattr(field, "choices"):
            return answer
        labels = {str(value): label for value, label in field.choices}
        values = answer if isinstance(answer, list) else [answer]
        chosen = [labels.get(value, "") for value in values]
        return chosen[0] if len(chosen) == 1 else "\n".join(chosen)


def _beginning(text: str) -> str:
    """Empty if all of it can be shown."""
    line = " ".join(text.split())
    return Truncator(line).chars(LONGEST_SHOWN) if len(line) > LONGEST_SHOWN else ""
