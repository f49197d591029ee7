"""What the desk shows of likely personal details: marked in each text, and each one with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coproduction_site.finder.details import Detail, Kind, found_in
from coproduction_site.finder.names import AGAIN
from coproduction_site.finder.taking_out import as_it_will_say, changes_in, relations_of, sentence_of
from coproduction_site.finder.understanding import is_understood
from coproduction_site.sentences import translated

BETWEEN_TEXTS = "\n\n"
MOST_SENTENCES = 3
_AROUND = 150  # Signs beside a detail: more than a sentence is shown with.


@dataclass
class Suggestion:
    """One likely detail, however often it is there: the first sentences with it, and as they would read without.

    Each of the `sentences` is in three parts: before the detail, the detail, and after it.
    """

    words: str
    kind: Kind
    reason: str
    times: int = 0
    becomes: list[str] = field(default_factory=list)
    sentences: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def pressed(self) -> str:
        """What its button sends."""
        return f"{self.kind.name.lower()} {self.words}"


@dataclass(frozen=True)
class Highlighted:
    """A text with its likely details marked."""

    words: SafeString
    suggestions: list[Suggestion]
    is_understood: bool = True


def highlighted(
    texts: list[str], known_good: Iterable[str] = (), named: Iterable[str] = ()
) -> list[Highlighted]:
    details = iter(found_in(BETWEEN_TEXTS.join(texts), known_good, named))
    relations = relations_of(texts)
    detail, start, shown = next(details, None), 0, []
    for text in texts:
        mine = []
        while detail and detail.start < start + len(text):
            mine.append(Detail(detail.start - start, detail.end - start, detail.kind, detail.reason))
            detail = next(details, None)
        suggestions = _suggestions(text, mine, relations)
        shown.append(Highlighted(_marked(text, mine), suggestions, is_understood(text)))
        start += len(text) + len(BETWEEN_TEXTS)
    return shown


def details_in(texts: list[str], known_good: Iterable[str] = ()) -> list[Suggestion]:
    """Each likely detail of texts that belong together, once."""
    found = highlighted(texts, known_good)
    return distinct(suggestion for text in found for suggestion in text.suggestions)


def distinct(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Each detail once, with the reason that says most."""
    found = {}
    for each in suggestions:
        key = each.kind, " ".join(each.words.casefold().split())
        one = found.setdefault(key, Suggestion(each.words, each.kind, each.reason))
        one.reason = each.reason if one.reason == AGAIN else one.reason
        one.times += each.times
        one.sentences = list(dict.fromkeys([*one.sentences, *each.sentences]))[:MOST_SENTENCES]
        one.becomes = list(dict.fromkeys([*one.becomes, *each.becomes]))[:MOST_SENTENCES]
    return list(found.values())


def _suggestions(text, details, relations):
    return distinct(
        Suggestion(
            text[detail.start : detail.end],
            detail.kind,
            detail.reason,
            times=1,
            becomes=_as_it_will_say(text, detail, relations),
            sentences=[sentence_of(text, detail.start, detail.end)],
        )
        for detail in details
    )


def _as_it_will_say(text, detail, relations) -> list[str]:
    near = max(0, detail.start - _AROUND)
    words, place = text[detail.start : detail.end], detail.start - near
    around = text[near : detail.end + _AROUND]
    changes = changes_in(around, words, detail.kind.name.lower(), relations)
    return as_it_will_say(around, [each for each in changes if each.start <= place < each.end])


def _marked(text, details) -> SafeString:
    """Escaped, all but the marks. The kind stands beside each mark for those who do not see it."""
    starts = [0, *(each.end for each in details)]
    marks = format_html_join(
        "",
        '{}<mark class="detail">{}<span class="visually-hidden"> ({}?)</span></mark>',
        (
            (text[start : each.start], text[each.start : each.end], translated(each.kind.label))
            for start, each in zip(starts, details, strict=False)
        ),
    )
    return format_html("{}{}", marks, text[starts[-1] :])
