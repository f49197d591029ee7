"""After a way back to an older copy: what was erased or ended since it was made is in it again, and must go again."""

from coproduction_site.backup import erasures
from stories.following.data_rights import erase
from stories.models import Story
from stories.models.enums import State

HELD_AGAIN = (
    "It was held before the site went back to an older copy. Why is not known any more: please read it."
)


def erase_again() -> int:
    """Which of the stories of a restored copy were erased already: they are known by the hashes of their keys."""
    return sum(erase(story) for story in _those_that("story"))


def end_again() -> int:
    """What nobody may read any more, or only the leads. What was held and then taken back passes through both."""
    held = [story for story in _those_that(State.SAFEGUARDING) if story.state in Story.IN_USE]
    for story in held:
        story.hold(None, HELD_AGAIN)
    nowhere = (State.DRAFT, State.WITHDRAWN)
    withdrawn = [story for story in _those_that(State.WITHDRAWN) if story.state not in nowhere]
    for story in withdrawn:
        story.withdraw()
    return len({story.pk for story in (*held, *withdrawn)})


def _those_that(end: str) -> list[Story]:
    known = erasures.known()
    keys = Story.objects.values_list("pk", "key").iterator()
    return list(Story.objects.filter(pk__in=[pk for pk, key in keys if erasures.is_so(end, key, known)]))
