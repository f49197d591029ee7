"""Walking the site as a visitor would: from the home page along every link."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

REDIRECTS = {301, 302, 303, 307, 308}


def every_address(client, start: str = "/") -> dict[str, object]:
    """Address without its fragment → answer, for everything that can be reached by links."""
    return dict(_walked(client, start))


def reaches(client, wanted: str, start: str = "/") -> bool:
    """Whether links lead there. It walks no further than that."""
    return any(address == wanted for address, _ in _walked(client, start))


def _walked(client, start: str) -> Iterator[tuple[str, object]]:
    seen, waiting = set(), [start]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        yield address, answer
        if answer.status_code in REDIRECTS:
            waiting.append(urldefrag(answer.headers["Location"]).url)
        elif _is_page(answer):
            waiting += [urldefrag(link).url for link in links_of(address, answer)]


def mapped(client) -> dict[str, str]:
    """Path of each page in the site map → the day of its last change, or nothing."""
    return {
        urlsplit(place).path: day
        for file in _in_a_map(client, "/sitemap.xml")
        for place, day in _in_a_map(client, urlsplit(file[0]).path)
    }


def _in_a_map(client, address: str) -> list[tuple[str, str]]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    days = ((place.loc.string, place.lastmod) for place in soup.find_all(["url", "sitemap"]))
    return [(address, day.string if day else "") for address, day in days]


class _Links(HTMLParser):
    """Of a page, in their order: a walk asks nothing else of its hundreds of pages, and a tree of each would cost more."""

    NAMES = {"a": "href", "link": "href", "img": "src"}

    def __init__(self, html: str):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        link = dict(attrs).get(self.NAMES.get(tag))
        if link is not None:
            self.found.append(link)


def links_of(address: str, answer) -> list[str]:
    """Links that stay on the site, with their fragments."""
    found = _Links(answer.content.decode()).found
    joined = [
        urljoin(address, link) for link in found if not link.startswith(("tel:", "sms:", "mailto:"))
    ]
    return [link for link in joined if _is_ours(link)]


def soup_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def pages_of(answers: dict) -> dict:
    return {address: answer for address, answer in answers.items() if _is_page(answer)}


def _is_page(answer) -> bool:
    """A redirect is no page, though Django calls its empty body HTML."""
    return answer.status_code not in REDIRECTS and answer.headers.get("Content-Type", "").startswith(
        "text/html"
    )


def _is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.netloc and not parts.path.startswith("/static/")
