"""Numbers, dates and addresses in a story, by how they are written in the United Kingdom.

Every pattern has an upper limit to what it repeats, so that a text takes no longer than its length.
"""

import re

from coproduction_site.finder.words import NOT_NAMES

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def email(text):
    yield from (match.span() for match in _EMAIL.finditer(text))


_HANDLE = re.compile(r"(?<![\w@.])@\w[\w.]{0,28}\w")
_LINK = re.compile(
    r"(?<![\w.@/-])(?:https?://)?(?:(?:www|m|en-gb)\.)?(?:facebook|fb|instagram|tiktok|snapchat|twitter|x|"
    r"youtube|linkedin|threads|discord|t|wa)\.(?:com|net|me|gg|co)/[^\s<>\"'()]{0,200}[^\s<>\"'().,;:!?]",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?<!\w)(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|facebook|discord|xbox|roblox|youtube)"
    r"(?: (?:name|handle|account|user|tag|is|as)|:| [-=]){1,3} (\w[\w.]{1,28}\w)",
    re.IGNORECASE,
)


def social(text):
    for pattern in (_HANDLE, _LINK):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _ACCOUNT.finditer(text):
        if re.search(r"[\d_.]", match[1]) and re.search(r"[^\W\d_]", match[1]):
            yield match.span(1)


_TELEPHONE = re.compile(
    r"(?<![\w+/.-])(?:\(?(?:\+|00)44\)?[ -]?(?:\(0\))?|\(?0)(?:[ \-()]{0,2}\d){9,10}(?!\w)"
)


def telephone(text):
    """UK numbers: 0 or +44, then nine or ten digits, the first of them no 0, 4 or 6."""
    for match in _TELEPHONE.finditer(text):
        digits = re.sub(r"^(?:0044|44)?0?", "", re.sub(r"\D", "", match[0]))
        if len(digits) in (9, 10) and digits[0] not in "046":
            yield match.span()


_TEN_DIGITS = re.compile(r"(?<![\w+-])(?:[1-9]\d{9}|[1-9]\d\d([ -])\d{3}\1\d{4})(?![\w-])")


def nhs(text):
    """The tenth digit checks the others, modulus 11 (NHS Data Model and Dictionary, “NHS NUMBER”)."""
    for match in _TEN_DIGITS.finditer(text):
        digits = [int(each) for each in re.sub(r"\D", "", match[0])]
        check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
        if check % 11 == digits[9] and check != 10:
            yield match.span()


_POSTCODE = re.compile(
    r"(?<!\w)[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}(?!\w)", re.IGNORECASE
)


def postcode(text):
    """“Room b1 2nd floor” is none."""
    for match in _POSTCODE.finditer(text):
        if match[0][-2:] not in ("st", "nd", "rd", "th"):
            yield match.span()


_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?!\w)"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? (?:the )?)?"
_YEAR = r"(?P<year>,? (?:19|20)[0-9]{2}(?!\w))?"
_ALONE = r"(?<![\w/.:£-])"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!Year ){_ALONE}{_WEEKDAY}{_DAY}(?P<sure>st|nd|rd|th)?(?: of)? {_MONTH}{_YEAR}",
        rf"{_ALONE}{_WEEKDAY}{_MONTH} {_DAY}(?P<sure>st|nd|rd|th)?(?![\w:])(?!\.\d){_YEAR}",
        rf"{_ALONE}{_DAY}([/.-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?![\w/]|[.-]\d)",
        rf"{_ALONE}(?:19|20)[0-9]{{2}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![\w-])",
    )
]
_BORN = re.compile(
    r"(?:\bborn|\bd\.?o\.?b\.?|\bdate of birth|\bbirthday)[\s:,;.-]{0,3}(?:(?:on|is|was|in|the)[\s:,]{1,2}){0,3}$",
    re.IGNORECASE,
)
_MONTH_OF_BIRTH = re.compile(
    rf"(?<!\w)born (?:in |on )?(?P<when>{_MONTH},? (?:19|20)[0-9]{{2}})(?!\w)", re.IGNORECASE
)


def _all_dates(text):
    for pattern in _DATES:
        for match in pattern.finditer(text):
            named = match.groupdict()
            is_word = (named.get("month") or "") in ("may", "march", "mar", "dec", "sept", "jan")
            if not is_word or named["year"] or " of " in match[0]:
                yield match.span()


def _is_birth(text, start) -> bool:
    return bool(_BORN.search(text[max(0, start - 30) : start]))


def birth(text):
    yield from (span for span in _all_dates(text) if _is_birth(text, span[0]))
    yield from (match.span("when") for match in _MONTH_OF_BIRTH.finditer(text))


def date(text):
    yield from (span for span in _all_dates(text) if not _is_birth(text, span[0]))


_STREET = r"(?P<street>Road|Street|Avenue|Lane|Close|Drive|Crescent|Grove|Gardens|Terrace|Rd|Ave|Mews"
_NUMBERED = re.compile(
    r"(?<![\w/.:£-])(?:(?:Flat|Apartment|Unit) ?[0-9]{1,4}[a-z]?,? )?[0-9]{1,4}[a-z]?,? "
    rf"(?P<words>(?:[^\W\d_][\w'’.-]{{0,20}} ){{1,4}}?){_STREET}|Place|Court|Way|Row|Walk|Square|Hill|Rise|St)(?!\w)",
    re.IGNORECASE,
)
_NAMED_STREET = re.compile(rf"(?<!\w)(?P<words>(?:[A-Z][\w'’.-]{{1,20}} ){{1,3}}){_STREET})(?!\w)")


SMALL_STREETS = ("road", "street", "avenue", "lane", "crescent", "close", "drive")
IN_STREETS = {"church", "park", "school", "west", "east", "north", "south", "hospital", "library"}
LENGTHS = {
    "minute",
    "minutes",
    "mins",
    "min",
    "hour",
    "hours",
    "mile",
    "miles",
    "metres",
    "steps",
    "times",
}
NOT_STREETS = (NOT_NAMES - IN_STREETS - {"high", "new"}) | LENGTHS


def address(text):
    """With a number, a street in small letters counts too, but not “10 minutes drive”."""
    for match in _NUMBERED.finditer(text):
        words = match["words"].split()
        is_small = match["street"].lower() in SMALL_STREETS
        is_length = bool(NOT_STREETS & {word.lower() for word in words})
        if all(word[0].isupper() for word in words) or (is_small and not is_length):
            yield match.span()
    for match in _NAMED_STREET.finditer(text):
        start = match.start()
        for word in match["words"].split():
            if word.lower() not in NOT_NAMES - IN_STREETS:
                yield start, match.end()
                break
            start += len(word) + 1
