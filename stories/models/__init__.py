"""The tables of the stories, gathered where Django looks for them."""

from stories.models.cases import CaseNote, SafeguardingCase
from stories.models.events import DigestDay, GoneAddress, StoryEvent
from stories.models.glass import GlassBreak
from stories.models.reasons import ReadySentence
from stories.models.retelling import Retelling
from stories.models.safeguarding import SafeguardingAlert, Told
from stories.models.story import Story
from stories.models.texts import ORGANISATIONS, TEXTS

# These build on what stands above.
from stories.models.calls import CallRequest  # isort: skip
from stories.models.checked_words import CheckedWords  # isort: skip
from stories.models.themes import Theme  # isort: skip
from stories.models.checks import CopyOfFirstYes, KeptDetail  # isort: skip
from stories.models.files import Document, Photo  # isort: skip
from stories.models.figures import Figure  # isort: skip
from stories.models.publication import Publication, PublishedPhoto  # isort: skip
from stories.models.other_words import OtherWords  # isort: skip
from stories.models.publication_links import (
    LINKS,
    PublicationPartner,
    PublicationTheme,
    PublicationValue,
)  # isort: skip

from stories.models.responses import Response  # isort: skip
from stories.models.skips import SkippedTheme  # isort: skip
from stories.models.local_offer import LocalOfferComment  # isort: skip

__all__ = [
    "LINKS",
    "ORGANISATIONS",
    "TEXTS",
    "CallRequest",
    "CaseNote",
    "CheckedWords",
    "CopyOfFirstYes",
    "DigestDay",
    "Document",
    "Figure",
    "GlassBreak",
    "GoneAddress",
    "KeptDetail",
    "LocalOfferComment",
    "OtherWords",
    "Photo",
    "Publication",
    "PublicationPartner",
    "PublicationTheme",
    "PublicationValue",
    "PublishedPhoto",
    "ReadySentence",
    "Response",
    "Retelling",
    "SafeguardingAlert",
    "SafeguardingCase",
    "SkippedTheme",
    "Story",
    "StoryEvent",
    "Theme",
    "Told",
]
