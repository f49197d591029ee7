"""A profile in sections, and the rule of what everybody sees at once and what the council reads first."""

from dataclasses import dataclass

from partners.models.send_answers import QUESTIONS

# Whoever reads a page believes these words and pictures, so somebody reads them before. What is not
# named here are practical facts, such as a telephone number: a wrong one does harm every hour it stands.
READ_FIRST = (
    "name", "summary", "description", "how_to_join", "access", *QUESTIONS,
    "logo", "logo_alt", "photo", "photo_alt",
)  # fmt: skip

# Neither makes sense without the other, so they are asked for, approved and given back together.
TOGETHER = {"logo_alt": "logo", "photo_alt": "photo"}


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    fields: tuple[str, ...]

    @property
    def at_once(self) -> list[str]:
        return [name for name in self.fields if part_of(name) not in READ_FIRST]

    @property
    def read_first(self) -> list[str]:
        return [name for name in self.fields if part_of(name) in READ_FIRST]


SECTIONS = (
    Section("about-us", "About us", ("name", "summary", "description")),
    Section("who-we-help", "Who we help", ("who_helped", "age_from", "age_to", "kind_of_help")),
    Section("reach-us", "How to reach us", ("phone", "email", "website", "address", "opening_hours")),
    Section("getting-in", "Getting in", ("cost", "languages", "how_to_join", "access")),
    Section("send-questions", "Questions about SEND", tuple(QUESTIONS)),
    Section(
        "pictures",
        "Logo and photo",
        ("logo", "logo_alt", "remove_logo", "photo", "photo_alt", "remove_photo"),
    ),
)
BY_SLUG = {section.slug: section for section in SECTIONS}


def part_of(name: str) -> str:
    """The field that decides about this one: a picture speaks for its words, and for taking it away."""
    return TOGETHER.get(name, name.removeprefix("remove_"))


def section_of(name: str) -> Section:
    return next(section for section in SECTIONS if name in section.fields)
