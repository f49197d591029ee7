"""Numbers, addresses and English names among words of another script, each kept together and in its own direction."""

import re
from collections.abc import Iterator

from django.utils.html import format_html

from coproduction_site.rich_text import shown

IN_LATIN_LETTERS = {"pl"}
ENGLISH, NUMBER = '<bdi lang="en-GB" dir="ltr">{}</bdi>', '<bdi dir="ltr">{}</bdi>'
_TAG_OR_SIGN = re.compile(r"""(<(?:[^"'>]|"[^"]*")*>|&[#\w]+;)""")
_SIGNS = r"[A-Za-z0-9 .,:/@’'!?+-]|\([A-Za-z0-9 ]+\)"
_RUN = re.compile(rf"[A-Za-z0-9+](?:(?:{_SIGNS})*(?:[A-Za-z0-9!?]|\([A-Za-z0-9 ]+\)))?")


def laid_out(body: str, language: str):
    """Rich text as it is shown. In a script of its own, whatever is in Latin letters is marked as English."""
    return shown(body, str if language in IN_LATIN_LETTERS else isolated)


def isolated(html: str) -> str:
    parts = _TAG_OR_SIGN.split(html)
    return "".join(part if place % 2 else "".join(parts_of(part)) for place, part in enumerate(parts))


def parts_of(text: str) -> Iterator[str]:
    """Of a text without tags: what is in another script as it is, and what is in Latin letters marked."""
    end = 0
    for run in _RUN.finditer(text):
        yield text[end : run.start()]
        yield format_html(ENGLISH if re.search("[A-Za-z]", run[0]) else NUMBER, run[0])
        end = run.end()
    yield text[end:]
