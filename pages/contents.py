"""A page of words over two screens has a list of its headings, after what it says before the first of them."""

import re
from html import unescape
from typing import NamedTuple

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify

from coproduction_site.cache.remembered import following
from coproduction_site.rich_text import shown

TWO_SCREENS = 2_400  # Letters: what a laptop shows of our text on two screens, and a phone on four.
FEWEST_HEADINGS = 3
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


class Heading(NamedTuple):
    anchor: str
    title: str


class Laid(NamedTuple):
    """A body as it is shown, its headings if there are enough of them to choose from, and what then comes before them."""

    body: SafeString
    headings: list[Heading]
    beginning: SafeString


@following
def laid_out(body: str) -> Laid:
    headings: list[Heading] = []

    def named(heading) -> str:
        title = " ".join(unescape(strip_tags(heading[1])).split())
        headings.append(Heading(_anchor(title, headings), title))
        return f'<h2 id="{headings[-1].anchor}">{heading[1]}</h2>'

    def rest(html):
        return _HEADING.sub(named, html[_begins(html) :]) if _is_long(html) else html

    return Laid(shown(body, rest), headings, shown(body, _beginning))


def _beginning(html: str) -> str:
    return html[: _begins(html)] if _is_long(html) else ""


def _begins(html: str) -> int:
    return _HEADING.search(html).start()


def _is_long(html: str) -> bool:
    return len(strip_tags(html)) >= TWO_SCREENS and len(_HEADING.findall(html)) >= FEWEST_HEADINGS


def _anchor(title: str, others: list[Heading]) -> str:
    """From the heading, so that a link to it holds when another is added. Two that are the same are numbered."""
    anchor = f"on-{slugify(title)}" if slugify(title) else f"part-{len(others) + 1}"
    return f"{anchor}-{len(others) + 1}" if anchor in {other.anchor for other in others} else anchor
