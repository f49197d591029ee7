from django import forms

from coproduction_site.forms import Form


class TakeForm(Form):
    answer = forms.CharField(
        label="A word to the partner",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LeaveOutForm(Form):
    answer = forms.CharField(
        label="Why not?",
        help_text="The partner reads exactly these words.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
