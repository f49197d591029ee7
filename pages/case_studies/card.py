"""All that the card of a case study shows, so that it is drawn once for the same words."""

from typing import NamedTuple


class CaseStudyCard(NamedTuple):
    slug: str
    title: str
    summary: str
    is_invented: bool
    rung_before: str
    rung_after: str
    language: str = ""

    @classmethod
    def of(cls, study) -> "CaseStudyCard":
        return cls(
            slug=study.slug,
            title=study.title,
            summary=study.summary,
            is_invented=study.is_invented,
            rung_before=study.rung_before.name,
            rung_after=study.rung_after.name,
            language=study.language,
        )
