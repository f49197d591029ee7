"""The questions of the form as plain lists: to print, to save as a document, to check before sending."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from coproduction_site.cache.remembered import remembered
from coproduction_site.sentences import Sentence
from ladder.models import Rung
from partners.models import Partner
from stories.models import TEXTS, ages, languages
from stories.models.took_part import NOT_ASKED
from stories.submission import steps
from stories.submission.forms import NOT_SURE, StoryForm
from stories.submission.questions import GROUPS, NOTES, ON_PAGES_ALONE

EMPTY = _("You left this empty.")
YES, NO = _("Yes"), _("No")


@dataclass(frozen=True)
class Question:
    name: str
    label: str
    hint: str
    choices: tuple[str, ...]
    is_many: bool
    is_long: bool
    is_tick: bool


@dataclass(frozen=True)
class Answer:
    label: str
    text: str
    is_given: bool
    is_theirs: bool
    address: str


def groups() -> list[tuple[str, str, list[Question]]]:
    """Each heading with its note and its questions, as somebody with a pen needs them."""
    return _groups_in(get_language())


@remembered(Rung, Partner)
def _groups_in(language: str) -> list[tuple[str, str, list[Question]]]:
    form = StoryForm()
    return [
        (heading, NOTES.get(heading, ""), [_question(form[name]) for name in names])
        for heading, names in GROUPS
    ]


def answers(story) -> list[tuple[str, list[Answer]]]:
    """Each heading with what was asked and answered, and where it can be changed."""
    ticked = [name for name in ages.SEEN_BY_OTHERS if getattr(story, name)]
    others = set(steps.AGREEMENT) - set(ages.must_agree(story.about_age, story.about_whom, ticked))
    asked = [name for name in steps.asked(story) if name not in others]
    form = StoryForm(instance=story, only=[*asked, *steps.offered(story)])
    form.speak_to_teller()
    groups = [(heading, [*names, *ON_PAGES_ALONE.get(heading, [])]) for heading, names in GROUPS]
    there = [(heading, [name for name in names if name in form.fields]) for heading, names in groups]
    return [
        (heading, [_answer(story, form[name]) for name in names]) for heading, names in there if names
    ]


def _question(field) -> Question:
    choices = getattr(field.field, "choices", [])
    return Question(
        name=field.name,
        label=field.label,
        hint=field.help_text,
        choices=tuple(label for _, label in choices),
        is_many=isinstance(field.field, forms.ModelMultipleChoiceField),
        is_long=isinstance(field.field.widget, forms.Textarea),
        is_tick=isinstance(field.field, forms.BooleanField),
    )


def _answer(story, field) -> Answer:
    text = _text(story, field)
    address = f"{steps.that_asks(field.name).get_absolute_url()}?change#{field.error_target}"
    is_theirs = bool(text) and field.name in TEXTS
    return Answer(field.label, text or EMPTY, bool(text), is_theirs, address)


def _text(story, field) -> str:
    value = getattr(story, field.name)
    if field.name in IN_WORDS:
        return IN_WORDS[field.name](story)
    if isinstance(field.field, forms.BooleanField):
        return YES if value else NO
    if isinstance(field.field, forms.ModelMultipleChoiceField):
        return ", ".join(str(row) for row in value.all())
    if isinstance(field.field, forms.TypedChoiceField):
        return getattr(story, f"get_{field.name}_display")()
    return value


def _title(story) -> str:
    return story.title or Sentence("%(words)s (your first words)", words=story.title_so_far)


def _rung(story) -> str:
    return NOT_ASKED if story.not_asked else str(story.rung or NOT_SURE)


IN_WORDS = {
    "title": _title,
    "rung": _rung,
    "language": lambda story: languages.name_of(story.language),
}
