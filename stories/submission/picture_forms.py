"""Telling a story by picking pictures: the form, and what is kept of it."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from coproduction_site.forms import Form
from coproduction_site.honeypot import HoneypotForm
from coproduction_site.plain_errors import CHOOSE_HERE
from stories.models import Story, in_pictures
from stories.submission import drafts, steps

NONE_PICKED = "Pick one picture or more."


@dataclass(frozen=True)
class NotBegun:
    """What stands for a story that has no row yet."""

    pk: None = None
    pictures: tuple = ()


class PicturesForm(HoneypotForm, Form):
    """One field for each group of pictures. Nobody begins a story without one; later, all can be taken out."""

    marks_optional = False

    def __init__(self, data=None, *, story: Story | None):
        super().__init__(data)
        self.instance = story or NotBegun()
        for group in in_pictures.groups():
            self.fields[group.code] = _field(group, self.instance.pictures)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None and not self.errors and not any(cleaned.values()):
            raise ValidationError({in_pictures.groups()[0].code: NONE_PICKED})
        return cleaned

    @property
    def codes(self) -> list[str]:
        """In the order of the page, each once."""
        chosen = []
        for group in in_pictures.groups():
            answer = self.cleaned_data.get(group.code, [])
            chosen += [answer] if isinstance(answer, str) else answer
        return [picture.code for group in in_pictures.picked(chosen) for picture in group.pictures]

    @transaction.atomic
    def keep(self, key, visitor: str, left_at: str = "") -> Story | None:
        """The pictures, and their words where the teller has not written any. None if that story is sent already."""
        draft = drafts.keep(steps.PICTURES, {}, key, visitor, suspicion=self.suspicion)
        if draft is None:
            return None
        text, text_before = in_pictures.words_for(self.codes), in_pictures.words_for(draft.pictures)
        answers = {"pictures": self.codes}
        if draft.title in ("", in_pictures.TITLE):
            answers["title"] = in_pictures.TITLE if text else ""
        if draft.happened in ("", text_before):
            answers["happened"] = text
        return drafts.keep(steps.PICTURES, answers, key, visitor, left_at=left_at)


def _field(group, picked) -> forms.Field:
    choices = [(picture.code, picture) for picture in group.pictures]
    initial = [code for code, _ in choices if code in picked]
    errors = {"invalid_choice": CHOOSE_HERE, "invalid_list": CHOOSE_HERE}
    details = {"label": group.question, "choices": choices, "required": False, "error_messages": errors}
    if group.pick_one:
        return forms.ChoiceField(widget=forms.RadioSelect, initial="".join(initial[:1]), **details)
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, initial=initial, **details)
