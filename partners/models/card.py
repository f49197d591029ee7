"""All that the card of a partner shows, so that it is drawn once for the same words."""

from typing import NamedTuple


class PartnerCard(NamedTuple):
    """`heir` is the name of the one that does its work today, if there is one to name."""

    slug: str
    name: str
    summary: str
    kind: str
    ages: str
    is_champion: bool
    is_former: bool
    heir: str
    slug_of_heir: str

    @classmethod
    def of(cls, partner) -> "PartnerCard":
        heir = partner.heir
        return cls(
            slug=partner.slug,
            name=partner.name,
            summary=partner.summary,
            kind=partner.Kind(partner.kind).label,
            ages=partner.ages,
            is_champion=partner.is_champion,
            is_former=partner.is_former,
            heir=heir.name if heir else "",
            slug_of_heir=heir.slug if heir else "",
        )
