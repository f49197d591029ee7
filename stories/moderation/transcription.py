"""A story that came on paper, by telephone or in person, and that staff type in: the same questions and the same checks."""

from crispy_forms.layout import Fieldset
from django import forms
from django.db import transaction

from stories import letters
from stories.models import Story, StoryEvent
from stories.submission.consent_wording import CONSENT_WORDING
from stories.submission.forms import GROUPS, QUESTIONS, StoryForm

CHANNELS = [(each.value, each.label) for each in Story.TYPED_BY_STAFF]


class TypedStoryForm(StoryForm):
    channel = forms.ChoiceField(label="How did it reach us?", choices=CHANNELS, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, only=[*QUESTIONS, "channel"], **kwargs)

    def keep(self, key, typist) -> Story:
        """Once, however often it is pressed. The teller gets the same letter as anybody."""
        words = dict(self.cleaned_data)
        partners = words.pop("partners")
        with transaction.atomic():
            story, is_new = Story.objects.get_or_create(key=key, defaults=words | {"typed_by": typist})
            if is_new:
                story.partners.set(partners)
                story.submit(wording=CONSENT_WORDING)
                story.events.create(
                    kind=StoryEvent.Kind.TYPED, by=typist, words=story.get_channel_display()
                )
                letters.received(story)
        return story

    def _laid_out(self):
        yield Fieldset("How it came", "channel")
        yield from (Fieldset(heading, *names) for heading, names in GROUPS)
