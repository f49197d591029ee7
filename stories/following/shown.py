"""What its teller may read about where a story is."""

from dataclasses import dataclass

from django.conf import settings

from stories.models import Story, StoryEvent

State, Kind = Story.State, StoryEvent.Kind
SAYS_WHY = {State.QUESTION: Kind.ASKED, State.DECLINED: Kind.DECLINED}


@dataclass(frozen=True)
class Shown:
    """Held stories look as if they wait: it keeps people safe."""

    state: str
    words: str
    is_open: bool

    @property
    def days_after_taking_back(self) -> int:
        return settings.WITHDRAWN_STORY_DAYS

    @property
    def kept_days(self) -> int:
        """How long after its end a story is erased."""
        if self.state == State.DECLINED:
            return settings.DECLINED_STORY_DAYS
        return settings.WITHDRAWN_STORY_DAYS


def shown_to_teller(story: Story) -> Shown:
    state = State.WAITING if story.state == State.SAFEGUARDING else State(story.state)
    kind = SAYS_WHY.get(state)
    event = story.events.filter(kind=kind).last() if kind else None
    if state == State.WITHDRAWN:
        return _ended(story)
    return Shown(str(state), event.text if event else "", state != State.WITHDRAWN)


def _ended(story) -> Shown:
    """Taken back by its teller, taken down by staff, or at its end: one of the three ended it."""
    last = story.events.filter(kind__in=[Kind.WITHDRAWN, Kind.TAKEN_DOWN, Kind.CONSENT_OVER]).last()
    if last is None:
        return Shown(str(State.WITHDRAWN), "", False)
    return Shown(last.kind, last.text if last.kind == Kind.TAKEN_DOWN else "", False)
