"""Names in curly brackets, and what the site puts in their place. Nothing else in a text has a meaning here.

The text of a staff member is searched for names and never run: no format string, no template. What is filled in is
not searched again.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from coproduction_site.text_differences import nearest

_NAMED = re.compile(r"\{([a-z_]+)\}")
_BRACKETS = re.compile(r"\{([^{}\n]*)\}|[{}]")
LONGEST_SHOWN = 40
MISSING = "“{}” is missing. Put it back: the site writes {} there."
UNKNOWN = "The site does not know “{}”."
NOT_WHOLE = "A curly bracket has no partner. A name looks like this: {}."


def filled(text: str, values: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda found: values.get(found[1], found[0]), text)


def faults(text: str, needs: Mapping[str, str], may_have: Collection[str] = ()) -> list[str]:
    """A sentence for each name that is missing, unknown or not whole. `needs` say what the site writes there."""
    known = [*needs, *may_have]
    wrong = dict.fromkeys(_wrong(text, known))
    missing = [
        MISSING.format(f"{{{name}}}", says) for name, says in needs.items() if f"{{{name}}}" not in text
    ]
    return [*wrong, *missing]


def _wrong(text: str, known: list[str]) -> Iterator[str]:
    for bracket in _BRACKETS.finditer(text):
        name = bracket[1]
        if name is None:
            yield NOT_WHOLE.format(f"{{{known[0]}}}" if known else "{address}")
        elif name not in known:
            yield f"{UNKNOWN.format(_short(bracket[0]))} {_instead(name, known)}"


def _instead(name: str, known: list[str]) -> str:
    near = nearest(name.strip().lower(), known)
    return f"Did you mean “{{{near}}}”?" if near else "Take it out."


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
