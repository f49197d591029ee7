"""What is found, in an order that can be told in one sentence: a match in the title first, then the newest.

Between those stand kinds of which there are few: a page or a partner is not lost behind a thousand stories.
"""

from collections import Counter
from dataclasses import dataclass

from coproduction_site.search.index import MOST, Asked, Match, found_by
from coproduction_site.search.kinds import kinds
from coproduction_site.search.models import EVERYBODY, FEW, SearchEntry, in_title
from coproduction_site.search.queries import Query
from coproduction_site.search.snippets import Piece, snippet

TOO_FEW = 3


@dataclass(frozen=True)
class Results:
    """`ids` of entries in their order. `counts` by what a reader chooses, whatever was chosen; with `is_full` there are more."""

    ids: list[int]
    counts: dict[str, int]
    is_full: bool = False
    is_of_any_word: bool = False


@dataclass(frozen=True)
class Result:
    title: str
    address: str
    label: str
    lang: str
    pieces: list[Piece]


def search(query: Query, kind: str = "") -> Results:
    """With fewer than `TOO_FEW` that hold all words, those that hold any of them come after."""
    if not query.groups:
        return Results([], {})
    tiers = _with_all(query.groups)
    matches, is_full = _in_order(tiers), any(len(tier) == MOST for tier in tiers)
    is_of_any = len(matches) < TOO_FEW and len(query.groups) > 1
    if is_of_any:
        matches = list(dict.fromkeys([*matches, *_with_any(query.groups)]))
    named = {name: known.filtered_as for name, known in kinds().items()}
    matches = [match for match in matches if match.kind in named]
    counts = Counter(named[match.kind] for match in matches)
    chosen = [match.id for match in matches if kind in ("", named[match.kind])]
    return Results(chosen, _by_kind(counts), is_full, is_of_any)


def shown(ids: list[int], query: Query) -> list[Result]:
    """What is still there of these, in their order."""
    found = SearchEntry.objects.for_everybody().defer("tokens", "other_names").in_bulk(ids)
    stems, known = query.stems, kinds()
    return [
        Result(
            entry.title,
            entry.address,
            known[entry.kind].label,
            entry.lang,
            snippet(entry.shown, stems),
        )
        for number in ids
        if (entry := found.get(number)) and entry.kind in known
    ]


def _with_all(groups: Asked) -> list[list[Match]]:
    titled = [[[in_title(token) for token in tokens] for tokens in group] for group in groups]
    return found_by(
        [[[EVERYBODY]], *titled], [[[EVERYBODY]], [[FEW]], *groups], [[[EVERYBODY]], *groups]
    )


def _in_order(tiers: list[list[Match]]) -> list[Match]:
    places = {name: place for place, name in enumerate(kinds())}
    titles, few, all_of_them = tiers
    titles = sorted(titles, key=lambda match: (match.length_of_title, places.get(match.kind, 99)))
    few = sorted(few, key=lambda match: places.get(match.kind, 99))
    return list(dict.fromkeys([*titles, *few, *all_of_them]))


def _with_any(groups: Asked) -> list[Match]:
    """What holds more of the words first; a word that few entries hold says more than one that many hold."""
    weights: Counter[Match] = Counter()
    for matches in found_by(*([[[EVERYBODY]], group] for group in groups)):
        for match in matches:
            weights[match] += 1 / len(matches)
    return [match for match, _ in sorted(weights.items(), key=lambda pair: (-pair[1], -pair[0].id))]


def _by_kind(counts: Counter) -> dict[str, int]:
    return {name: counts[name] for name in kinds() if counts[name]}
