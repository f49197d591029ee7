"""What can be decided about a story, from which state, and with which words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form

from stories import moderating
from stories.desk_forms import DeclineForm, QuestionForm, ReasonForm
from stories.models import Story, StoryEvent

State, Kind = Story.State, StoryEvent.Kind
EVENTS = {
    "claim": Kind.CLAIMED,
    "hand_back": Kind.HANDED_BACK,
    "publish": Kind.PUBLISHED,
    "ask": Kind.ASKED,
    "decline": Kind.DECLINED,
    "hold": Kind.HELD,
    "release": Kind.RELEASED,
    "take_down": Kind.TAKEN_DOWN,
}


@dataclass(frozen=True)
class Decision:
    name: str
    title: str
    explains: str
    verb: Callable
    before: tuple[str, ...]
    done: str
    form: type[Form] | None = None
    weight: str = ""
    for_leads: bool = False
    needs_address: bool = False

    @property
    def event(self) -> str:
        """What stands in the history when it has been done."""
        return EVENTS[self.name]

    def is_open_to(self, story, user) -> bool:
        return (
            story.state in self.before
            and (story.email or not self.needs_address)
            and (not self.for_leads or user.has_perm("stories.read_held_story"))
        )

    def form_for(self, typed=None, is_pressed=False):
        """Checked if it was pressed; otherwise only filled with what was typed, so that nothing is lost."""
        if self.form is None:
            return None
        if is_pressed:
            return self.form(typed, prefix=self.name)
        words = {name: (typed or {}).get(f"{self.name}-{name}", "") for name in self.form.base_fields}
        return self.form(initial=words, prefix=self.name)


CLAIM = Decision(
    "claim",
    "I will read this story",
    "Your colleagues see your name at it.",
    lambda story, user: story.claim(user),
    (State.WAITING,),
    "This story is yours to read.",
)
HAND_BACK = Decision(
    "hand_back",
    "Hand it back",
    "Then a colleague can take it.",
    lambda story, user: story.hand_back(user),
    (State.WAITING,),
    "The story is back with everybody.",
)
DECISIONS = [
    Decision(
        "publish",
        "Publish it",
        "Everybody can read the public copy, as it is in the boxes above. "
        "If the teller left an e-mail address, we send them the link.",
        moderating.publish,
        (State.WAITING,),
        "The story is on the website.",
        weight="good",
    ),
    Decision(
        "ask",
        "Ask the teller a question",
        "We send them your words, with a link to answer. The story waits for them.",
        moderating.ask,
        (State.WAITING,),
        "The question is on its way.",
        QuestionForm,
        needs_address=True,
    ),
    Decision(
        "decline",
        "Do not publish it",
        "We send the teller the reason and your words, if they left an e-mail address.",
        moderating.decline,
        (State.WAITING, State.QUESTION),
        "The story will not be published.",
        DeclineForm,
        weight="danger",
    ),
    Decision(
        "hold",
        "Hold it: somebody may not be safe",
        "From that moment only safeguarding leads can read it. No letter is sent. "
        "If somebody is in danger now, ring first.",
        moderating.hold,
        (State.WAITING, State.QUESTION, State.PUBLISHED),
        "The story is with the safeguarding leads.",
        ReasonForm,
        weight="danger",
    ),
    Decision(
        "release",
        "Back to the queue",
        "Moderators can read it again.",
        moderating.release,
        (State.SAFEGUARDING,),
        "The story is back in the queue.",
        ReasonForm,
        for_leads=True,
    ),
    Decision(
        "take_down",
        "Take it off the website",
        "Its address says that it has gone. No letter is sent, so speak with the teller if you can.",
        moderating.take_down,
        (State.PUBLISHED,),
        "The story is off the website.",
        ReasonForm,
        weight="danger",
    ),
]
BY_NAME = {decision.name: decision for decision in [CLAIM, HAND_BACK, *DECISIONS]}
