"""Old Word files and RTF: kept as they are, unless there is something in them that would run or fetch.

They cannot be packed anew part by part, as the newer kinds are. So they are only ever handed out to be saved,
by readers of ours, and are never opened by a page.
"""

import re

from django.core.exceptions import ValidationError

from coproduction_site.uploads.zipped_files import ASKS_OUTSIDE, HAS_MACROS

# Names of what holds programs in an old Word file, in the wide letters of its list of streams.
PROGRAMS_IN_DOC = [name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros", "VBA", "ObjectPool")]
CARRIES = re.compile(rb"\\(object|objdata|objemb|objocx|objlink|objautlink|objupdate|datastore)\b", re.I)
FETCHES = re.compile(
    rb"\\\*\s*\\template\b|includepicture|includetext|\bdde(auto)?\b|\\(linkself|link)\b", re.I
)
TOO_DEEP = 200
BROKEN = "This document seems to be broken. Please save it as PDF, and send that."


def cleaned_doc(content: bytes) -> bytes:
    if any(name in content for name in PROGRAMS_IN_DOC):
        raise ValidationError(HAS_MACROS)
    return content


def cleaned_rtf(content: bytes) -> bytes:
    """What stands behind its last bracket is cut off: it belongs to another file."""
    whole = content[: _end(content)]
    if CARRIES.search(whole):
        raise ValidationError(HAS_MACROS)
    if FETCHES.search(whole):
        raise ValidationError(ASKS_OUTSIDE)
    return whole


def _end(content: bytes) -> int:
    """Behind the bracket that closes the first one."""
    depth = 0
    for match in re.finditer(rb"\\.|[{}]", content, re.DOTALL):
        depth += {b"{": 1, b"}": -1}.get(match[0], 0)
        if depth > TOO_DEEP:
            break
        if not depth and match[0] == b"}":
            return match.end()
    raise ValidationError(BROKEN)
