"""Walking the site as a visitor would: from the home page along every link."""

from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

REDIRECTS = {301, 302, 303, 307, 308}


def every_address(client, start: str = "/") -> dict[str, object]:
    """Address without its fragment → answer, for everything that can be reached by links."""
    answers, waiting = {}, [start]
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        answer = answers[address] = client.get(address)
        if answer.status_code in REDIRECTS:
            waiting.append(urldefrag(answer.headers["Location"]).url)
        elif _is_page(answer):
            waiting += [urldefrag(link).url for link in links_of(address, answer)]
    return answers


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


def links_of(address: str, answer) -> list[str]:
    """Links that stay on the site, with their fragments."""
    soup = soup_of(answer)
    found = [tag.get("href") or tag.get("src") for tag in soup.select("a[href], img[src], link[href]")]
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
