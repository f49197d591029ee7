"""What the page of a teller asks about: our edits, or a question. A yes, a no and an answer carry its mark."""

from hashlib import sha256

from stories.models.events import StoryEvent
from stories.models.texts import TEXTS


def mark_of_edits(story) -> str:
    """The same for the same words, so that edits which were taken back and shown again are no others."""
    return _mark("edits", story.content_note, *(getattr(story, f"public_{text}") for text in TEXTS))


def mark_of_question(story) -> str:
    question = story.events.filter(kind=StoryEvent.Kind.ASKED).last()
    return _mark("question", question.words if question else "")


def mark_of(story) -> str:
    """Of what is asked now; empty if nothing is."""
    marks = {story.State.WITH_TELLER: mark_of_edits, story.State.QUESTION: mark_of_question}
    return marks[story.state](story) if story.state in marks else ""


def _mark(*texts: str) -> str:
    return sha256("\x1f".join(texts).encode()).hexdigest()[:32]
