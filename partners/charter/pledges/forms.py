"""What we ask an organisation that signs the charter."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from coproduction_site.forms import Form, MailAddressFormField, ModelForm, say_plainly
from coproduction_site.honeypot import PatientForm
from coproduction_site.workflow import versions
from partners.models import ContactChange, Evidence, Pledge

MISSING = {
    "name": "Write the name of your organisation.",
    "kind": "Choose what kind of organisation it is.",
    "will_do": "Say what you will do. One thing is enough.",
    "person": "Write your name. We don’t show it.",
    "role": "Write what you do there.",
    "email": "Write your e-mail address. We don’t show it.",
    "may_be_shown": "A pledge is a promise in public. Tick this box if we may show it.",
}
NEWER_CHARTER = (
    "The words of the charter have changed since you opened this page. Your words are all here. "
    "Please read the charter again, then press the button."
)
LONGEST_ADDRESS = Evidence._meta.get_field("address").max_length
IS_WEB_ADDRESS = URLValidator(["http", "https"])


class BoxesForm(ModelForm):
    """Some boxes of a pledge. The row is written by a verb, so nothing is put into the instance here."""

    missing = MISSING

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].choices = Pledge.Kind.choices
        say_plainly(self.fields, self.missing)

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        """See above."""


class PledgeForm(PatientForm, BoxesForm):
    """An organisation signs. Its name, kind and words are shown; who wrote them is not."""

    may_be_shown = forms.BooleanField(
        label="You may show our name, our pledge and the day on this website"
    )

    class Meta:
        model = Pledge
        fields = ["name", "kind", "will_do", "person", "role", "email", "may_be_shown"]
        labels = {
            "name": "What is your organisation called?",
            "kind": "What kind is it?",
            "will_do": "What will you do?",
            "person": "Your name",
            "role": "Your role",
            "email": "Your e-mail address",
        }
        help_texts = {
            "will_do": (
                "Use plain words. What will be different for families, and by when? "
                "Name no child and no family."
            ),
            "person": "We don’t show it.",
            "role": "We don’t show it. For example: head teacher.",
            "email": "We don’t show it. Your private link goes to this address.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "kind": forms.RadioSelect,
            "will_do": forms.Textarea,
            "person": forms.TextInput(attrs={"autocomplete": "name"}),
            "role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, charter=None, **kwargs):
        """`charter` is the wording that the page shows now."""
        super().__init__(*args, **kwargs)
        self.charter = charter

    def clean(self):
        """Nobody signs a version that they have not seen."""
        shown = versions.number(self.data.get("charter"))
        if self.instance.pk is None and shown != (self.charter.number if self.charter else 0):
            self.add_error(None, NEWER_CHARTER)
        return super().clean()


class ChangePledgeForm(PledgeForm):
    """Staff asked for other words. The address to which the private link went stays the same."""

    class Meta(PledgeForm.Meta):
        fields = ["name", "kind", "will_do", "person", "role", "may_be_shown"]


class CorrectionForm(BoxesForm):
    """Other words for a pledge that is on the website."""

    class Meta(PledgeForm.Meta):
        fields = ["name", "kind", "will_do"]


class RenewForm(BoxesForm):
    """Signs a newer version, beginning with the words of last time."""

    class Meta(PledgeForm.Meta):
        fields = ["will_do"]


class ContactForm(BoxesForm):
    """Who looks after the pledge from now on."""

    missing = {
        "email": "Write the new e-mail address.",
        "person": "Write the name of whoever reads it.",
        "role": "Write what they do there.",
    }

    class Meta(PledgeForm.Meta):
        model = ContactChange
        fields = ["email", "person", "role"]
        labels = PledgeForm.Meta.labels | {
            "email": "The new e-mail address",
            "person": "Whose address is it?",
            "role": "Their role",
        }
        help_texts = PledgeForm.Meta.help_texts | {"email": "We send a letter there."}

    def clean_email(self):
        address = self.cleaned_data["email"]
        if address.lower() == self.initial.get("email", "").lower():
            raise ValidationError("This is the address that we have.")
        return address


class StaffContactForm(Form):
    """The same at the desk, with a reason that only colleagues read."""

    email = MailAddressFormField(label="The new e-mail address")
    person = forms.CharField(label="Whose address is it?", max_length=80)
    role = forms.CharField(label="Their role", max_length=80)
    reason = forms.CharField(
        label="Why do you change it?",
        help_text="Only colleagues read it. How do you know that it is right?",
        max_length=500,
        error_messages={"required": "Say why. Somebody may ask."},
    )


class ReasonForm(Form):
    """Words that the organisation reads, when staff ask for a change or say no."""

    reason = forms.CharField(
        label="What do you want to tell them?",
        help_text="They read exactly these words. Say what would make it right.",
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": "Say why. They need to know."},
    )


def web_address(text: str) -> str:
    """Only http and https; an address without either is taken as https."""
    address = text if "://" in text else f"https://{text}"
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError("This address is too long. Please give a shorter one.")
    try:
        IS_WEB_ADDRESS(address)
    except ValidationError:
        raise ValidationError("Write a whole web address, like https://example.org/page.") from None
    return address
