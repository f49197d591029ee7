"""The statements of one side as a form, and the two codes that somebody puts side by side."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.drawings import drawn
from coproduction_site.forms import Form, say_plainly
from coproduction_site.plain_errors import CHOOSE_HERE
from ladder.models import Side, Statement, StatementSet
from ladder.reflection import kept
from ladder.reflection.kept import NOT_SURE, SKIPPED, Kept
from ladder.reflection.results import NotAnswered, Result, result_of

LABELS = {"0": "Not yet", "1": "Sometimes", "2": "Mostly", "3": "Always", NOT_SURE: "Not sure"}
FACES = ["face-down", "face-flat", "face-smile", "happy"]
PLAIN = ("", [""] * len(LABELS))
NOTHING_PICKED = "Pick an answer for one line or more. “Not sure” is fine too."
NO_CODE = (
    "We can’t read this code. Look at it sign by sign, or copy the whole link. It has no I, L, O or U."
)
CODE_MISSING = "Write the code, or paste the link."
OTHER_LIST = "These two answered different lists, so their answers can’t stand side by side. Answer today’s list, then try again."


@dataclass(frozen=True)
class Question:
    """One line of the page. Young people have a drawing beside it, and a face at each answer."""

    field: forms.BoundField
    drawing: str
    faces: list[str]

    @property
    def choices(self) -> list[tuple[str, str, str, str, bool]]:
        """Id, value, label and face of each answer, and whether it was given.

        The template draws them: for sixty radio buttons the widget of each would cost more than the page.
        """
        given = self.field.value()
        return [
            (f"{self.field.auto_id}_{at}", value, label, face, value == given)
            for at, ((value, label), face) in enumerate(zip(LABELS.items(), self.faces, strict=True))
        ]


class AnswersForm(Form):
    """One question for each statement. Each may be left out; all of them may not."""

    marks_optional = False

    def __init__(self, statements: StatementSet, side: Side, data=None):
        super().__init__(data)
        self.statements, self.side = statements, side
        for statement in statements.asked_of(side):
            self.fields[statement.code] = _field(statement, side)
        say_plainly(self.fields, {})

    @property
    def questions(self) -> list[Question]:
        asked, is_young = self.statements.asked_of(self.side), self.side == Side.YOUNG
        return [Question(self[one.code], *(_drawings(one) if is_young else PLAIN)) for one in asked]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned[code] for code in self._codes):
            raise ValidationError({self._codes[0]: NOTHING_PICKED})
        return cleaned

    @property
    def answers(self) -> str:
        """In the order of the page."""
        return "".join(self.cleaned_data[code] or SKIPPED for code in self._codes)

    def result(self) -> Result:
        return result_of(self.statements, Kept(self.statements.number, self.side, self.answers))

    @property
    def _codes(self) -> list[str]:
        return [one.code for one in self.statements.asked_of(self.side)]


class CodeField(forms.CharField):
    """A code or a link; what comes out is the result that it holds."""

    def __init__(self, **kwargs):
        super().__init__(max_length=300, error_messages={"required": CODE_MISSING}, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            return opened(text)
        except NotAnswered:
            raise ValidationError(NO_CODE) from None


class CompareForm(Form):
    """Two results of one list, whoever they are from."""

    first = CodeField(label="Your code, or your link")
    second = CodeField(label="The other code, or the other link")

    def __init__(self, data=None):
        super().__init__(data)
        say_plainly(self.fields, {})

    def clean_second(self):
        first, second = self.cleaned_data.get("first"), self.cleaned_data["second"]
        if first and first.statements != second.statements:
            raise ValidationError(OTHER_LIST)
        return second


def opened(text: str) -> Result:
    """What a code or a link holds. Raises NotAnswered if it is none of ours, or its set is gone."""
    try:
        held = kept.opened(text)
    except kept.NotACode:
        raise NotAnswered from None
    statements = StatementSet.objects.ever_live().with_statements().filter(number=held.number).first()
    if statements is None:
        raise NotAnswered
    return result_of(statements, held)


def _field(statement: Statement, side) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=statement.wording(side),
        choices=list(LABELS.items()),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": CHOOSE_HERE, "required": NOTHING_PICKED},
    )


def _drawings(statement) -> tuple[str, list[str]]:
    """What a warning says is not good news, so its faces run the other way."""
    faces = FACES[::-1] if statement.is_warning else FACES
    drawing = drawn(statement.drawing) if statement.drawing else ""
    return drawing, [drawn(name) for name in (*faces, "not-sure")]
