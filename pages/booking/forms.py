"""What somebody says who books: three answers, and what they need on the day."""

from django import forms

from coproduction_site.forms import Form, ModelForm, say_plainly
from coproduction_site.honeypot import PatientForm
from pages.booking.models import NOBODY_TO_REACH, AccessNeed, Booking

LONGEST_NEED = AccessNeed._meta.get_field("text").max_length
MISSING = {
    "name": "Write your name, or what we may call you.",
    "email": "Write your e-mail address. Our letter goes there.",
}
LABELS = {"name": "Your name", "email": "Your e-mail address", "telephone": "Your phone number"}


class AnswersForm(ModelForm):
    """The row is written by a verb, so nothing is put into the instance here."""

    need = forms.CharField(
        label="What do you need on the day?",
        help_text=(
            "For example: large print, food without nuts, a helper, breaks. Only the people who get "
            "the day ready read it. We delete it 14 days after."
        ),
        max_length=LONGEST_NEED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Booking
        fields = ["name", "email", "telephone"]
        labels = LABELS
        help_texts = {
            "email": "One address books one place.",
            "telephone": "Only if we have to ring you about the day.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "telephone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, MISSING)

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields}

    def _post_clean(self):
        pass


class BookingForm(PatientForm, AnswersForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True


class TypedForm(AnswersForm):
    """Staff type what somebody says on the telephone, who may have no e-mail address."""

    need = forms.CharField(
        label="What do they need on the day?",
        help_text="Tell them that only the people who get the day ready read it.",
        max_length=LONGEST_NEED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta(AnswersForm.Meta):
        labels = {
            "name": "Their name",
            "email": "Their e-mail address",
            "telephone": "Their phone number",
        }
        help_texts = {"email": "Leave it empty if they have none. Then ring them."}

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("email") or cleaned.get("telephone") or self.errors):
            self.add_error("email", NOBODY_TO_REACH)
        return cleaned


class DetailsForm(Form):
    """What staff write over for somebody who rings. What somebody needs is written here, and not read."""

    name = forms.CharField(label="Their name", max_length=80)
    telephone = forms.CharField(label="Their phone number", max_length=40, required=False)
    need = forms.CharField(
        label="What do they need on the day?",
        help_text="What you write takes the place of what stands there. Empty keeps it.",
        max_length=LONGEST_NEED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChangeForm(AnswersForm):
    """The address stays: the link went there."""

    class Meta(AnswersForm.Meta):
        fields = ["name", "telephone"]
        help_texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("need", self.instance.need)

    def clean(self):
        cleaned = super().clean()
        if not (self.instance.email or cleaned.get("telephone")):
            self.add_error("telephone", NOBODY_TO_REACH)
        return cleaned
