"""What was saved on a page, field by field: what stood there before, and what after."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.text import capfirst

from coproduction_site.rich_text_differences import without_tags
from coproduction_site.text_differences import Piece, word_by_word
from coproduction_site.workflow import versions
from coproduction_site.workflow.versions import in_words
from partners.models import Partner, Term
from partners.models.profile_fields import BY_NAME, COLUMNS, TOGETHER, part_of
from partners.models.sections import BY_SLUG, Section, in_order

MOST = 25
# What the council alone writes, and everybody reads.
OF_THE_COUNCIL = (
    "kind",
    "formerly",
    "standing",
    "history_note",
    "is_champion",
    "champion_note",
    "is_listed",
)
NAMES = in_order([*COLUMNS, *OF_THE_COUNCIL, *Term.Vocabulary.values])
OF_PICTURES = {*TOGETHER, *TOGETHER.values()}


@dataclass(frozen=True)
class Line:
    """One field that is not as it was."""

    name: str
    before: str
    after: str

    @property
    def label(self) -> str:
        if self.name in Term.Vocabulary.values:
            return Term.Vocabulary(self.name).label
        return capfirst(Partner._meta.get_field(self.name).verbose_name)

    @property
    def picture(self) -> str:
        """What happened to it: of an old one no more is kept than that it was there."""
        if self.name not in TOGETHER.values():
            return ""
        return "taken away" if not self.after else "another one" if self.before else "put in"

    @property
    def pieces(self) -> list[Piece]:
        return word_by_word(self.before, self.after)

    @property
    def section(self) -> Section | None:
        field = BY_NAME.get(self.name)
        return field and BY_SLUG[field.section]

    @property
    def can_come_back(self) -> bool:
        """A picture that went is erased, and its words say nothing without it."""
        return self.section is not None and part_of(self.name) not in OF_PICTURES


@dataclass(frozen=True)
class Save:
    record: object
    lines: list[Line]

    @property
    def sections(self) -> list[tuple]:
        """Each with its lines, and whether anything of it can be put back."""
        groups = groupby(self.lines, key=lambda line: line.section)
        found = [(section, list(lines)) for section, lines in groups]
        return [(section, lines, any(line.can_come_back for line in lines)) for section, lines in found]


def saves_of(partner) -> Iterator[Save]:
    """The newest first. A save that changed nothing people read is one too: it may say that all was checked."""
    records = list(partner.history.select_related("history_user")[: MOST + 1])
    terms = _terms_of(records)
    for record, before in pairwise([*records, None]):
        if before is not None:
            yield Save(record, _lines(before, record, terms))
        elif len(records) <= MOST:
            yield Save(record, [])


def stood_before(partner, number: str, section: Section) -> dict:
    """What the boxes of a section held before a save, for those that it changed; nothing if there is no such save."""
    record = partner.history.filter(pk=versions.number(number)).first()
    before = record and record.prev_record
    if before is None:
        return {}
    terms = _terms_of([before, record])
    lines = _lines(before, record, terms)
    names = [line.name for line in lines if line.can_come_back and line.section == section]
    return {name: _value(before, name, terms) for name in names}


def _terms_of(records) -> dict[int, list[Term]]:
    """By the key of the record. Without those that are not there any more."""
    there, found = Term.objects.in_bulk(), {record.pk: [] for record in records}
    rows = Partner.history.model.terms.model._default_manager.filter(history__in=records)
    for record, term in rows.order_by("term_id").values_list("history_id", "term_id"):
        if term in there:
            found[record].append(there[term])
    return found


def _lines(before, after, terms) -> list[Line]:
    pairs = [(name, _text(before, name, terms), _text(after, name, terms)) for name in NAMES]
    return [Line(name, old, new) for name, old, new in pairs if old != new]


def _text(record, name, terms) -> str:
    shown = getattr(record, f"get_{name}_display", None)
    return without_tags(name, shown() if shown else in_words(_value(record, name, terms)))


def _value(record, name, terms):
    if name in Term.Vocabulary.values:
        return [term for term in terms[record.pk] if term.vocabulary == name]
    return getattr(record, name)
