"""What a way back to an older copy must not undo: what was taken back, or held to keep somebody safe, stays so."""

from coproduction_site.backup import erasures
from stories.models.enums import State

ENDS = (State.WITHDRAWN, State.SAFEGUARDING)


def follow(story, to, before) -> None:
    """Call it in the transaction that has moved the story's row from one of the states `before`."""
    if to in ENDS:
        erasures.remember(to, story.key)
    came_back_from = [end for end in ENDS if list(before) == [end]]
    if came_back_from and to in State.values and to not in before:
        erasures.undo(came_back_from[0], story.key)
