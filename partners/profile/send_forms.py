"""What somebody of a partner says to the council when they send a change."""

from django import forms

from coproduction_site.forms import Form, say_plainly
from coproduction_site.text import cleaned

LONGEST_NOTE = 1_000
REPLY = "reply_"


def note_field(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SendForm(Form):
    """A note, and an answer to each reason with which a part came back."""

    def __init__(self, *args, change, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_open = bool(change and change.is_with_partner)
        self.remarks = change.remarks if self.is_open else []
        for remark in self.remarks:
            hint = "If you want to say something about it."
            self.fields[f"{REPLY}{remark.part}"] = note_field(f"Your answer: {remark.label}", hint)
        self.fields["note"] = note_field(
            "A note to the council", "Such as why you change it. Nobody else reads it."
        )
        say_plainly(self.fields, {})

    @classmethod
    def refused(cls, data, change, refusal: str) -> "SendForm":
        """As the change stands now, with every word that was typed."""
        form = cls(data, change=change)
        form.add_error(None, refusal)
        return form

    @property
    def left_over(self) -> list[str]:
        """What was typed in boxes that are not there any more."""
        boxes = set(self.fields) if self.is_open else set()
        names = [name for name in self.data if name == "note" or name.startswith(REPLY)]
        return [cleaned(self.data[name]) for name in names if name not in boxes and self.data[name]]

    @property
    def said(self) -> dict:
        return {"note": self.cleaned_data["note"], "replies": self.replies}

    @property
    def replies(self) -> dict[str, str]:
        """By the part that each is about. Where nothing can be sent any more, as they were typed."""
        if self.is_open:
            return {remark.part: self.cleaned_data[f"{REPLY}{remark.part}"] for remark in self.remarks}
        typed = [name for name in self.data if name.startswith(REPLY)]
        return {name.removeprefix(REPLY): cleaned(self.data[name]).strip() for name in typed}

    @property
    def reasons(self) -> list[tuple]:
        """Each reason, with the box for an answer."""
        return [(remark, self[f"{REPLY}{remark.part}"]) for remark in self.remarks]
