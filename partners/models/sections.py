"""A profile in sections, each a page on which a partner writes."""

from dataclasses import dataclass

from partners.models.profile_fields import FIELDS, shows_at_once


@dataclass(frozen=True)
class Section:
    slug: str
    title: str

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(field.name for field in FIELDS if field.section == self.slug)

    @property
    def at_once(self) -> list[str]:
        return [name for name in self.fields if shows_at_once(name)]

    @property
    def read_first(self) -> list[str]:
        return [name for name in self.fields if not shows_at_once(name)]


SECTIONS = (
    Section("about-us", "About us"),
    Section("who-we-help", "Who we help"),
    Section("reach-us", "How to reach us"),
    Section("getting-in", "Getting in"),
    Section("send-questions", "Questions about SEND"),
    Section("pictures", "Logo and photo"),
)
BY_SLUG = {section.slug: section for section in SECTIONS}
_PLACES = {
    name: place for place, name in enumerate(name for section in SECTIONS for name in section.fields)
}


def in_order(names) -> list[str]:
    """As the sections ask for them; what no section asks for comes last."""
    return sorted(names, key=lambda name: (_PLACES.get(name, len(_PLACES)), name))
