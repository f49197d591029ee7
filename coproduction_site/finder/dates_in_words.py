"""An exact date as a person would say it who does not want to be found: a Saturday, in May, in 2012."""

import re

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
]
_MONTHS += ["November", "December"]
_SEASONS = [
    "winter",
    "winter",
    "spring",
    "spring",
    "spring",
    "summer",
    "summer",
    "summer",
    "autumn",
    "autumn",
]
_SEASONS += ["autumn", "winter"]
_WEEKDAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?=day|\b)|Tue|Wed|Thu|Sat", re.IGNORECASE
)
_WHOLE = {"tue": "Tues", "wed": "Wednes", "thu": "Thurs", "sat": "Satur"}
_NUMBERS = re.compile(r"(?:(\d{4})-(\d\d)-\d\d|\d{1,2}[/.-](\d{1,2})[/.-](\d{4})?)")
_NAMED = re.compile("|".join(f"({month[:3]})" for month in _MONTHS), re.IGNORECASE)


def date_in_words(text: str, after: str = "") -> str:
    """`after` is what leads up to it: “on” goes with the date, after words such as “since” no article stands."""
    weekday = _WEEKDAY.match(text)
    if weekday:
        day = f"a {_WHOLE.get(weekday[0].lower(), weekday[0].capitalize())}day"
        return f"on {day}" if after == "on" else day
    month, year = _month_and_year(text)
    when = " ".join(filter(None, [month and _MONTHS[month - 1], year]))
    if not when:
        return "one day"
    return {"on": f"in {when}", "since": when}.get(after, f"a day in {when}")


def birth_in_words(text: str) -> str:
    """The year alone, or the season: a month of birth may still tell who somebody is."""
    month, year = _month_and_year(text)
    return f"in {year}" if year else f"in {_SEASONS[month - 1]}" if month else "some time ago"


def _month_and_year(text) -> tuple[int, str]:
    if numbers := _NUMBERS.match(text):
        month = int(numbers[2] or numbers[3])
        return (month if 1 <= month <= 12 else 0), numbers[1] or numbers[4] or ""
    name, year = _NAMED.search(text), re.search(r"(?:19|20)\d\d", text)
    return (name.lastindex if name else 0), year[0] if year else ""
