"""What may stand where a detail was: words that fit its sentence, so that nobody reads a censored file.

“My son Jordan goes to Low Hill School” becomes “My son goes to our school”. Nothing is made up: what is not
known stays “somebody” or “a day”. Rules look at a few signs before and after a detail, in plain signs (`folding`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from coproduction_site.finder.dates_in_words import birth_in_words, date_in_words
from coproduction_site.finder.places import sort_of_place
from coproduction_site.finder.words import PEOPLE, SEVERAL

INSTEAD = {
    "email": "an e-mail address",
    "social": "a social media page",
    "birth": "a date of birth",
    "date": "a day",
    "nhs": "an NHS number",
    "telephone": "a phone number",
    "postcode": "our area",
    "address": "a street nearby",
    "school": "our school",
    "name": "somebody",
    "place": "a place",
    "condition": "a health condition",
    "other": "something private",
}
_AFTER_THE = {"somebody": "person", "something private": "private thing"}
_FAR = 60
_WHOSE = r"(?:my|our|his|her|their)"
_PERSON = rf"(?<![\w'])(?:{'|'.join([*PEOPLE, *SEVERAL, 'auntie', 'aunty', 'aunt', 'uncle'])})"
_TITLE = r"(?:mr|mrs|ms|miss|mx|sir|madam|lady|lord)"
_ANY_TITLE = rf"(?:{_TITLE}|dr|doctor|prof|professor|nurse)"
_RELATION = re.compile(
    rf"(?<!\w)({_WHOSE} (?:\w{{1,15}} ){{0,2}}?{_PERSON})(?: |, | \()([^\W\d_][\w'-]{{0,30}})",
    re.IGNORECASE,
)
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?\n])[\s\"“'(]*$")
_DETERMINED = re.compile(
    r"(?<!\w)(?:the|an?|my|our|his|her|their|your|this|that|every) (?:new |old |local )?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Change:
    """From `start` up to `end` of a text there shall stand `instead`."""

    start: int
    end: int
    instead: str


class _Rule:
    """Fits what stands directly before and after. What is named `gone` there goes with the detail."""

    def __init__(self, before: str, instead: str | Callable, after: str = ""):
        self.before = re.compile(f"(?:{before})$", re.IGNORECASE)
        self.after = re.compile(after, re.IGNORECASE)
        self.instead = instead

    def change(self, text, start, end) -> Change | None:
        near = max(0, start - _FAR)
        before = self.before.search(text[near:start])
        after = before and self.after.match(text[end : end + _FAR])
        if not after:
            return None
        gone_before, gone_after = (match.groupdict().get("gone") or "" for match in (before, after))
        words = self.instead(text[start:end]) if callable(self.instead) else after.expand(self.instead)
        return Change(start - len(gone_before), end + len(gone_after), words)


_PRIVATE = _Rule(r"(?:number|phone|mobile|e-?mail|address|postcode|name|account) (?:is|was) ", "private")
_RULES = {
    "name": [
        _Rule(rf"{_PERSON}(?P<gone> \()", "", r"(?P<gone>\))"),
        _Rule(rf"(?:{'|'.join(SEVERAL)})(?P<gone>,? )", " ", r"(?P<gone>,? and |, )(?=\w)"),
        _Rule(rf"{_PERSON}(?P<gone>, (?:{_ANY_TITLE}\.? )?)", "", r"(?P<gone>,)"),
        _Rule(rf"{_PERSON}(?P<gone>,? (?:{_ANY_TITLE}\.? )?)", "", r"(?! and | or |,)"),
        _Rule(rf"{_PERSON}(?P<gone> (?:{_ANY_TITLE}\.? )?)", ""),
        _Rule(rf"(?P<gone>(?<!\w)(?:{_TITLE}\.? (?:and|&) )?{_TITLE}\.? ?)", "somebody"),
        _Rule(r"(?P<gone>(?<!\w)(?:dr|doctor)\.? ?)", "a doctor"),
        _Rule(r"(?P<gone>(?<!\w)(?:prof|professor)\.? )", "a professor"),
        _Rule(r"(?P<gone>(?<!\w)(?:rev|reverend|pastor)\.? )", "a minister"),
        _Rule(r"(?P<gone>(?<!\w)(?:imam|rabbi) )", "a faith leader"),
        _Rule(r"(?P<gone>(?<!\w)(?:cllr|councillor)\.? )", "a councillor"),
        _Rule(r"(?P<gone>(?<!\w)coach )", "a coach"),
        _Rule(r"(?<!\w)(?:is|was|am|are) (?:called|named) ", "something else"),
        _Rule(r"(?P<gone>,? (?:called|named) )", ""),
        _Rule(r"(?P<gone>(?<!\w)(?:my name is|I'm|I am) )", "", r"(?P<gone> and )(?=I\b)"),
        _Rule(r"(?<!\w)(?:I'm|I am) ", "", r"(?P<gone>, )(?=an? |the |mum|dad|his |her |their )"),
        _PRIVATE,
        _Rule("", r"\g<who>", rf"(?P<gone>, (?P<who>{_WHOSE} [\w ]{{2,30}}),)"),
        _Rule("", r"\g<who>", rf"(?P<gone> \((?P<who>{_WHOSE} [\w ]{{2,30}})\))"),
        _Rule("", "this", rf" (?:is|was) {_WHOSE} "),
    ],
    "birth": [
        _Rule(r"(?P<gone>(?<!\w)(?:on|in) (?:the )?)|(?<!\w)born ", birth_in_words),
        _Rule("", lambda text: birth_in_words(text).removeprefix("in ")),
    ],
    "date": [
        _Rule(r"(?P<gone>(?<!\w)on (?:the )?)", lambda text: date_in_words(text, after="on")),
        _Rule(
            r"(?<!\w)(?:since|until|till|by|from|to|before|after|in|of)(?P<gone> (?:the )?)",
            lambda text: f" {date_in_words(text, after='since')}",
        ),
        _Rule("", date_in_words),
    ],
    "nhs": [_PRIVATE, _Rule(r"NHS number(?P<gone>:? )", ""), _Rule(r"NHS(?P<gone>:? )", " number")],
    "telephone": [_PRIVATE, _Rule(r"(?P<gone>(?<!\w)on )", "by phone")],
    "email": [_PRIVATE, _Rule(r"(?P<gone>(?<!\w)(?:on|at) )", "by e-mail")],
    "social": [_PRIVATE, _Rule(r"(?<!\w)(?:am|is|are|'m|'s) ", "on social media")],
    "postcode": [_PRIVATE, _Rule(r"(?P<gone>(?<!\w)at )", "in our area")],
    "address": [_PRIVATE, _Rule(r"(?P<gone>(?<!\w)(?:at|on|in) )", "in a street nearby")],
    "school": [_Rule("", sort_of_place)],
}


def relations_in(text: str) -> dict[str, str]:
    """Who somebody is to the teller, by first name in small letters: “jordan” is “my son”. `text` is folded."""
    found = {}
    for match in _RELATION.finditer(text):
        found.setdefault(match[2].removesuffix("'s").casefold(), match[1].lower())
    return found


def change_for(text: str, start: int, end: int, kind: str, relations: dict[str, str]) -> Change:
    """What becomes of the detail that stands there in a folded text."""
    fitting = (rule.change(text, start, end) for rule in _RULES.get(kind, []))
    change = next(filter(None, fitting), None)
    if change is None:
        known = relations.get(text[start:end].split()[0].casefold()) if kind == "name" else None
        change = Change(start, end, known or INSTEAD[kind])
    return Change(
        change.start,
        change.end,
        _set_in(text[max(0, change.start - _FAR) : change.start], change.instead),
    )


def _set_in(before: str, instead: str) -> str:
    """After “the” there is no second article; a sentence begins with a capital letter."""
    if _DETERMINED.search(before):
        instead = _AFTER_THE.get(instead) or re.sub(r"^(?:an?|our) ", "", instead)
    return f"{instead[:1].upper()}{instead[1:]}" if _SENTENCE_STARTS.search(before) else instead
