"""What people paste from Word, Outlook, Google Docs, LibreOffice and the web, as the few tags that we keep.

The last word has the allow-list of `rich_text`. Here meaning is saved that would be lost with the rest: points of a list
that only look like one, headings of other levels, bold that stands in a style. Passing twice changes nothing more.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element, TreeBuilder, tostring

import nh3
from django.utils.html import linebreaks

from coproduction_site.pasted import lists, loose

MOST_LETTERS = 400_000
MOST_TAGS = 15_000
DEEPEST = 60
_TAG = re.compile(r"<[^<>]*>")
SCHEMES = {"http", "https", "mailto", "tel"}
_STYLED = {"span", "font", "b", "i", "u", "p", "div", "a", "del", "img"}
_INLINE = {"span", "font", "b", "strong", "i", "em", "u", "a"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS_AND_TABLES = {"ul", "ol", "li", "br", "blockquote", "table", "thead", "tbody", "tr", "td", "th"}
_reader = nh3.Cleaner(
    tags=_STYLED | _HEADINGS | _LISTS_AND_TABLES | {"strong", "em"},
    clean_content_tags={"script", "style", "title", "template", "svg", "math", "object", "iframe"},
    attributes={
        "*": {"style", "class"},
        "a": {"href", "title", "name"},
        "ol": {"start", "type"},
        **{cell: {"rowspan", "colspan"} for cell in ("td", "th")},
    },
    url_schemes=SCHEMES,
    link_rel=None,
)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|mso-element:\s*comment", re.IGNORECASE)
_COMMENT = re.compile(r"MsoComment|msocom", re.IGNORECASE)
_TITLE = re.compile(r"Mso(?:Title|Heading1?)\b")
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_SLOPING = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_WRAPPED_LINKS = {
    re.compile(r"(?:.*\.)?safelinks\.protection\.outlook\.com"): "url",
    re.compile(r"www\.google\.(?:com|co\.uk)"): "q",
}


@dataclass
class Tidied:
    """`left_out` are sentences about what did not come along."""

    html: str
    left_out: list[str]


def tidied(html: str) -> Tidied:
    """What is too long to be a page is left as it is, for the allow-list alone."""
    html = with_few_tags(html)
    if len(html) > MOST_LETTERS:
        return Tidied(html, [])
    if "<" not in html:
        html = linebreaks(html, autoescape=True)
    tree = _tree(_reader.clean(html))
    left_out = _left_out(tree)
    _settle_headings(tree)
    _settle_heads(tree)
    _settle(tree)
    loose.into_paragraphs(tree)
    lists.gather(tree)
    return Tidied(
        "".join([tree.text or "", *(tostring(part, "unicode", "html") for part in tree)]), left_out
    )


def with_few_tags(html: str) -> str:
    """The words alone of what holds more than any page: to read tags that stand in one another takes too long."""
    if html.count("<") <= MOST_TAGS:
        return html
    return linebreaks(_TAG.sub(" ", html), autoescape=True)


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tree, self.open = TreeBuilder(), []
        self.tree.start("div", {})

    def handle_starttag(self, tag, attributes):
        if len(self.open) == DEEPEST:
            return
        self.tree.start(tag, dict(attributes))
        self.tree.end(tag) if tag in {"br", "img"} else self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open[-1:] != [tag]:
                self.tree.end(self.open.pop())
            self.tree.end(self.open.pop())

    def handle_data(self, data):
        self.tree.data(data)


def _tree(html: str) -> Element:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    for tag in reversed(builder.open):
        builder.tree.end(tag)
    builder.tree.end("div")
    return builder.tree.close()


def _left_out(tree) -> list[str]:
    pictures = sum(1 for _ in tree.iter("img"))
    links = sum(1 for link in tree.iter("a") if _is_lost(link) and not _is_hidden(link))
    sentences = []
    if pictures:
        sentences.append(
            f"{_counted(pictures, 'picture')} left out. Add pictures under “Pictures and files”, each with words."
        )
    if links:
        sentences.append(
            f"{_counted(links, 'link')} left out: only web, e-mail and telephone links work."
        )
    return sentences


def _is_lost(link) -> bool:
    return not link.keys() or _leads_nowhere(link.get("href", ""))


def _counted(number: int, name: str) -> str:
    return f"One {name} was" if number == 1 else f"{number} {name}s were"


def _settle_headings(tree) -> None:
    """The title of the page is our own, so what was first comes second, and nothing goes deeper than third."""
    for paragraph in tree.iter("p"):
        if _TITLE.search(paragraph.get("class", "")):
            paragraph.tag = "h1"
    down = next(tree.iter("h1"), None) is not None
    for heading in [part for part in tree.iter() if part.tag in _HEADINGS]:
        heading.tag = f"h{min(3, int(heading.tag[1]) + down)}"


def _settle_heads(tree) -> None:
    """A row that Word repeats on every page is a row of headings."""
    for head in tree.iter("thead"):
        for cell in head.iter("td"):
            cell.tag = "th"


def _settle(parent) -> None:
    for part in list(parent):
        if _is_hidden(part):
            replace(parent, part, [])
            continue
        _settle(part)
        if part.tag == "a":
            _settle_link(part)
        tag = _becomes(part)
        if tag:
            part.tag = tag
        else:
            replace(parent, part, [*part], part.text or "")


def _is_hidden(part) -> bool:
    """Taken out in Word, a comment there, or not to be seen: nobody meant to publish it."""
    style = part.get("style", "")
    is_comment = _COMMENT.search(part.get("class", ""))
    return part.tag in {"del", "img"} or bool(_HIDDEN.search(style)) or bool(is_comment)


def _becomes(part) -> str:
    """Nothing for what only carried a style."""
    has_blocks = any(inner.tag in loose.BLOCKS for inner in part.iter() if inner is not part)
    if part.tag in _INLINE:
        return "" if has_blocks else _by_style(part, part.get("style", ""))
    if part.tag == "div":
        return "" if has_blocks else "p"
    return part.tag


def _by_style(part, style: str) -> str:
    if part.tag == "a":
        return "a" if part.get("href") else ""
    if lists.is_marker(part):
        return "span"
    if part.tag in {"b", "strong"}:
        return "" if _NOT_BOLD.search(style) else "strong"
    if part.tag in {"i", "em"} or _SLOPING.search(style):
        return "em"
    return "strong" if _BOLD.search(style) else ""


def _settle_link(link) -> None:
    href = _unwrapped(link.get("href", ""))
    if _leads_nowhere(href):
        link.attrib.pop("href", None)
    else:
        link.set("href", f"https://{href}" if href.lower().startswith("www.") else href)


def _leads_nowhere(href: str) -> bool:
    """To a place in the document that it came from."""
    return href.startswith(("#", "..", "about:")) if href else False


def _unwrapped(href: str) -> str:
    """Outlook and Google put a watcher of their own before each address."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    for host, name in _WRAPPED_LINKS.items():
        inner = parse_qs(parts.query).get(name, [""])[0]
        if host.fullmatch(parts.hostname or "") and inner.startswith(("http://", "https://")):
            return inner
    return href


def replace(parent, part, parts: list, text: str = "") -> None:
    """`part` by its content, in its place. The text behind it stays."""
    place, tail = list(parent).index(part), part.tail or ""
    parent.remove(part)
    if parts:
        parts[-1].tail = (parts[-1].tail or "") + tail
        parent[place:place] = parts
    else:
        text += tail
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
