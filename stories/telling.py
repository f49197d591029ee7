"""What happens to a story between the first word and the thank-you: kept once, sent once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coproduction_site.limits import Limit
from stories import letters
from stories.forms import CONSENT_WORDING
from stories.models import Story, StoryEvent

State, Kind = Story.State, StoryEvent.Kind
WORDS_FOR_TELLER = {State.QUESTION: Kind.ASKED, State.DECLINED: Kind.DECLINED}

# Many families can share one address: a school, a library, a telephone network.
BEGINNING = Limit("stories-begun", times=60, minutes=60)
SENDING = Limit("stories-sent", times=6, minutes=60)


class TooMany(Exception):
    """More than a person would send from one place. Nothing was changed."""


def draft(key: UUID | None) -> Story | None:
    return _drafts(key).first() if key else None


def sent(key: UUID | None) -> Story | None:
    return Story.objects.sent().filter(key=key).first() if key else None


@transaction.atomic
def keep_draft(answers: dict, key: UUID, address: str) -> bool:
    """Keep the answers under this key, however often they come. False if that story is sent already."""
    row = {name: value for name, value in answers.items() if name != "partners"}
    story, is_new = Story.objects.get_or_create(key=key, defaults=row)
    if is_new and BEGINNING.is_passed(address):
        raise TooMany
    if not is_new and not _drafts(key).update(**row):
        return False
    story.partners.set(answers["partners"])
    return True


@transaction.atomic
def send(story: Story, address: str) -> None:
    """Send it with its letter. Only the call that truly sends it is counted, writes, and can be refused."""
    if not story.submit(wording=CONSENT_WORDING):
        return
    if SENDING.is_passed(address):
        raise TooMany
    letters.received(story)


def promised_on(story: Story, days: int):
    """The last day by which somebody will have read it."""
    return timezone.localdate(story.submitted_at) + timedelta(days=days)


@dataclass(frozen=True)
class Shown:
    """What its teller may read about a story. Held stories look as if they wait: it keeps people safe."""

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
    kind = WORDS_FOR_TELLER.get(state)
    event = story.events.filter(kind=kind).last() if kind else None
    if state == State.WITHDRAWN:
        return Shown(_how_it_went(story), "", False)
    return Shown(str(state), event.words if event else "", state != State.WITHDRAWN)


def _how_it_went(story) -> str:
    """Taken back by its teller, taken down by staff, or at its end: one of the three ended it."""
    last = story.events.filter(kind__in=[Kind.WITHDRAWN, Kind.TAKEN_DOWN, Kind.CONSENT_OVER]).last()
    return last.kind if last else str(State.WITHDRAWN)


def _drafts(key):
    return Story.objects.filter(key=key, state=State.DRAFT)
