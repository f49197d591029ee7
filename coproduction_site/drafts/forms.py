from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from coproduction_site.drafts.models import LONGEST_SENTENCE
from coproduction_site.forms import Form, MailAddressFormField

PREFIX = "publishing"
IS_PAST = "This moment has passed. Choose a later one, or publish now."
SAY_WHEN = "Choose a day and an hour."


class PublishForm(Form):
    """What is said, and decided, beside the words themselves. The day is needed to publish later alone."""

    marks_optional = False

    what_changed = forms.CharField(
        label="What changed, in one sentence",
        max_length=LONGEST_SENTENCE,
        required=False,
        help_text="Kept in the history. On pages, everybody can read it. Leave it empty for a spelling.",
    )
    on = forms.DateField(
        label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    at = forms.TimeField(
        label="Hour", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, data=None, is_scheduled=False, **options):
        super().__init__(data, prefix=PREFIX, **options)
        self.is_scheduled = is_scheduled

    def clean(self):
        cleaned = super().clean()
        if not self.is_scheduled or self.errors:
            return cleaned
        if not (cleaned.get("on") and cleaned.get("at")):
            raise ValidationError(SAY_WHEN)
        self.moment = timezone.make_aware(datetime.combine(cleaned["on"], cleaned["at"]))
        if self.moment <= timezone.now():
            raise ValidationError(IS_PAST)
        return cleaned


class AskForm(Form):
    address = MailAddressFormField(
        label="Your colleague’s e-mail address",
        help_text="They need no account. They get a letter with the link.",
    )
    message = forms.CharField(
        label="What should they look at?", required=False, max_length=1_000, widget=forms.Textarea
    )
