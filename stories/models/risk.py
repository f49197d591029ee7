"""What hints that somebody may not be safe: an order of reading for moderators, never a decision.

It knows English words, and not all of them. A story without any is read like every other, only later.
"""

import re
import unicodedata
from dataclasses import dataclass

HIGHEST = 5
MAY_BE_UNSAFE = 3
YOUNG = "under_13"
SELF = r"(?:my|him|her|your|it)\s?self|themsel(?:f|ves)|ourselves"
PERSON = rf"(?:me|him|her|them|us|you|{SELF}|(?:my|his|her|their|our)\s\w+)"
HINTS = [
    (5, "suicide or self-harm", r"suicid\w*|self[\s-]?harm\w*|overdos\w*|better off dead"),
    (5, "suicide or self-harm", r"(?:want\w*|wish\w*) (?:to die|to be dead|i (?:was|were) dead)"),
    (5, "suicide or self-harm", rf"(?:kill\w*|cut\w*|harm\w*|hurt\w*) (?:{SELF})"),
    (5, "suicide or self-harm", r"(?:end|take|took|ended) (?:my|his|her|their) (?:own )?li(?:fe|ves)"),
    (
        5,
        "sexual harm",
        r"rap(?:e|ed|ist)|molest\w*|groom(?:ed|ing)|sexual\w*|private parts|naked|nudes?",
    ),
    (5, "somebody forced or used", r"forced (?:marriage|to marry)|fgm|traffick\w*|exploit\w*"),
    (4, "touching", rf"touch(?:ed|es|ing) {PERSON}(?<!heart)(?<!hearts)(?<!life)"),
    (4, "hurting somebody", rf"(?:hit|beat|punch|kick|slap|hurt|burn|chok)\w* {PERSON}"),
    (
        4,
        "hurting somebody",
        r"abus(?:e|ed|es|er|ers|ive|ing)|bruis\w*|strangl\w*|beaten up|threw \w+ at",
    ),
    (4, "hurting somebody", r"(?:pinned|held) (?:down|to the)|restrain(?:ed|t|ts|ing)|locked (?:in|up)"),
    (4, "threats", r"threat(?:s|en\w*)|blackmail\w*|kill (?:me|him|her|them|us|you)"),
    (4, "weapons or gangs", r"kni(?:fe|ves)|guns?|weapons?|machete\w*|stabb\w*|county lines|gangs?"),
    (4, "not being safe", r"unsafe|in danger|(?:not|never|\w+n't|isnt|dont) (?:\w+ ){0,2}safe"),
    (4, "a secret to be kept", r"(?:don'?t|do not|never|not to|must ?n'?t|must not|can'?t) tell"),
    (4, "a secret to be kept", r"our (?:little )?secret|keep (?:it|this|that) (?:a )?secret"),
    (3, "running away", r"r[au]n(?:ning|s)? away|went missing|nowhere to sleep|homeless|kicked out"),
    (3, "neglect", r"neglect\w*|no food|nothing to eat|(?:go|goes|went|always) hungry|starv\w*"),
    (3, "neglect", r"left (?:\w+ )?alone|(?:home|house) alone|on (?:my|his|her|their) own all"),
    (3, "fear", r"(?:scared|afraid|frightened|terrified) of|terrified|violen(?:t|ce)"),
    (2, "bullying", r"bull(?:y|ied|ies|ying)"),
    (2, "hurting", r"hurt(?:s|ing)?|danger(?:ous)?"),
]
# What makes a story hard to read, the gravest first.
HEAVY_THEMES = list(dict.fromkeys(what for level, what, _ in HINTS if level >= MAY_BE_UNSAFE))
PATTERNS = [(level, what, re.compile(rf"\b(?:{words})\b")) for level, what, words in HINTS]


@dataclass(frozen=True)
class Risk:
    level: int
    reasons: tuple[str, ...]


def risk_of(texts, about_age: str = "") -> Risk:
    """From 0 to 5, with what was found. Words about a young child are read before the same words otherwise."""
    words = " \n ".join(_plain(text) for text in texts)
    found = [(level, what) for level, what, pattern in PATTERNS if pattern.search(words)]
    level = max((level for level, _ in found), default=0) + (about_age == YOUNG)
    reasons = [what for _, what in sorted(found, key=lambda each: -each[0])]
    return Risk(min(level, HIGHEST), tuple(dict.fromkeys(reasons)))


def _plain(text) -> str:
    """Small letters, one kind of apostrophe, single spaces: as people type, whatever their telephone makes of it."""
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold().replace("’", "'")
    return " ".join(folded.split())
