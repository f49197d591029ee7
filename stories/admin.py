"""The council's desks for stories, gathered where Django looks for them."""

from stories.moderation import admin as moderation
from stories.moderation import (
    calls_admin,
    letters_admin,
    local_offer_admin,
    log_admin,
    sentences_admin,
    themes_admin,
)
from stories.responses import admin as responses

__all__ = [
    "calls_admin",
    "letters_admin",
    "local_offer_admin",
    "log_admin",
    "moderation",
    "responses",
    "sentences_admin",
    "themes_admin",
]
