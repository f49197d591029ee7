"""What somebody of the council says about each part of a change: it may show, or why it may not yet."""

from django import forms

from coproduction_site.forms import Form
from partners.profile.send_forms import note_field

LONGEST_REASON = 1_000


class DecisionForm(Form):
    """Two boxes for each part. `parts` are pairs of the part's name and its label."""

    marks_optional = False

    def __init__(self, *args, parts, **kwargs):
        self.parts = parts
        super().__init__(*args, **kwargs)
        self.fields["note"] = note_field("A note to them", "It stands in the letter too.")
        for part, label in parts:
            self.fields[f"show_{part}"] = forms.BooleanField(label=f"Show it: {label}", required=False)
            self.fields[f"reason_{part}"] = forms.CharField(
                label=f"Why not yet? {label}",
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @classmethod
    def with_all_ticked(cls, data, parts):
        """As if every box had been ticked. A reason that somebody typed stays, and is asked about."""
        ticked = data.copy()
        for part, _ in parts:
            ticked[f"show_{part}"] = "on"
        return cls(ticked, parts=parts)

    def clean(self):
        cleaned = super().clean()
        for part, label in self.parts:
            is_shown, reason = cleaned.get(f"show_{part}"), cleaned.get(f"reason_{part}")
            if is_shown and reason:
                self.add_error(
                    f"reason_{part}", "It is ticked, so it needs no reason. Choose one of the two."
                )
            if not is_shown and not reason and f"reason_{part}" not in self.errors:
                self.add_error(f"reason_{part}", f"Tick {label}, or say why it may not show yet.")
        return cleaned

    @property
    def approved(self) -> set[str]:
        return {part for part, _ in self.parts if self.cleaned_data[f"show_{part}"]}

    @property
    def reasons(self) -> dict[str, str]:
        reasons = {part: self.cleaned_data[f"reason_{part}"] for part, _ in self.parts}
        return {part: reason for part, reason in reasons.items() if part not in self.approved}

    def boxes(self, part) -> list:
        return [self[f"show_{part}"], self[f"reason_{part}"]]
