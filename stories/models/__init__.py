"""The tables of the stories, gathered where Django looks for them."""

from stories.models.events import DigestDay, GoneAddress, StoryEvent
from stories.models.story import Story
from stories.models.texts import TEXTS

# These build on what stands above.
from stories.calls import CallRequest  # isort: skip
from stories.themes import Theme  # isort: skip
from stories.files import Document, Photo  # isort: skip
from stories.figures import Figure  # isort: skip
from stories.responses import Response  # isort: skip
from stories.safeguarding import Told  # isort: skip
from stories.local_offer import LocalOfferComment  # isort: skip

__all__ = [
    "TEXTS",
    "CallRequest",
    "DigestDay",
    "Document",
    "Figure",
    "GoneAddress",
    "LocalOfferComment",
    "Photo",
    "Response",
    "Story",
    "StoryEvent",
    "Theme",
    "Told",
]
