"""What a teller says to what their page asks: an answer to our question, a yes or a no to our edits."""

from django import forms

from coproduction_site.forms import Form
from coproduction_site.workflow.versions import AsShown
from stories.models import StoryEvent
from stories.models.shown import mark_of


class Reply(AsShown, Form):
    """To exactly what the page showed. `send()` raises ValidationError if somebody was quicker."""

    def was_sent(self, story) -> bool:
        """A button pressed twice: nothing is asked any more, and what was said last is the same."""
        return not mark_of(story) and self._is_last_said(story)


class AnswerForm(Reply):
    answer = forms.CharField(
        label="Your answer",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Write your answer first."},
    )

    def send(self, story):
        story.answer(self.cleaned_data["answer"], self.shown)

    def _is_last_said(self, story):
        return _is_last(story, StoryEvent.Kind.ANSWERED, self["answer"].data)


class AgreeForm(Reply):
    """A button alone."""

    def send(self, story):
        story.agree(self.shown)

    def _is_last_said(self, story):
        return story.agreed_at is not None


class DisagreeForm(Reply):
    disagree = forms.CharField(
        label="What is not right?",
        help_text="Say it in your own words. We read it and look again.",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Tell us what is not right. Then we can change it."},
    )

    def send(self, story):
        story.disagree(self.cleaned_data["disagree"], self.shown)

    def _is_last_said(self, story):
        return _is_last(story, StoryEvent.Kind.DISAGREED, self["disagree"].data)


FORMS = {"agree": AgreeForm, "disagree": DisagreeForm, "answer": AnswerForm}


def replies_to(story, data) -> dict[str, Reply]:
    """Bound is the one whose button was pressed."""
    mark = mark_of(story)
    return {name: form(data if name in data else None, shown=mark) for name, form in FORMS.items()}


def _is_last(story, kind, text) -> bool:
    last = story.events.filter(kind=kind).last()
    return last is not None and last.words == text.replace("\r\n", "\n").strip()
