"""What a teller may change their mind about, for as long as we have the story."""

from django import forms

from coproduction_site.forms import Form
from stories.models import Story
from stories.submission.forms import ADULT_DECIDES_TOO, CONSENT_WORDING, PERSON_DECIDES, StoryForm


class ConsentForm(Form):
    """Each yes can be given and taken back by itself. A new yes needs everybody whom the first one needed."""

    consent_publish = forms.BooleanField(
        label=StoryForm.Meta.labels["consent_publish"],
        required=False,
    )
    consent_training = forms.BooleanField(
        label=StoryForm.Meta.labels["consent_training"], required=False
    )
    consent_press = forms.BooleanField(label=StoryForm.Meta.labels["consent_press"], required=False)
    everybody_agrees = forms.BooleanField(required=False)

    def __init__(self, *args, story: Story, **kwargs):
        consents = {name: getattr(story, name) for name in Story.CONSENTS}
        super().__init__(*args, initial=consents, **kwargs)
        self.story = story
        if story.about_age in PERSON_DECIDES:
            self.fields["everybody_agrees"].label = _who_agrees(story)
            self.fields[
                "everybody_agrees"
            ].help_text = "Do you say yes to something new? Then ask them first."
        else:
            del self.fields["everybody_agrees"]

    def clean(self):
        cleaned = super().clean()
        is_new = any(cleaned[name] and not getattr(self.story, name) for name in Story.CONSENTS)
        if is_new and cleaned.get("everybody_agrees") is False:
            self.add_error(
                "everybody_agrees", "You gave a new yes. Ask first. If they say yes, tick this box."
            )
        return cleaned

    def save(self) -> bool:
        answers = self.cleaned_data
        return self.story.change_consent(
            CONSENT_WORDING,
            publish=answers["consent_publish"],
            training=answers["consent_training"],
            press=answers["consent_press"],
        )


def _who_agrees(story) -> str:
    if story.about_age in ADULT_DECIDES_TOO:
        return (
            "The person in the story says yes to this, and so does an adult with parental responsibility"
        )
    return "The person in the story says yes to this"
