"""Letters of which the words are written as they go: what was taken off the site meanwhile is in none of them.

Until then the outbox holds what such a letter is about, and no word of it. Once it has gone neither.
"""

from django.conf import settings
from django.utils.module_loading import import_string
from post_office.models import STATUS, Email

WRITER = "writer"
NOT_YET = "The words of this letter are written at the moment when it goes."


def write(letter: Email) -> bool:
    """False for a letter that has nothing to say any more. Every other letter is left as it is."""
    facts = letter.context or {}
    if WRITER not in facts:
        return True
    found = import_string(settings.LETTERS_WRITTEN_LAST[facts[WRITER]])(facts)
    if found:
        letter.subject, letter.message = found
    return bool(found)


def by(writer: str, **facts):
    """Those of one writer in the outbox, in whatever state."""
    about = {f"context__{name}": fact for name, fact in facts.items()}
    return Email.objects.filter(**{f"context__{WRITER}": writer}, **about)


def some_wait(writer: str) -> bool:
    return by(writer).filter(status=STATUS.queued).exists()
