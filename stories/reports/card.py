"""All that an answer to a story shows in a list, so that it is drawn once for the same words."""

from datetime import date, datetime
from typing import NamedTuple


class AnswerCard(NamedTuple):
    """To the story at `slug`."""

    slug: str
    title: str
    partner: str
    text: str
    decided_at: datetime
    by_on: date | None
    done_on: date | None
    owner: str

    @classmethod
    def of(cls, answer) -> "AnswerCard":
        return cls(
            slug=answer.slug_of_story,
            title=answer.title_of_story,
            partner=answer.partner.name,
            text=answer.words,
            decided_at=answer.decided_at,
            by_on=answer.by_on,
            done_on=answer.done_on,
            owner=answer.owner,
        )
