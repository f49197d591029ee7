"""The tables of the stories, gathered where Django looks for them."""

from stories.models.events import DigestDay, GoneAddress, StoryEvent
from stories.models.story import Story
from stories.models.texts import TEXTS

# These two build on what stands above.
from stories.figures import Figure  # isort: skip
from stories.responses import Response  # isort: skip

__all__ = ["TEXTS", "DigestDay", "Figure", "GoneAddress", "Response", "Story", "StoryEvent"]
