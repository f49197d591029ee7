"""All that the card of a chance to join in shows, so that it is drawn once for the same words."""

from datetime import date
from typing import NamedTuple

from pages.audience import Audience


class ChanceCard(NamedTuple):
    slug: str
    title: str
    summary: str
    kind: str
    audience: str
    hours: str
    pay: str
    closes_on: date
    hear_by: date
    stage: str
    rung: str
    band: str

    @classmethod
    def of(cls, chance, rung, today) -> "ChanceCard":
        return cls(
            slug=chance.slug,
            title=chance.title,
            summary=chance.summary,
            kind=chance.Kind(chance.kind).label,
            audience=Audience(chance.audience).label,
            hours=chance.hours,
            pay=chance.pay,
            closes_on=chance.closes_on,
            hear_by=chance.hear_by,
            stage=chance.stage_at(today),
            rung=rung.name,
            band=rung.band,
        )
