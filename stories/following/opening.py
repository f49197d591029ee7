"""The way to a teller's page for whoever has no link: the reference, and the four words that belong to it."""

from django import forms
from django.utils.crypto import salted_hmac

from coproduction_site import limits
from coproduction_site.forms import Form
from stories.models import Story, codes

# Many families can share one address: a school, a library, a telephone network.
TRYING = limits.STORIES_OPENED
TRYING_ONE = limits.STORIES_OPENED_ONE
NOT_SPELT = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
NOT_TOGETHER = "These do not go together. Look at the reference and at each word. Then try again."


class OpenForm(Form):
    """One answer to everything that is wrong: nobody learns from it which references there are."""

    reference = forms.CharField(
        label="Your reference",
        help_text="Eight letters and numbers. For example: 4DK7-QR2M.",
        max_length=40,
        widget=forms.TextInput(attrs=NOT_SPELT),
        error_messages={"required": "Write your reference first."},
    )
    code = forms.CharField(
        label="Your four words",
        help_text="In the right order. Small or big letters, both are fine.",
        max_length=120,
        widget=forms.TextInput(attrs=NOT_SPELT),
        error_messages={"required": "Write your four words first."},
    )

    def story(self, visitor: str) -> Story | None:
        """Counted before anybody looks, for references that exist and for those that do not. Raises TooMany."""
        reference = codes.as_reference(self.cleaned_data["reference"])
        TRYING.count(visitor)
        TRYING_ONE.count(salted_hmac("stories.opening", reference).hexdigest()[:24])
        story = Story.objects.sent().filter(reference=reference).first()
        opens = codes.opens(story.code if story else "", self.cleaned_data["code"])
        return story if opens else None
