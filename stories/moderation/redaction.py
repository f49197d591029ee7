"""One detail of the public copy, taken out everywhere or kept for a reason. The teller's own words are not touched."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from coproduction_site.finder.details import Kind
from coproduction_site.finder.taking_out import INSTEAD, TakenOut
from coproduction_site.forms import Form
from stories.models.checks import MOST_SIGNS
from stories.moderation import photos
from stories.moderation.forms import COPY, ScreenForm


class TakeOutForm(Form):
    """A detail that was found and pressed, or a word that the moderator thought of."""

    prefix = "take_out"
    words = forms.CharField(
        label="Word or words to take out",
        help_text="A name, a place, a rare condition. Small and capital letters are the same.",
        max_length=300,
        error_messages={"required": "Write the word that should go."},
    )
    kind = forms.ChoiceField(
        label="What stands in its place",
        help_text="We fit it to the sentence: “my son Jo” becomes “my son”.",
        choices=list(INSTEAD.items()),
        initial=Kind.NAME.name.lower(),
    )

    def clean_words(self):
        words = self.cleaned_data["words"]
        if len(words) < 2:
            raise ValidationError("One letter is too little: it may stand in many places.")
        return words

    @classmethod
    def pressed(cls, data):
        """None if another button was. Enter in the box sends the first button, which saves."""
        if data.get("take_out"):
            kind, _, words = data["take_out"].partition(" ")
            return cls({"take_out-kind": kind, "take_out-words": words})
        is_own_word = data.get("do") == "save" and data.get("take_out-words", "").strip()
        return cls(data) if data.get("do") == "take_out" or is_own_word else None

    @classmethod
    def filled(cls, data):
        """Not checked, only what was data, so that it is not lost."""
        words = {name: data.get(f"take_out-{name}") for name in cls.base_fields}
        return cls(initial={name: word for name, word in words.items() if word})

    def apply_to(self, copy) -> str:
        """Changes the boxes of the public copy, before they are checked and saved as ever."""
        if not self.is_valid():
            raise ValidationError(
                "That word cannot be taken out. Look at the words in red."
                if "words" in self.errors
                else "Choose what stands in its place."
            )
        words, names = self.cleaned_data["words"], [*COPY, *photos.texts_in(copy.data)]
        taken_out = TakenOut(words, self.cleaned_data["kind"], [copy.data[name] for name in names])
        for name in names:
            copy.data[name] = taken_out.of(copy.data[name])
        if not taken_out.times:
            raise ValidationError(f"“{words}” is not in the public copy. Nothing was changed.")
        return (
            f"“{words}” was taken out {_times(taken_out.times)}. It now says: “{taken_out.sentences[0]}”"
        )


class KeepForm(Form):
    """One likely detail of the public copy. Empty until somebody says why it stays."""

    reason = forms.CharField(
        label="Keep it, because …",
        help_text="For example: “It is the name of the service, not of a person.”",
        max_length=MOST_SIGNS,
        required=False,
    )

    marks_optional = False

    def __init__(self, data, detail, kept):
        mark = sha256(detail.pressed.encode()).hexdigest()[:12]
        prefix = f"keep-{mark}"
        is_here = f"{prefix}-reason" in data
        super().__init__(data if is_here else None, prefix=prefix)
        self.detail, self.kept = detail, kept

    @property
    def given_reason(self) -> str:
        """Empty if there is none, or it is too long."""
        return self.cleaned_data["reason"] if self.is_bound and self.is_valid() else ""


def keep_forms(story, data) -> list[KeepForm]:
    return [KeepForm(data, detail, kept) for detail, kept in story.details_with_reasons()]


def as_sent(story, version: int) -> QueryDict:
    """What the desk would send if nothing in its boxes was touched, for a page without these boxes."""
    data = QueryDict(mutable=True)
    for form in (ScreenForm(instance=story), *photos.forms_of(story)):
        for field in form:
            if (value := field.value()) not in (None, "", False):
                values = value if isinstance(value, list) else [value]
                data.setlist(field.html_name, [str(item) for item in values])
            elif value == "":
                data[field.html_name] = ""
    data["version"] = str(version)
    return data


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
