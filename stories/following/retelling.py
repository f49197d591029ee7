"""What a teller says to the question whether their public story may be told again as a case study."""

from django import forms

from coproduction_site.forms import Form
from stories.following.consent import who_agrees
from stories.models import Story, ages
from stories.submission.consent_wording import CONSENT_WORDING

YES, NO = "yes", "no"


class RetellingForm(Form):
    """Two buttons. A yes needs everybody whom the first yes needed; a no needs nobody."""

    retell = forms.ChoiceField(choices=[(YES, "Yes"), (NO, "No")], widget=forms.HiddenInput)
    others_agree = forms.BooleanField(required=False)

    def __init__(self, *args, story: Story, **kwargs):
        super().__init__(*args, **kwargs)
        self.story = story
        if ages.may_be_asked(story.about_age, story.about_whom):
            self.fields["others_agree"].label = who_agrees(story)
            self.fields["others_agree"].help_text = "Do you want to say yes? Then ask them first."
        else:
            del self.fields["others_agree"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("retell") == YES and cleaned.get("others_agree") is False:
            self.add_error("others_agree", "Ask first. If they say yes, tick this box.")
        return cleaned

    def send(self) -> None:
        """Raises ValidationError or DoesNotExist if the matter is settled."""
        self.story.answer_retelling(self.cleaned_data["retell"] == YES, CONSENT_WORDING)
