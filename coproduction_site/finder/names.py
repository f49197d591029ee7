"""Names of people in a story, by the words around them: “Mrs”, “my son”, “a girl called”.

One walk over the words; each looks at a few neighbours, so the time grows with the text and no faster.
"""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

_CONTENT = tomllib.loads((Path(__file__).parent / "content/name_words.toml").read_text())
_LISTS = {name: frozenset(words.split()) for name, words in _CONTENT.items()}
TITLES, SHORT_TITLES, PARTICLES = _LISTS["titles"], _LISTS["short_titles"], _LISTS["particles"]
PEOPLE, SEVERAL, CALLED = _LISTS["people"], _LISTS["several_people"], _LISTS["called_people"]
ONLY_PEOPLE_DO = _LISTS["only_people_do"]
BEFORE_A_PLACE, SHORT_FORMS = _LISTS["before_a_place"], _LISTS["short_forms"]
NOT_NAMES, EITHER, SURNAMES = _LISTS["not_names"], _LISTS["either"], _LISTS["surnames"]
FIRST = _LISTS["first_names"]

# What no word is made of. Everything else may be: letters of every script, with the signs that some of them wear.
_NO_LETTER = r"\x00-@\[-`{-©«-´¶-¹»-¿×÷\u0964\u0965\u2000-\u200b\u200e-\u206f\u20a0-\u2bff\u2e00-\u2e7f\u3000-\u303f\d\s"
LETTER = f"[^{_NO_LETTER}]"
_WORD = re.compile(rf"{LETTER}+(?:[’'-]{LETTER}+)*")
_OWNED = re.compile(r"[’'][sS]$")
_AGE = re.compile(r",? aged? \d{1,2}\b|, who is \d{1,2}\b|, \d{1,2},| is \d{1,2} (?:years|and|now)\b")
LONGEST_NAME = 4

BY_TITLE = "It looks like a name, because it comes after a title such as “Mrs” or “Dr”."
BY_FAMILY = "It looks like a name, because it stands beside words such as “my son” or “her friend”."
BY_CALLED = "It looks like a name, because it comes after “called”, “name is” or “I am”."
BY_AGE = "It looks like a name, because an age comes after it."
BY_DOING = "It looks like a name, because of the words beside it, such as “said” or “thank you”."
BY_LIST = "It is a common first name."
AGAIN = "It is used as a name somewhere else in these words."


class Word(NamedTuple):
    """One word, without the ’s that says whose something is."""

    start: int
    end: int
    text: str
    low: str
    is_owner: bool
    gap: str  # What stands between the word before and this one.

    @property
    def is_capital(self) -> bool:
        """Scripts without capital letters count as if they had them."""
        first = self.text[0]
        return first.isalpha() and not first.islower()

    @property
    def may_be_name(self) -> bool:
        if self.text in SHORT_FORMS or self.low in TITLES or not self.is_capital:
            return False
        return self.low not in NOT_NAMES or self.low in EITHER

    @property
    def may_be_surname(self) -> bool:
        return self.may_be_name or (self.is_capital and self.low in SURNAMES)


def words_of(text: str) -> list[Word]:
    found, end = [], 0
    for match in _WORD.finditer(text):
        whole = match[0]
        bare = _OWNED.sub("", whole)
        gap = text[end : match.start()] if match.start() - end < 6 else "\n"
        low = bare.lower().replace("’", "'")
        found.append(Word(match.start(), match.start() + len(bare), bare, low, bare != whole, gap))
        end = match.end()
    return found


def names_in(text: str, words: list[Word]) -> list[tuple[int, int, str]]:
    """Where each name begins and ends, and why it looks like one."""
    found = {}
    for at in range(len(words)):
        for first, last, reason in _beside(text, words, at):
            found.setdefault(first, (last, reason))
    sure = {
        words[at].text
        for first, (last, reason) in found.items()
        for at in range(first, last + 1)
        if len(words[at].text) > 1 and words[at].low not in PARTICLES
    }
    for at, word in enumerate(words):
        if word.text in sure:
            found.setdefault(at, (at, AGAIN))
    return [(words[first].start, words[last].end, reason) for first, (last, reason) in found.items()]


def _beside(text, words, at):
    """The names that begin after this word, or with it."""
    word = words[at]
    if word.low in TITLES:
        yield from _after_title(words, at)
    if word.low in PEOPLE or word.low in SEVERAL:
        yield from _after_person(words, at)
    if _introduces(words, at) and _next(words, at, (" ",)):
        yield from _name(words, at + 1, BY_CALLED)
    if word.may_be_name and (reason := _why_a_name(text, words, at)):
        yield from _name(words, at, reason)


def _why_a_name(text, words, at) -> str:
    """From the word itself and what comes after it. Empty if nothing speaks for it."""
    word = words[at]
    if _is_described(words, at):
        return BY_FAMILY
    if _AGE.match(text, word.end):
        return BY_AGE
    if word.low in FIRST or word.low.split("-")[0] in FIRST:
        return BY_LIST
    return BY_DOING if _acts_like_a_person(words, at) else ""


def _after_title(words, at):
    """“Mrs Patel”, and “mrs khan”. But “I miss Mondays” is no title."""
    title, word = words[at], _next(words, at, (" ", ". ", "."))
    if word is None or (title.low == "miss" and not title.is_capital):
        return
    if word.may_be_surname or word.low in PARTICLES:
        yield from _name(words, at + 1, BY_TITLE)
    elif title.low in SHORT_TITLES and word.low not in NOT_NAMES and word.text[0].isalpha():
        yield from _name(words, at + 1, BY_TITLE, any_case=True)


def _after_person(words, at):
    """“my son Jordan”, “our daughter, Aisha”, “my boys Harvey and Leo”."""
    word = _next(words, at, (" ", ", ", " ("))
    if words[at].is_owner or word is None:
        return
    if word.may_be_name:
        yield from _name(words, at + 1, BY_FAMILY)
        if words[at].low in SEVERAL:
            yield from _and_others(words, at + 1)
    elif word.low in FIRST and word.gap == " ":
        yield at + 1, at + 1, BY_FAMILY


def _and_others(words, at):
    """The rest of “Ella, Noah and Leo”."""
    for after in range(at + 1, min(at + 8, len(words))):
        word = words[after]
        if word.low == "and" and word.gap in (" ", ", "):
            continue
        if word.gap not in (" ", ", ") or not word.may_be_name:
            return
        yield from _name(words, after, BY_FAMILY)


def _introduces(words, at) -> bool:
    """“a girl called”, “his name is”, “I'm”."""
    low = words[at].low
    if low in ("called", "named"):
        before = words[max(0, at - 5) : at]
        return any(each.low in PEOPLE | SEVERAL | CALLED for each in before) and bool(
            before[-1].low in PEOPLE | CALLED | SEVERAL | {"is", "was", "am", "are"}
        )
    if low in ("is", "was") and at and words[at - 1].low in PEOPLE:
        return words[at].gap == " " and not words[at - 1].is_owner
    if low in ("is", "was") and at > 1 and words[at - 1].low == "name":
        return words[at - 2].low in ("my", "his", "her", "their") or words[at - 2].low in PEOPLE
    return low in ("i'm", "im") or (low == "am" and at > 0 and words[at - 1].low == "i")


def _is_described(words, at) -> bool:
    """“Callum, my eldest”, “Mia (our daughter)”, “Jordan is my son”, “Zainab's mum”."""
    if at and words[at - 1].low in BEFORE_A_PLACE and words[at].low not in FIRST:
        return False
    after = words[at + 1 : at + 5]
    if words[at].is_owner:
        return bool(after) and after[0].gap == " " and after[0].low in PEOPLE
    if after and after[0].low in ("is", "was") and after[0].gap == " ":
        after = after[1:]
    elif not after or after[0].gap not in (", ", " ("):
        return False
    if not after or after[0].low not in ("my", "our", "his", "her", "their"):
        return False
    return any(each.low in PEOPLE for each in after[1:3]) and all(each.gap == " " for each in after[1:2])


def _acts_like_a_person(words, at) -> bool:
    """“Bronagh rang”, “thank you Jas”, “our Keiran would”."""
    before = [each.low for each in words[max(0, at - 2) : at]]
    after = _next(words, at, (" ",))
    if words[at].gap != " ":
        before = []
    if before[-1:] == ["our"]:
        return bool(after) and after.text in (
            "would",
            "could",
            "is",
            "was",
            "has",
            "had",
            "will",
            "loves",
            "went",
        )
    is_thanked = before == ["thank", "you"] or before[-1:] == ["thanks"]
    return is_thanked or (bool(after) and after.text in ONLY_PEOPLE_DO)


def _name(words, first, reason, any_case=False):
    """The longest name that begins here: “Smith”, “J. Smith”, “de Souza”, “Anita Patel”."""
    last = _past_particles(words, first)
    if last is None or not (
        words[last].may_be_surname if reason == BY_TITLE else words[last].may_be_name
    ):
        if any_case:
            yield first, first, reason
        return
    yield first, _last_of_name(words, first, last), reason


def _last_of_name(words, first, last) -> int:
    for at in range(last + 1, min(first + LONGEST_NAME, len(words))):
        before, word = words[at - 1], words[at]
        is_joined = word.gap == " " or (len(before.text) == 1 and word.gap == ". ")
        if before.is_owner or not is_joined:
            break
        if word.text[0].isupper() and word.may_be_surname:
            last = at
        elif word.low not in PARTICLES:
            break
    return last


def _past_particles(words, at):
    """Where the name itself stands in “van der Berg”."""
    for here in range(at, min(at + 3, len(words))):
        if words[here].is_capital or words[here].low not in PARTICLES:
            return here
        if here + 1 < len(words) and words[here + 1].gap != " ":
            return None
    return None


def _next(words, at, gaps):
    """The word after this one, if only so much stands between them."""
    after = words[at + 1] if at + 1 < len(words) else None
    return after if after and after.gap in gaps else None
