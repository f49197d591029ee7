"""What somebody of a partner says to the council when they send a change."""

from django import forms

from coproduction_site.forms import Form, say_plainly

LONGEST_NOTE = 1_000


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
        self.remarks = change.remarks
        for remark in self.remarks:
            hint = "If you want to say something about it."
            self.fields[f"reply_{remark.part}"] = note_field(f"Your answer: {remark.label}", hint)
        self.fields["note"] = note_field(
            "A note to the council", "Such as why you change it. Nobody else reads it."
        )
        say_plainly(self.fields, {})

    @property
    def replies(self) -> dict[str, str]:
        return {remark.part: self.cleaned_data[f"reply_{remark.part}"] for remark in self.remarks}

    @property
    def reasons(self) -> list[tuple]:
        """Each reason, with the box for an answer."""
        return [(remark, self[f"reply_{remark.part}"]) for remark in self.remarks]
