"""What happens to a story between the first word and the thank-you: kept once, sent once."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coproduction_site import limits
from coproduction_site.in_languages.catalogues import spoken
from coproduction_site.kept_once import kept_once
from coproduction_site.mail_addresses import key_of
from stories import letters
from stories.models import Story, ages
from stories.submission import steps
from stories.submission.consent_wording import CONSENT_WORDING, wording_in
from stories.submission.steps import Step

State = Story.State

BEGINNING = limits.STORIES_BEGUN


class Unfinished(Exception):
    """A question is not answered as it must be: that of `step`. Nothing was changed."""

    def __init__(self, step: Step):
        super().__init__(step.slug)
        self.step = step


@transaction.atomic
def keep(
    step: Step, answers: dict, key: UUID, visitor: str, is_done=True, left_at="", suspicion=""
) -> Story | None:
    """Keep what one page asked, however often it comes. The draft as it is now; None if that story is sent.

    `is_done` is False for answers that are kept as they are, to be gone on with later. `left_at` is the page
    to which they come back. A `suspicion` against the first press is for the desk alone.
    Raises TooMany if it would be one draft too many from this visitor.
    """
    story = _locked(key)
    if story is None:
        kept_once(Story, key, {"spam_reason": suspicion}, limit=BEGINNING, visitor=visitor)
        story = _locked(key)
    if story is None:
        return None
    row = {name: answers[name] for name in (*step.fields, *step.offers, *step.also) if name in answers}
    partners = row.pop("partners", None)
    row |= _what_follows(step, story, row, is_done) | _of_language(row) | {"left_at": left_at}
    _draft(key).update(**row)
    for name, value in row.items():
        setattr(story, name, value)
    if partners is not None:
        story.partners.set(partners)
    return story


@transaction.atomic
def send(key: UUID | None, visitor: str) -> Story | None:
    """Send the draft of this key with its letter. Only the call that truly sends it is counted and writes, and gets the
    story; however many come, each is taken.

    Raises Unfinished if a question is not answered as it must be.
    """
    story = _locked(key) if key else None
    if story is None:
        return None
    first = steps.first_open(story)
    if first:
        raise Unfinished(first)
    if not story.submit(wording=story.consent_wording or CONSENT_WORDING):
        return None
    note_where_from(story, visitor)
    may_write = not (story.email and limits.STORIES_SENT_BY_ONE.is_passed(key_of(story.email)))
    letters.came_in(story, may_write)
    return story


def told_in() -> dict:
    """What a story keeps of the language in which it is told: also if its teller goes on in English."""
    language = spoken()
    return {"told_in": language.value} if language else {}


def _of_language(row) -> dict:
    """With the wording of what was agreed to on this page, if anything was asked there."""
    language = spoken()
    wording = wording_in(language) if language else ""
    return told_in() | ({"consent_wording": wording} if "consent_read" in row else {})


def note_where_from(story: Story, visitor: str) -> None:
    """When it was sent: whether many came from this place in the last hour. Nobody is told to wait for that."""
    if limits.STORIES_SENT.is_passed(visitor):
        story.put_with_many()


def send_link(story: Story, email: str, visitor: str) -> None:
    """A letter with the way back to a draft. The address is in the letter alone. Raises TooMany."""
    limits.LINKS.count(visitor)
    limits.LINKS_TO_ONE.count(key_of(email))
    letters.come_back(story, email)


def can_be_gone_on_with(story: Story) -> bool:
    is_fresh = story.created_at + timedelta(days=settings.DRAFT_STORY_DAYS) > timezone.now()
    return story.state == State.DRAFT and is_fresh


def _draft(key):
    return Story.objects.filter(key=key, state=State.DRAFT)


def _locked(key) -> Story | None:
    return next(iter(_draft(key).select_for_update()), None)


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
    return follows | {"steps_done": [step.slug for step in steps.STEPS if step.slug in done]}
