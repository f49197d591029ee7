"""What a visitor says of a page comes in, and goes when its time is over."""

from uuid import UUID

from coproduction_site import limits
from coproduction_site.kept_once import kept_once
from pages.feedback.models import PageFeedback


def keep(page: str, answers: dict, key: UUID, visitor: str) -> PageFeedback:
    """Once. Raises TooMany."""
    answers = {"page": page, **answers}
    return kept_once(PageFeedback, key, answers, limit=limits.PAGES_RATED, visitor=visitor)


def erase_what_is_over() -> int:
    number, _ = PageFeedback.objects.over().delete()
    return number
