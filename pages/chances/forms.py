"""What staff and partners write, each box with the sentence for what is missing; and what somebody says who joins in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from coproduction_site.forms import ModelForm, say_plainly
from coproduction_site.honeypot import PatientForm
from coproduction_site.workflow.versions import VersionedForm
from pages.booking.models import NOBODY_TO_REACH
from pages.chances.gate import MISSING, TOO_SOON
from pages.chances.interests import Interest
from pages.chances.models import OUTCOME, Chance
from pages.chances.offers import Offer
from partners.models import Partner

NO_SUCH_PAGE = "Please choose another address."
HAS_PASSED = "This day has passed. Choose a later one."
PROMISED = "We promised this day, and it has passed. It stays. Write what came of it instead."
NOBODY = "Say who looks after it."
NO_ADDRESS = "Write their e-mail address. Who wants to join in is sent there."
WHOLE = {
    "you_said": "Say what people told you. If nobody did, say that.",
    "we_did": "Say what you did because of it. If nothing, say that.",
    "we_could_not": "Say what you could not do, and why. If there is nothing, say that.",
}
FIELDS = [
    *("title", "summary", "kind", "audience", "rung", "can_change", "fixed", "why_fixed"),
    *("hours", "pay", "expenses", "help_given", "closes_on", "hear_by", "owner", "owner_email"),
]


class HonestForm:
    """First of the bases of a form over what `gate.Honest` asks for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, MISSING | {"owner": NOBODY, "owner_email": NO_ADDRESS})
        self.fields["owner_email"].required = True

    def clean(self):
        cleaned = super().clean()
        closes_on, hear_by = cleaned.get("closes_on"), cleaned.get("hear_by")
        if closes_on and hear_by and hear_by <= closes_on:
            self.add_error("hear_by", TOO_SOON)
        if closes_on and self.instance._state.adding and closes_on < timezone.localdate():
            self.add_error("closes_on", HAS_PASSED)
        return cleaned


class ChanceForm(HonestForm, VersionedForm):
    class Meta:
        model = Chance
        fields = [*FIELDS, "slug", "partner", "about", *OUTCOME]

    def clean_slug(self):
        if self.cleaned_data["slug"] == "offer":
            raise ValidationError(NO_SUCH_PAGE)
        return self.cleaned_data["slug"]

    def clean_hear_by(self):
        """A promise that is broken is answered, not moved."""
        hear_by, live = self.cleaned_data["hear_by"], Chance.objects.filter(pk=self.instance.pk).first()
        if live and live.is_late and live.hear_by != hear_by:
            raise ValidationError(PROMISED)
        return hear_by

    def clean(self):
        """An outcome is whole, or there is none yet."""
        cleaned = super().clean()
        empty = [name for name in OUTCOME if not cleaned.get(name) and name not in self.errors]
        if len(empty) < len(OUTCOME):
            for name in empty:
                self.add_error(name, WHOLE[name])
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            self.instance.settle(timezone.localdate())


class OfferForm(HonestForm, ModelForm):
    """By the people of a partner. The row is written once under its key, so nothing is put into the instance here."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label="From which partner?")

    class Meta:
        model = Offer
        fields = ["partner", *FIELDS]
        widgets = {
            **{
                name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                for name in ("closes_on", "hear_by")
            },
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in ("can_change", "fixed", "why_fixed", "help_given")
            },
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Partner.objects.editable_by(user).order_by("name")
        self.fields["partner"].queryset = mine
        self.fields["partner"].initial = mine.first()
        say_plainly(
            self.fields, {"title": "Write what it is called.", "summary": "Say it in one sentence."}
        )

    def _post_clean(self):
        pass


class InterestForm(PatientForm, ModelForm):
    """The row is written by a verb, so nothing is put into the instance here."""

    class Meta:
        model = Interest
        fields = ["name", "email", "telephone", "message"]
        labels = {
            "name": "Your name",
            "email": "Your e-mail address",
            "telephone": "Your phone number",
            "message": "Do you want to ask or tell us something?",
        }
        help_texts = {
            "email": "Or give a phone number. We need one of the two.",
            "message": "You need not. Please leave out names of children.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "telephone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "message": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, {"name": "Write your name, or what we may call you."})

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("email") or cleaned.get("telephone") or self.errors):
            self.add_error("email", NOBODY_TO_REACH)
        return cleaned

    def _post_clean(self):
        pass
