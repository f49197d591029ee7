"""What happens to a story between the first word and the thank-you: kept once, sent once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coproduction_site.limits import Limit
from stories import letters
from stories.models import Story, StoryEvent, ages
from stories.submission import steps
from stories.submission.consent_wording import CONSENT_WORDING
from stories.submission.steps import Step

State, Kind = Story.State, StoryEvent.Kind
SAYS_WHY = {State.QUESTION: Kind.ASKED, State.DECLINED: Kind.DECLINED}

# Many families can share one address: a school, a library, a telephone network.
BEGINNING = Limit("stories-begun", times=60, minutes=60)
SENDING = Limit("stories-sent", times=6, minutes=60)
LINKS = Limit("stories-links", times=10, minutes=60)
LINKS_TO_ONE = Limit("stories-links-to-one", times=3, minutes=60)


class TooMany(Exception):
    """More than a person would send from one place. Nothing was changed."""


class Unfinished(Exception):
    """A question is not answered as it must be. `steps.first_open` says where. Nothing was changed."""


def draft(key: UUID | None) -> Story | None:
    return _drafts(key).first() if key else None


def sent(key: UUID | None) -> Story | None:
    return Story.objects.sent().filter(key=key).first() if key else None


@transaction.atomic
def keep(step: Step, answers: dict, key: UUID, address: str, is_done: bool = True) -> bool:
    """Keep what one page asked, however often it comes. False if that story is sent already.

    `is_done` is False for answers that are kept as they are, to be gone on with later.
    """
    _, is_new = Story.objects.get_or_create(key=key)
    if is_new and BEGINNING.is_passed(address):
        raise TooMany
    story = _drafts(key).select_for_update().first()
    if story is None:
        return False
    row = {name: answers[name] for name in step.fields if name in answers}
    partners = row.pop("partners", None)
    _drafts(key).update(**row, **_what_follows(step, story, row, is_done))
    if partners is not None:
        story.partners.set(partners)
    return True


@transaction.atomic
def send(story: Story, address: str) -> None:
    """Send it with its letter. Only the call that truly sends it is counted, writes, and can be refused.

    Raises Unfinished if a question is not answered as it must be.
    """
    story = _drafts(story.key).select_for_update().first()
    if story is None:
        return
    if steps.first_open(story):
        raise Unfinished
    if not story.submit(wording=CONSENT_WORDING):
        return
    if SENDING.is_passed(address):
        raise TooMany
    letters.received(story)


def send_link(story: Story, email: str, address: str) -> None:
    """A letter with the way back to a draft. The address is in the letter alone."""
    if LINKS.is_passed(address) or LINKS_TO_ONE.is_passed(_key_of(email)):
        raise TooMany
    letters.come_back(story, email)


def kept_until(story: Story):
    """The day on which a draft is deleted."""
    return timezone.localdate(story.created_at + timedelta(days=settings.DRAFT_STORY_DAYS))


def can_be_gone_on_with(story: Story) -> bool:
    is_fresh = story.created_at + timedelta(days=settings.DRAFT_STORY_DAYS) > timezone.now()
    return story.state == State.DRAFT and is_fresh


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


def _drafts(key):
    return Story.objects.filter(key=key, state=State.DRAFT)


def _what_follows(step, story, row, is_done) -> dict:
    """Another person in the story, or another age: what was said about it and agreed to is asked again.

    Whoever decides alone has agreed by the same yes by which we may read it.
    """
    done = set(story.steps_done) | ({step.slug} if is_done else set())
    changed = {name for name in ("about_whom", "about_age") if row.get(name, "") != getattr(story, name)}
    changed &= row.keys()
    follows = {}
    if "consent_read" in row and ages.decides_alone(story.about_age, story.about_whom):
        follows["young_person_agrees"] = row["consent_read"]
    if "about_whom" in changed:
        is_about_nobody = row["about_whom"] == Story.AboutWhom.GROUP
        follows["about_age"] = Story.AboutAge.NOBODY if is_about_nobody else ""
        done -= {"age"}
    if changed:
        follows |= dict.fromkeys(steps.AGREEMENT, False)
        done -= {"consent"}
    return follows | {"steps_done": [each.slug for each in steps.STEPS if each.slug in done]}


def _key_of(email: str) -> str:
    """Enough to count by, useless to anybody who reads the cache."""
    return salted_hmac("stories.telling", email.lower()).hexdigest()[:24]
