"""What is asked of somebody who has sent pages: as little as the law needs."""

from django import forms
from django.conf import settings

from coproduction_site.forms import Form, MailAddressFormField
from coproduction_site.sentences import Sentence
from coproduction_site.uploads.fields import DocumentsField
from stories.submission import consent_wording
from stories.submission.call_forms import number_to_ring
from stories.submission.questions import MISSING


class TypeForMeForm(Form):
    consent_read = forms.BooleanField(
        label=consent_wording.MAY_WE["consent_read"],
        help_text=Sentence(
            "Your yes lasts %(years)s years. You can take it back at any time.",
            years=settings.CONSENT_YEARS,
        ),
        error_messages={"required": MISSING["consent_read"]},
    )
    email = MailAddressFormField(
        label="Your e-mail address",
        help_text="We write only about this story.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    number = forms.CharField(
        label="Your telephone number",
        help_text="Then we can ring you if we can’t read a word.",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    def clean_number(self):
        number = self.cleaned_data["number"]
        return number_to_ring(number) if number.strip() else ""


class MorePagesForm(Form):
    pages = DocumentsField(
        purpose="more-pages",
        label="More photos of your pages",
        help_text="You can choose up to 20 at a time.",
        error_messages={"required": "Choose the photos first."},
    )
    marks_optional = False
