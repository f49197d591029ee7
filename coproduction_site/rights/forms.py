from django import forms

from coproduction_site.forms import Form


class SearchForm(Form):
    text = forms.CharField(
        label="E-mail address, reference or name",
        help_text="An e-mail address finds most. A name may be the name of somebody else too.",
        min_length=3,
        max_length=254,
    )


class EraseForm(Form):
    """Reasons to choose from, because the reason is kept when everything else has gone."""

    WHY = {
        "asked": "They asked for it",
        "mistake": "It was sent by mistake, or twice",
        "law": "We may not keep it by law",
    }
    reason = forms.ChoiceField(
        label="Why is it erased?",
        help_text="The reason is kept in the log, with your name and the day. Nothing of the person is.",
        choices=WHY.items(),
        widget=forms.RadioSelect,
    )

    @property
    def why(self) -> str:
        return f"{self.WHY[self.cleaned_data['reason']]}."
