"""What somebody looks for, as groups: of each group one alternative is enough, and synonyms are alternatives."""

from dataclasses import dataclass

from coproduction_site.search.index import Asked
from coproduction_site.search.stems import stem
from coproduction_site.search.synonyms import phrases
from coproduction_site.search.words import LONGEST, MOST_WORDS, folded

LONGEST_QUERY = 200
# The stems of words that stand in nearly every text, so they say nothing about which one is meant.
_WORDS = """
a an and ar are as at be by can do doe for from get ha hav have how i if in is it me my of on or our s t that the their there
they thi thei us to wa was we what when where which who will with you your
"""
_SAY_NOTHING = frozenset(_WORDS.split())


@dataclass(frozen=True)
class Query:
    """`text` is what was typed, shortened; `groups` are empty if it holds no word."""

    text: str
    words: tuple[str, ...]
    groups: Asked

    @property
    def stems(self) -> set[str]:
        """What is marked where it is found."""
        stems = {token for group in self.groups for tokens in group for token in tokens}
        return stems - _SAY_NOTHING or stems


def understood(text: str) -> Query:
    words = [word[:LONGEST] for word in folded(text[:LONGEST_QUERY]).split()][:MOST_WORDS]
    groups = list(_groups(words))
    telling = [group for group in groups if group[0][0] not in _SAY_NOTHING or len(group) > 1] or groups
    return Query(text[:LONGEST_QUERY], tuple(words), telling)


def _groups(words: list[str]) -> Asked:
    """The longest phrase that has synonyms comes before its single words."""
    known, left, groups = phrases(), words, []
    while left:
        stems = [tuple(map(stem, left[:size])) for size in range(len(left), 0, -1)]
        phrase = next((phrase for phrase in stems if phrase in known), stems[-1])
        groups.append([list(same) for same in known.get(phrase, [phrase])])
        left = left[len(phrase) :]
    return groups
