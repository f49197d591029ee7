"""What is different between two wordings of the charter, in words: added, changed, gone."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from coproduction_site.text_differences import SAME, Piece, compared, lines_that_moved
from partners.models import CharterValue

BLOCK_ENDS = re.compile(r"</(?:p|h2|h3|li|blockquote|td|th)>|<br ?/?>")


@dataclass(frozen=True)
class Change:
    """One value: what happened to it, and its promise with the words that came and went."""

    kind: str
    name: str
    former_name: str
    parts: list[Piece]


@dataclass(frozen=True)
class Changes:
    values: list[Change]
    around: list[Piece]

    @property
    def are_none(self) -> bool:
        return not self.values and not self.around


@dataclass(frozen=True)
class Wording:
    """All words of a version, as they stand or as they stood."""

    preamble: str
    values: list


def between(former, version) -> Changes:
    return _between(_as_it_stands(former), _as_it_stands(version))


def since_signed(pledge, adopted) -> Changes | None:
    """From what somebody signed to what the Board adopted. None if nobody knows any more what they signed.

    A draft may have been written on after they signed, so it is read as it stood then.
    """
    if pledge.charter is None:
        return None
    was_draft = pledge.charter_was_draft and pledge.agreed_at
    read = _as_it_stood(pledge.charter, pledge.agreed_at) if was_draft else None
    return _between(read or _as_it_stands(pledge.charter), _as_it_stands(adopted))


def _as_it_stands(version) -> Wording:
    return Wording(version.preamble, list(version.values.all()))


def _as_it_stood(version, moment) -> Wording | None:
    """From the history, which has a row for each state that was ever saved."""
    then = type(version).history.as_of(moment).filter(pk=version.pk).first()
    if then is None:
        return None
    values = CharterValue.history.as_of(moment).filter(version_id=version.pk)
    return Wording(then.preamble, list(values))


def _between(former: Wording, version: Wording) -> Changes:
    """Values are the same if their addresses are; what did not change is not named."""
    before = {value.slug: value for value in former.values}
    after = {value.slug: value for value in version.values}
    found = [_change(before.get(slug), value) for slug, value in after.items()]
    found += [_change(value, None) for slug, value in before.items() if slug not in after]
    return Changes(
        values=[change for change in found if change],
        around=lines_that_moved(_lines(former.preamble), _lines(version.preamble)),
    )


def _change(old, new) -> Change | None:
    if old is None:
        return Change("added", new.name, "", [Piece(SAME, new.promise)])
    if new is None:
        return Change("gone", old.name, "", [Piece(SAME, old.promise)])
    if (old.name, old.promise) == (new.name, new.promise):
        return None
    former_name = old.name if old.name != new.name else ""
    return Change("changed", new.name, former_name, words_between(old.promise, new.promise))


def words_between(old: str, new: str) -> list[Piece]:
    return compared(old.split(), new.split(), " ")


def _lines(html: str) -> list[str]:
    text = unescape(strip_tags(BLOCK_ENDS.sub("\n", html)))
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
