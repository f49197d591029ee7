"""What somebody says about parts of a page: each with the field that it is about, in the order of the sections."""

from dataclasses import dataclass

from django.utils.text import capfirst

from partners.models.partner import Partner
from partners.models.profile_fields import BY_NAME
from partners.models.sections import BY_SLUG, Section, in_order


@dataclass(frozen=True)
class Remark:
    part: str
    text: str

    @property
    def label(self) -> str:
        return label_of(self.part)

    @property
    def section(self) -> Section | None:
        field = BY_NAME.get(self.part)
        return field and BY_SLUG[field.section]


def label_of(part: str) -> str:
    """Of a field that is not asked for any more, its old name."""
    if part not in BY_NAME:
        return capfirst(part.replace("_", " "))
    return capfirst(Partner._meta.get_field(part).verbose_name)


def remarks_on(texts: dict[str, str]) -> list[Remark]:
    """`texts` have the names of parts."""
    return [Remark(part, texts[part]) for part in in_order(texts)]
