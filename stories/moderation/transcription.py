"""A story that came on paper, by telephone or in person, and that staff type in: the same questions and the same checks."""

from copy import copy

from crispy_forms.layout import Fieldset
from django import forms

from coproduction_site.honeypot import HoneypotForm
from coproduction_site.kept_once import kept_once
from stories import letters
from stories.models import Story, StoryEvent
from stories.models.typing_verbs import TITLE_OF_PAGES
from stories.submission.consent_wording import CONSENT_WORDING
from stories.submission.forms import StoryForm
from stories.submission.questions import GROUPS, QUESTIONS

CHANNELS = [(each.value, each.label) for each in Story.TYPED_BY_STAFF]


class TypedStoryForm(HoneypotForm, StoryForm):
    channel = forms.ChoiceField(label="How did it reach us?", choices=CHANNELS, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, only=[*QUESTIONS, "channel"], **kwargs)

    def keep(self, key, typist, call=None) -> Story:
        """Once, however often it is pressed. The teller gets the same letter as anybody."""
        answers = self.cleaned_data | {"typed_by": typist}
        partners = answers.pop("partners")

        def send(story):
            story.partners.set(partners)
            story.submit(wording=CONSENT_WORDING)
            label = f"{story.get_channel_display()}{_of_call(call, story, typist)}"
            story.events.create(kind=StoryEvent.Kind.TYPED, by=typist, words=label)
            letters.came_in(story)

        return kept_once(Story, key, answers, first=send)

    def _laid_out(self):
        yield Fieldset("How it came", "channel")
        yield from (Fieldset(heading, *names) for heading, names in GROUPS)


class PagesForm(TypedStoryForm):
    """What stands on the pages of one story. How it came is known, and so is the yes to read it."""

    def __init__(self, data=None, *, story):
        shown = copy(story)
        shown.title = "" if story.title == TITLE_OF_PAGES else story.title
        super().__init__(data, instance=shown)
        del self.fields["channel"]

    def type_in(self, story, typist, version: int) -> None:
        """Into a story that came as pages. Raises ValidationError if it changed since it was opened."""
        answers = {name: self.cleaned_data[name] for name in QUESTIONS}
        partners = answers.pop("partners")
        story.type_in(typist, version, answers, partners)

    def _laid_out(self):
        return (Fieldset(heading, *names) for heading, names in GROUPS)


def _of_call(call, story, typist) -> str:
    """Without the number: the history stays when that is erased."""
    if call is None or not call.became(story, typist):
        return ""
    return f". Call {call.reference}, {call.in_which_language}"
