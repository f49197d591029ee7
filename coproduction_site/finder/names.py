"""Names of people in a story, by the words around them: “Mrs”, “my son”, “a girl called”.

One walk over the words; each looks at a few neighbours, so the time grows with the text and no faster.
"""

import re

from coproduction_site.finder.words import (
    BEFORE_A_PLACE,
    CALLED,
    FIRST,
    NOT_NAMES,
    ONLY_PEOPLE_DO,
    PARTICLES,
    PEOPLE,
    SEVERAL,
    SHORT_TITLES,
    TITLES,
    Word,
)

_AGE = re.compile(r",? aged? \d{1,2}\b|, who is \d{1,2}\b|, \d{1,2},| is \d{1,2} (?:years|and|now)\b")
LONGEST_NAME = 4
CALLING = ("called", "named")

BY_TITLE = "It looks like a name, because it comes after a title such as “Mrs” or “Dr”."
BY_FAMILY = "It looks like a name, because it stands beside words such as “my son” or “her friend”."
BY_CALLED = "It looks like a name, because it comes after “called”, “name is” or “I am”."
BY_AGE = "It looks like a name, because an age comes after it."
BY_DOING = "It looks like a name, because of the words beside it, such as “said” or “thank you”."
BY_LIST = "It is a common first name."
AGAIN = "It is used as a name somewhere else in these words."


def names_in(text: str, words: list[Word]) -> list[tuple[int, int, str]]:
    """Where each name begins and ends, and why it looks like one."""
    found = {}
    for at in range(len(words)):
        for first, last, reason in _beside(text, words, at):
            found.setdefault(first, (last, reason))
    _find_again(words, found)
    if _find_called(words, found):
        _find_again(words, found)
    return [(words[first].start, words[last].end, reason) for first, (last, reason) in found.items()]


def _find_again(words, found) -> None:
    """Wherever a part of a name stands once more."""
    sure = {
        words[at].text
        for at in _parts_of(found)
        if len(words[at].text) > 1 and words[at].low not in PARTICLES
    }
    for at, word in enumerate(words):
        if word.text in sure:
            found.setdefault(at, (at, AGAIN))


def _find_called(words, found) -> bool:
    """“Jordan is called Jojo”: who has a name already can be called something else. Whether there was any."""
    before, named = len(found), _parts_of(found)
    for at, word in enumerate(words):
        if word.low in CALLING and _calls(words, at, named) and _next(words, at, (" ",)):
            for first, last, reason in _name(words, at + 1, BY_CALLED):
                found.setdefault(first, (last, reason))
                named.update(range(first, last + 1))
    return len(found) > before


def _parts_of(found) -> set[int]:
    """Each word of a name, by its place."""
    return {at for first, (last, _) in found.items() for at in range(first, last + 1)}


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
    if low in CALLING:
        return _calls(words, at)
    if low in ("is", "was") and at and words[at - 1].low in PEOPLE:
        return words[at].gap == " " and not words[at - 1].is_owner
    if low in ("is", "was") and at > 1 and words[at - 1].low == "name":
        return words[at - 2].low in ("my", "his", "her", "their") or words[at - 2].low in PEOPLE
    return low in ("i'm", "im") or (low == "am" and at > 0 and words[at - 1].low == "i")


def _calls(words, at, named=frozenset()) -> bool:
    """Somebody in this sentence is called what comes next. `named` are places of words that are names."""
    first = next((back for back in range(at - 1, max(0, at - 5), -1) if _begins_anew(words[back])), None)
    before = range(max(0, at - 5) if first is None else first, at)
    people = [back in named or words[back].low in PEOPLE | SEVERAL | CALLED for back in before]
    return any(people) and (people[-1] or words[at - 1].low in ("is", "was", "am", "are"))


def _begins_anew(word) -> bool:
    """A sentence begins with it. A line that only goes on below begins none."""
    return word.is_capital and any(sign in word.gap for sign in ".!?\n")


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
