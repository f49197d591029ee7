"""What a moderator types: the public copy, and the words that go with a decision."""

from django import forms
from django.db import transaction

from coproduction_site import text as door
from coproduction_site.forms import Form, ModelForm
from coproduction_site.workflow.versions import VersionedForm
from stories.models import TEXTS, Story

COPY = (*(f"public_{text}" for text in TEXTS), "content_note")


def plain(text):
    """What the door changes in an old row is no change of a moderator."""
    return door.cleaned(text).strip() if isinstance(text, str) else text


class PublicCopyForm(VersionedForm, ModelForm):
    """The copy that the public may read. The teller's own words are in no form."""

    class Meta:
        model = Story
        fields = COPY
        labels = {"content_note": "Warning before the story"}

    def __init__(self, data=None, **kwargs):
        super().__init__(data=data.copy() if data is not None else None, **kwargs)
        for name in COPY:
            self.initial[name] = plain(self.initial[name])
            if data is not None:
                self.data[name] = plain(data.get(name, ""))
            self.fields[name].widget.attrs["dir"] = "auto"
        for name in ("public_title", "public_happened"):
            self.fields[name].required = True

    @property
    def changed_texts(self) -> list[str]:
        return [name for name in self.changed_data if name in COPY]

    @property
    def pairs(self):
        """Each of the teller's texts, with the box for the public copy of it."""
        for text in TEXTS:
            question = Story._meta.get_field(text).verbose_name
            yield question, getattr(self.instance, text), self[f"public_{text}"]

    @transaction.atomic
    def save(self, commit=True):
        """Only the texts: a state that changed meanwhile is never written back. The version goes first,
        also where only a mark or a photo is new."""
        self.take_version()
        if self.changed_texts:
            self.instance.save(update_fields=COPY)
        return self.instance

    def in_words(self, name, value):
        return plain(super().in_words(name, value))


class EraseForm(Form):
    """Reasons to choose from, because the reason is kept when the story is gone."""

    WHY = {
        "asked": "The teller asked for it",
        "mistake": "It was sent by mistake, or twice",
        "law": "We may not keep it by law",
        "over": "It is not needed any more to keep somebody safe",
    }
    reason = forms.ChoiceField(
        label="Why is it erased?",
        help_text="The reason is kept in the log, with your name and the day. Nothing of the story is.",
        choices=WHY.items(),
        widget=forms.RadioSelect,
    )

    @property
    def why(self) -> str:
        return f"{self.WHY[self.cleaned_data['reason']]}."


class TableForm(Form):
    with_private = forms.BooleanField(
        label="With private details",
        help_text="The tellers’ own words, their e-mail addresses and the names to show. "
        "It is written down that you took them, here and at each story.",
        required=False,
    )
