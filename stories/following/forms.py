"""What a teller says to what their page asks: an answer to our question, a yes or a no to our edits."""

from django import forms

from coproduction_site.forms import Form
from coproduction_site.workflow.versions import AsShown
from stories.models import Story, StoryEvent
from stories.models.shown import mark_of


class Reply(AsShown, Form):
    """To exactly what the page showed. `send()` raises ValidationError if somebody was quicker."""

    name, asked_in = "", ""

    @property
    def text(self) -> str:
        """What was written, also where it is not right yet."""
        return (self.data.get(self.name) or "").replace("\r\n", "\n").strip()

    def has_box(self, story) -> bool:
        """On the page as it is now. If not, the page must show the words in another way."""
        return story.state == self.asked_in

    def was_sent(self, story) -> bool:
        """A button pressed twice: nothing is asked any more, and what was said last is the same."""
        last = story.events.filter(kind=self.event).last()
        return not mark_of(story) and last is not None and last.words == self.text


class AnswerForm(Reply):
    name, asked_in, event = "answer", Story.State.QUESTION, StoryEvent.Kind.ANSWERED
    answer = forms.CharField(
        label="Your answer",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Write your answer first."},
    )

    def send(self, story):
        story.answer(self.cleaned_data["answer"], self.shown)


class AgreeForm(Reply):
    """A button alone."""

    event = StoryEvent.Kind.AGREED

    def send(self, story):
        story.agree(self.shown)


class DisagreeForm(Reply):
    name, asked_in, event = "disagree", Story.State.WITH_TELLER, StoryEvent.Kind.DISAGREED
    disagree = forms.CharField(
        label="What is not right?",
        help_text="Say it in your own words. We read it and look again.",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Tell us what is not right. Then we can change it."},
    )

    def send(self, story):
        story.disagree(self.cleaned_data["disagree"], self.shown)


FORMS = {"agree": AgreeForm, "disagree": DisagreeForm, "answer": AnswerForm}


def replies_to(story, data) -> dict[str, Reply]:
    """Bound is the one whose button was pressed."""
    mark = mark_of(story)
    return {name: form(data if name in data else None, shown=mark) for name, form in FORMS.items()}
