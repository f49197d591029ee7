"""A page of words has the list of its headings beside it; if it is over two screens, a phone shows the list before them."""

import re
from html import unescape
from typing import NamedTuple

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify

from coproduction_site.cache.remembered import following
from coproduction_site.rich_text import shown

TWO_SCREENS = 2_400  # Letters: what a laptop shows of our text on two screens, and a phone on four.
FEWEST_HEADINGS, FEWEST_LETTERS = 3, 600
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


class Heading(NamedTuple):
    anchor: str
    title: str


class Laid(NamedTuple):
    """A body as it is shown, its headings if there are enough of them to choose from, and what then comes before them."""

    body: SafeString
    headings: list[Heading]
    beginning: SafeString
    is_long: bool


@following
def laid_out(body: str) -> Laid:
    headings: list[Heading] = []

    def named(heading) -> str:
        title = " ".join(unescape(strip_tags(heading[1])).split())
        headings.append(Heading(_anchor(title, headings), title))
        return f'<h2 id="{headings[-1].anchor}">{heading[1]}</h2>'

    def rest(html):
        return _HEADING.sub(named, html[_begins(html) :]) if _has_parts(html) else html

    return Laid(shown(body, rest), headings, shown(body, _beginning), _letters(body) >= TWO_SCREENS)


def _beginning(html: str) -> str:
    return html[: _begins(html)] if _has_parts(html) else ""


def _begins(html: str) -> int:
    return _HEADING.search(html).start()


def _has_parts(html: str) -> bool:
    return _letters(html) >= FEWEST_LETTERS and len(_HEADING.findall(html)) >= FEWEST_HEADINGS


def _letters(html: str) -> int:
    return len(strip_tags(html))


def _anchor(title: str, others: list[Heading]) -> str:
    """From the heading, so that a link to it holds when another is added. Two that are the same are numbered."""
    anchor = f"on-{slugify(title)}" if slugify(title) else f"part-{len(others) + 1}"
    return f"{anchor}-{len(others) + 1}" if anchor in {other.anchor for other in others} else anchor
