"""Opening hours in parts, out of what a partner writes: “Monday to Friday, 9am to 5pm”.

Only where every word is understood and means one thing. “9 to 5” may be the day or the night, “in term time” and “by
appointment” are more than days and hours: of such words there are no parts, for a family must not meet a closed door.
"""

import re
from datetime import time
from typing import NamedTuple

from coproduction_site.folding import folded

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_TO = r"\s*(?:to|until|till|-|–)\s*"
_AND = r"\s*(?:,\s*and|,|and|&)\s*"
_DAYS = rf"(?:every day|daily|weekdays|{_DAY}{_TO}{_DAY}|{_DAY}(?:{_AND}{_DAY})*)"
_TIME = r"(?:\d{1,2}(?:[:.]\d\d)?\s*[ap]m\b|\d\d?:\d\d|noon|midday)"
_HOURS = rf"(?P<opens>{_TIME}){_TO}(?P<closes>{_TIME})"
_PIECE = re.compile(
    rf"[\s,;.]*(?:and\s+)?(?:open\s+)?(?P<days>{_DAYS})\s*[:,]?\s*(?:from\s+)?(?:{_HOURS}|(?P<closed>closed))(?![\w:])"
)
_HALF_OF_A_DAY = re.compile(r"(?<![a-z])([ap])\.m\b\.?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]m)?")


class Open(NamedTuple):
    days: tuple[int, ...]  # Monday is 0.
    opens: time
    closes: time


def parts(text: str) -> list[Open]:
    """In the order in which they are written; none where something is not sure, or said twice."""
    rest, found, named = _HALF_OF_A_DAY.sub(r"\1m", folded(text).text.lower()), [], []
    while rest.strip(" .,;\n"):
        piece = _PIECE.match(rest)
        days = _days(piece["days"]) if piece else ()
        hours = piece and (piece["closed"] or _hours(piece["opens"], piece["closes"]))
        if not days or not hours:
            return []
        named += days
        found += [] if piece["closed"] else [Open(days, *hours)]
        rest = rest[piece.end() :]
    return found if len(named) == len(set(named)) else []


def _days(text: str) -> tuple[int, ...]:
    """None where a week would go round."""
    if text in ("every day", "daily"):
        return tuple(range(7))
    if text == "weekdays":
        return tuple(range(5))
    numbers = [_number(day) for day in re.findall(_DAY, text)]
    if re.fullmatch(rf"{_DAY}{_TO}{_DAY}", text):
        return tuple(range(numbers[0], numbers[1] + 1))
    return tuple(numbers)


def _number(day: str) -> int:
    return next(number for number, name in enumerate(DAYS) if name.lower().startswith(day[:3]))


def _hours(opens: str, closes: str) -> tuple[time, time] | None:
    """Both by the same clock. That of 24 hours is sure with a nought before an hour, or with an hour after noon."""
    has_24 = [":" in hour and not hour.endswith("m") for hour in (opens, closes)]
    if any(has_24) and not (all(has_24) and (opens.startswith("0") or int(closes.split(":")[0]) > 12)):
        return None
    start, end = _time(opens), _time(closes)
    return (start, end) if start and end and start < end else None


def _time(text: str) -> time | None:
    if text in ("noon", "midday"):
        return time(12)
    hour, minute, half = _CLOCK.fullmatch(text).groups()
    hour, minute = int(hour), int(minute or 0)
    if minute > 59 or (not 1 <= hour <= 12 if half else hour > 23):
        return None
    return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)
