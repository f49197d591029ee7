"""What its teller may read about where a story is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from coproduction_site.models import SiteSettings
from stories.models import Story, StoryEvent

State, Kind = Story.State, StoryEvent.Kind
SAYS_WHY = {State.QUESTION: Kind.ASKED, State.DECLINED: Kind.DECLINED}
# Since the last of these it waits for somebody to read it.
WAITS_SINCE = ("submitted_at", "answered_at", "agreed_at", "disagreed_at", "brought_back_at")


@dataclass(frozen=True)
class Shown:
    """Held stories look as if they wait: it keeps people safe."""

    state: str
    words: str = ""
    is_open: bool = True
    back_until: date | None = None
    kept_until: date | None = None
    was_declined: bool = False
    promised_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.promised_on is not None and self.promised_on < timezone.localdate()

    @property
    def days_after_taking_back(self) -> int:
        return settings.WITHDRAWN_STORY_DAYS

    @property
    def kept_days(self) -> int:
        """How long a story that was declined is kept."""
        return settings.DECLINED_STORY_DAYS


def shown_to_teller(story: Story) -> Shown:
    state = State.WAITING if story.state == State.SAFEGUARDING else State(story.state)
    if state == State.WITHDRAWN:
        return _ended(story)
    if state == State.WAITING:
        return Shown(str(state), promised_on=_promised_on(story))
    kind = SAYS_WHY.get(state)
    event = story.events.filter(kind=kind).last() if kind else None
    return Shown(str(state), event.text if event else "")


def _ended(story) -> Shown:
    """Taken back by its teller, taken down by staff, or at its end: one of the three ended it."""
    last, until = story.ended_by(), story.kept_until
    return Shown(
        last.kind if last else str(State.WITHDRAWN),
        last.text if last and last.kind == Kind.TAKEN_DOWN else "",
        is_open=False,
        back_until=until if story.can_be_brought_back() else None,
        kept_until=until if until >= timezone.localdate() else None,
        was_declined=story.where_it_belongs() == State.DECLINED,
    )


def _promised_on(story) -> date | None:
    """The last day by which somebody will have read it. None when somebody has begun to."""
    since = max(moment for name in WAITS_SINCE if (moment := getattr(story, name)))
    if story.events.filter(kind=Kind.OPENED, at__gte=since).exists():
        return None
    days = SiteSettings.objects.current().reply_promise_days
    return timezone.localdate(since) + timedelta(days=days)
