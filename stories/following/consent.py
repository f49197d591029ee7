"""What a teller may change their mind about, for as long as we have the story."""

from django import forms

from coproduction_site.forms import Form
from stories.models import Story, ages
from stories.models.ages import ADULT_DECIDES_TOO, AboutWhom
from stories.models.teller_verbs import LIMITS
from stories.submission.consent_wording import (
    CONSENT_WORDING,
    OFFERS,
    READ_ALONE,
    WHAT_OFFERS_MEAN,
)
from stories.submission.forms import StoryForm

WIDER = (*Story.CONSENTS, "in_other_words")  # A new tick here lets more people read it.


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
    only_here = forms.BooleanField(
        label=OFFERS["only_here"], help_text=WHAT_OFFERS_MEAN["only_here"], required=False
    )
    in_other_words = forms.BooleanField(
        label=OFFERS["in_other_words"],
        help_text=f"{WHAT_OFFERS_MEAN['in_other_words']} If you take the tick away, we delete them at once.",
        required=False,
    )
    everybody_agrees = forms.BooleanField(required=False)

    def __init__(self, *args, story: Story, **kwargs):
        consents = {name: getattr(story, name) for name in (*Story.CONSENTS, *LIMITS)}
        super().__init__(*args, initial=consents, **kwargs)
        self.story = story
        if ages.may_be_asked(story.about_age, story.about_whom):
            self.fields["everybody_agrees"].label = who_agrees(story)
            self.fields[
                "everybody_agrees"
            ].help_text = "Do you say yes to something new? Then ask them first."
        else:
            del self.fields["everybody_agrees"]

    def clean(self):
        cleaned = super().clean()
        is_new = any(cleaned[name] and not getattr(self.story, name) for name in WIDER)
        if is_new and cleaned.get("everybody_agrees") is False:
            self.add_error(
                "everybody_agrees",
                "You gave a new yes. Ask first. If they say yes, tick this box. "
                f"If not, take the new tick away. {READ_ALONE if self._was_read_alone else ''}".strip(),
            )
        return cleaned

    @property
    def _was_read_alone(self) -> bool:
        return not any(getattr(self.story, name) for name in Story.CONSENTS)

    @property
    def takes_it_down(self) -> bool:
        """A no to the site, for a story that is on it."""
        is_no = not self.cleaned_data["consent_publish"]
        return is_no and self.story.state == Story.State.PUBLISHED

    def save(self) -> bool:
        answers = self.cleaned_data
        asked = ages.may_be_asked(self.story.about_age, self.story.about_whom)
        return self.story.change_consent(
            CONSENT_WORDING,
            publish=answers["consent_publish"],
            training=answers["consent_training"],
            press=answers["consent_press"],
            agreed=asked if answers.get("everybody_agrees") else (),
            **{name: answers[name] for name in LIMITS},
        )


def who_agrees(story) -> str:
    is_you = story.about_whom == AboutWhom.MYSELF
    person = "I say" if is_you else "The person in the story says"
    if story.about_age in ADULT_DECIDES_TOO:
        adult = "an adult with parental responsibility"
        return f"{person} yes to this, and so does {adult}{' for me' if is_you else ''}"
    return f"{person} yes to this"
