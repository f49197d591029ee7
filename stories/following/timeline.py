"""What has happened to a story, for its teller: in plain words, each with its day."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from stories.models import Response, StoryEvent

Kind = StoryEvent.Kind
# Whatever is not named here is between colleagues. A story that is held looks like one that waits.
TOLD = {
    Kind.SUBMITTED: "You sent your story.",
    Kind.DISCLOSED: "You sent your story.",
    Kind.TYPED: "We typed it in for you.",
    Kind.OPENED: "A person began to read it.",
    Kind.ASKED: "We asked you a question.",
    Kind.ANSWERED: "You answered our question.",
    Kind.SHOWN_EDITS: "We showed you our edits.",
    Kind.AGREED: "You said yes to our edits.",
    Kind.DISAGREED: "You said no to our edits, and why.",
    Kind.PUBLISHED: "Your story went on the site.",
    Kind.REPUBLISHED: "We changed its words or photos on the site.",
    Kind.INVITED: "We asked the partners in it to answer.",
    Kind.DECLINED: "We decided not to put it on the site.",
    Kind.TAKEN_DOWN: "We took it off the site.",
    Kind.WITHDRAWN: "You took it back.",
    Kind.BROUGHT_BACK: "You brought it back.",
    Kind.CODE: "New words were made for this page.",
    Kind.CONSENT: "You changed what we may do with it.",
    Kind.ASKED_AGAIN: "We asked you to say yes again.",
    Kind.RENEWED: "You said yes again.",
    Kind.RETELL_ASKED: "We asked if we may make a case study of it.",
    Kind.RETELL_YES: "You said yes to a case study.",
    Kind.RETELL_NO: "You said no to a case study.",
    Kind.REWORD_ASKED: "We asked if we may put it in easy words or another language.",
    Kind.REWORD_SHOWN: "We showed it in easy words or another language.",
    Kind.CONSENT_OVER: "Your yes came to its end, so it came down.",
}
ONCE = {Kind.OPENED, Kind.INVITED, Kind.DISCLOSED}  # Told the first time only.


@dataclass(frozen=True)
class Moment:
    on: date
    words: str


def moments(story) -> list[Moment]:
    """Oldest first: two queries, however much has happened."""
    return sorted([*_events(story), *_answers(story)], key=lambda moment: moment.on)


def _events(story):
    met = set()
    for event in story.events.filter(kind__in=TOLD):
        if event.kind in ONCE and event.kind in met:
            continue
        met.add(event.kind)
        yield Moment(timezone.localdate(event.at), TOLD[event.kind])


def _answers(story):
    for answer in story.responses.public():
        yield Moment(timezone.localdate(answer.decided_at), f"{answer.partner} answered you.")
        if answer.kind == Response.Kind.WILL_CHANGE:
            text = f"{answer.partner} promised a change by {answer.by_on:%-d %B %Y}."
            yield Moment(timezone.localdate(answer.decided_at), text)
        if answer.kind == Response.Kind.CHANGED:
            yield Moment(answer.done_on, f"{answer.partner} made a change.")
