"""What a moderator types: the public copy, and the words that go with a decision."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

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
        self.posted_version = data.get("version", "") if data is not None else ""
        for name in COPY:
            self.initial[name] = plain(self.initial[name])
            if data is not None:
                self.data[name] = plain(data.get(name, ""))
            self.fields[name].widget.attrs["dir"] = "auto"
        for name in ("public_title", "public_happened"):
            self.fields[name].required = True

    @property
    def changed_texts(self) -> list[str]:
        """Can be asked before `is_valid()`, which takes the version."""
        return [name for name in self.changed_data if name in COPY]

    @property
    def pairs(self):
        """Each of the teller's texts, with the box for the public copy of it."""
        for text in TEXTS:
            question = Story._meta.get_field(text).verbose_name
            yield question, getattr(self.instance, text), self[f"public_{text}"]

    def save(self, commit=True):
        """Only the texts: a state that changed meanwhile is never written back."""
        self.instance.save(update_fields=COPY)
        return self.instance

    @classmethod
    def filled(cls, typed, story):
        """With what was typed, but not checked: checking takes the version."""
        form = cls(instance=story)
        form.initial |= {name: typed[name] for name in [*COPY, "version"] if name in typed}
        return form

    def shown_again(self):
        """After a refusal. What was rolled back took no version; a stale page has been shown the new one."""
        if self._errors is None:
            return self.filled(self.data, self.instance)
        if not self.has_error(NON_FIELD_ERRORS, "stale"):
            self._show_version(self.posted_version)
        return self

    @staticmethod
    def _plain(value):
        return plain(value)


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
