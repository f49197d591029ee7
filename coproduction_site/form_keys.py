"""The key that travels with a form, so that the same form sent twice is one thing."""

from uuid import UUID


def key_of(words: str | None) -> UUID | None:
    """Anything that is not a key is no key; it came from a page that somebody changed."""
    try:
        return UUID(words)
    except (TypeError, ValueError, AttributeError):
        return None
