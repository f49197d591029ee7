"""Reads our own template back when somebody has filled it in. What was ticked or written becomes answers to check.

Nothing is dropped: two ticks where one is asked are shown to choose from, and words that belong to no question
are shown as they are.
"""

from dataclasses import dataclass, field

from django import forms

from coproduction_site import text as door
from coproduction_site.models import SiteSettings
from stories.submission import form_outline
from stories.submission.forms import StoryForm
from stories.submission.questions import QUESTIONS
from stories.submission.template import document, easy_read, open_document, plain_text, ticks, word
from stories.submission.template.printed import Printed
from stories.submission.template.sections import Outline, Section, sorted_by_question, typed
from stories.submission.template.ticks import Ticked, plain, ticked

READERS = {"docx": word.lines_in, "odt": open_document.lines_in, "txt": plain_text.lines_in}
MOST_LETTERS = 60_000
YES = [("on", "Yes")]
FEWEST_WORDS, MOST_WORDS, MOST_COMPARED = 5, 80, 200


@dataclass
class Reading:
    """As a form would send them: `answers`; and `doubts`, the values of which one is to be chosen.

    `others` are words that were found beside a question (its name), or beside all of them ("").
    """

    answers: dict = field(default_factory=dict)
    doubts: dict[str, list[str]] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)


def answers_in(content: bytes, kind: str = "docx") -> dict | None:
    found = read(content, kind)
    return found and found.answers


def read(content: bytes, kind: str = "docx") -> Reading | None:
    """None if it is not our template. `content` has been through `documents.checked`.

    Raises whatever a document raises that its own program would not open either.
    """
    sections = sorted_by_question(READERS[kind](content), _outline())
    if not sections.is_ours:
        return None
    return Reader(sections).reading


class Reader:
    def __init__(self, sections):
        self.form, self.printed, self.compared = StoryForm(), _printed(), 0
        self.reading, self.ticks = Reading(), Ticked()
        for name in QUESTIONS:
            if name in sections.by_name:
                self._read(name, sections.by_name[name])
        self._say_yes()
        self._keep_others("", sections.outside)

    def _read(self, name: str, section: Section) -> None:
        bound = self.form[name]
        if isinstance(bound.field, forms.BooleanField):
            self._tick(name, section)
        elif hasattr(bound.field, "choices"):
            self._choose(name, section, bound.field)
        else:
            hints = [bound.help_text, *easy_read.hints(name)]
            beside = [typed(line, hints) for line in section.lines if not self._is_ours(line)]
            answer = "\n".join([*section.boxes, *beside]).strip()[:MOST_LETTERS]
            self._answer(name, answer)

    def _answer(self, name, answer) -> None:
        if answer:
            self.reading.answers[name] = door.cleaned_throughout(answer)

    def _choose(self, name, section, choice_field) -> None:
        choices = list(choice_field.choices)
        labels = [(str(number), str(label)) for number, (_, label) in enumerate(choices)]
        found = ticked([*section.lines, *section.boxes], labels)
        values = [str(choices[int(number)][0]) for number in found.values]
        is_many = isinstance(choice_field, forms.ModelMultipleChoiceField)
        if is_many and values:
            self.reading.answers[name] = values
        elif len(values) == 1:
            self.reading.answers[name] = values[0]
        elif values:
            self.reading.doubts[name] = values
        crossed = [f"{found.marks[number]} {choices[int(number)][1]}" for number in found.crossed]
        self._keep_others(name, [*crossed, *found.others])

    def _tick(self, name, section) -> None:
        found = ticked([*section.lines, *section.boxes], YES)
        alone = [text for text in found.others if ticks.is_tick(text)]
        marks = "".join([*found.marks.values(), *alone])
        if marks:
            self.ticks.marks[name] = marks
        self._keep_others(name, [text for text in found.others if text not in alone])

    def _say_yes(self) -> None:
        """All of them together: a cross means no where others have a tick."""
        for name in self.ticks.values:
            self.reading.answers[name] = "on"
        for name in self.ticks.crossed:
            self._keep_others(name, [self.ticks.marks[name]])

    def _keep_others(self, name: str, texts: list[str]) -> None:
        kept = [door.cleaned(text).strip()[:MOST_LETTERS] for text in texts if not self._is_ours(text)]
        self.reading.others += [(name, text) for text in kept if text]

    def _is_ours(self, text: str) -> bool:
        """Printed by us, today or last year with some words less. Beyond the limits nobody compares word by word."""
        line = plain(text)
        if not line.strip("_.… -") or {line, line.rstrip(" 0123456789")} & self.printed:
            return True  # With the number of its page, the foot of a sheet is ours as well.
        self.compared += 1
        words = line.split()
        if not FEWEST_WORDS <= len(words) <= MOST_WORDS or self.compared > MOST_COMPARED:
            return False
        return any(_is_within(words, printed.split()) for printed in self.printed)


def _is_within(words: list[str], others: list[str]) -> bool:
    """In the same order, with others between them."""
    left = iter(others)
    return all(word in left for word in words)


def _outline() -> Outline:
    form = StoryForm()
    questions = {name: [str(form[name].label), *easy_read.titles(name)] for name in QUESTIONS}
    ticks_alone = {name for name in QUESTIONS if isinstance(form[name].field, forms.BooleanField)}
    headings = (
        {heading for heading, _, _ in form_outline.groups()} | document.HEADINGS | easy_read.HEADINGS
    )
    return Outline(questions, ticks_alone, {plain(heading) for heading in headings})


def _printed() -> set[str]:
    """Every line of the templates as they are today."""
    groups, site, printed = form_outline.groups(), SiteSettings.objects.current(), Printed()
    for template in (document, easy_read):
        template.write(printed, groups, site)
    return printed.lines
