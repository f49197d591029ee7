"""What a telephone dials, out of what people write as a number: “Tel: 01902 555555 (24 hours) - 07700 900123”.

For links, contact cards, the list of calls, structured data and open data. Where it is not sure, there is nothing to
dial: a wrong number rings a stranger. Lengths follow Ofcom's National Telephone Numbering Plan.
"""

import re

from coproduction_site.folding import folded

_SHORT = {"999", "112", "111", "101", "105", "119", "116000", "116006", "116111", "116117", "116123"}
_EIGHT_DIGITS = ("08001111", "08454647")  # Childline, and NHS Direct as it was: no others are so short.
_SEPARATED = r"(?:[ .-]{1,2}\d{2,15}){0,6}"
_NUMBER = re.compile(
    rf"(?<![\w+/.-])(?:(?P<abroad>(?:\+|00)[1-9]\d{{0,14}}(?:[ .-]?\(0\))?)(?P<rest>[ .-]?\d{{1,15}}{_SEPARATED})?"
    rf"|(?P<home>\(?0\d{{1,14}}\)?{_SEPARATED}))(?!\w)"
)
_FAX = re.compile(r"(?:fax|facsimile)\W{0,3}$", re.IGNORECASE)
_EXTENSION = re.compile(r"\b(?:ext?n?|extension)\b.*", re.IGNORECASE | re.DOTALL)
_EXTENSION_ALONE = re.compile(r"\b(?:ext?n?|extension)\b[ .:]{0,3}(\d{1,6})[ .)]{0,3}$", re.IGNORECASE)


def dialled(typed: str, is_for_texts: bool = False) -> str:
    """Digits, after a + for a number with its country. Empty if it is not sure. Of several the first is meant."""
    text = folded(typed).text.strip()
    alone = re.sub(r"[ .-]", "", text)
    if alone in _SHORT or (is_for_texts and re.fullmatch(r"\d{5}", alone)):
        return alone
    candidates = (
        _from_abroad(match) if match["abroad"] else _at_home(match["home"])
        for match in _NUMBER.finditer(_EXTENSION.sub("", text))
        if not _FAX.search(text[: match.start()])
    )
    return next(filter(None, candidates), "")


def extension(typed: str) -> str:
    """Digits to press once the number of `dialled` has answered. Empty if it is not sure, and where more follows."""
    text = folded(typed).text.strip()
    found = _EXTENSION_ALONE.search(text)
    is_of_one = found and len(_NUMBER.findall(text[: found.start()])) == 1
    return found[1] if is_of_one and dialled(typed) else ""


def as_written_for_programs(typed: str) -> str:
    """As ITU-T E.123 writes a number with an extension, so that nobody takes all its digits for one number."""
    number, then = dialled(typed), extension(typed)
    return f"{number} ext. {then}" if then else number


def link(typed: str, is_for_texts: bool = False) -> str:
    """Empty if it is not sure what to dial."""
    number = dialled(typed, is_for_texts)
    return f"{'sms' if is_for_texts else 'tel'}:{number}" if number else ""


def _at_home(written: str) -> str:
    """The longest that ends where a group of digits ends: “0800 111 222 24 hours” is ten digits."""
    groups = re.findall(r"\d+", written)
    starts = ["".join(groups[:count]) for count in range(1, len(groups) + 1)]
    short = next((number for number in starts if number in _EIGHT_DIGITS), "")
    return short or next((number for number in reversed(starts) if _is_british(number[1:])), "")


def _from_abroad(match) -> str:
    country, rest = match["abroad"].replace("(0)", ""), match["rest"] or ""
    groups = re.findall(r"\d+", f"{re.sub(r'^(?:[+]|00)', '', country)}{rest}")
    starts = ["".join(groups[:count]) for count in range(1, len(groups) + 1)]
    if starts[-1].startswith("44"):
        nationals = (number[2:].removeprefix("0") for number in reversed(starts))
        return next((f"+44{number}" for number in nationals if _is_british(number)), "")
    return f"+{starts[-1]}" if 8 <= len(starts[-1]) <= 15 else ""


def _is_british(number: str) -> bool:
    """Without its first 0."""
    return len(number) in (9, 10) and number[0] not in "046"
