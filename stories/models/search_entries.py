"""How the desk's search follows a story: it is found by its title and its reference, and by no other word of it.

A draft is in no index, and a story that is or was held is in none either. Call `follow` in the transaction of a verb
that changes the title, or who may read the story.
"""

from coproduction_site.search.models import Audience, SearchEntry
from stories.models.enums import State

KIND = "story"


def follow(story) -> None:
    """What its row says now that it was changed."""
    if is_found(story):
        SearchEntry.objects.put([entry_of(story)])
    else:
        take_out(story.pk)


def take_out(story_pk: int) -> None:
    SearchEntry.objects.take_out(KIND, [story_pk])


def is_found(story) -> bool:
    return story.state != State.DRAFT and story.held_at is None


def entry_of(story) -> SearchEntry:
    text = f"{story.reference} {story.title} {story.public_title}"
    return SearchEntry.of(Audience.DESK, KIND, story.pk, text)
