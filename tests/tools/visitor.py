"""A browser reduced to what a test needs: cookies, forms, and patience when a connection breaks."""

import http.client
import time
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

from bs4 import BeautifulSoup

from tests.support.telling import CHECK, FIRST, answers, part_of, read_for

IN_A_MOMENT = {502, 503, 504}  # From the site, or from a proxy in front of it.
BROKEN = (URLError, ConnectionError, http.client.HTTPException, TimeoutError)


class Page:
    def __init__(self, answer):
        self.status, self.address, self.headers = answer.status, answer.url, answer.headers
        self.body = answer.read()

    @property
    def text(self) -> str:
        return self.body.decode()

    def fields(self) -> dict:
        """What the page's own form carries in hidden fields."""
        hidden = BeautifulSoup(self.body, "html.parser").select("main form input[type=hidden]")
        return {tag["name"]: tag.get("value", "") for tag in hidden}


class Visitor:
    def __init__(self, site: str, headers: dict | None = None, timeout: float = 60):
        self.site, self.headers, self.timeout = site, headers or {}, timeout
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies), ProxyHandler({}))

    def open(self, path: str, form: dict | None = None) -> Page:
        data = None if form is None else urlencode(form, doseq=True).encode()
        request = Request(f"{self.site}{path}", data, self.headers)  # noqa: S310 (always http)
        try:
            return Page(self.opener.open(request, timeout=self.timeout))
        except HTTPError as error:
            return Page(error)

    def gets(self, path: str) -> bool:
        try:
            return self.open(path).status == 200
        except BROKEN:
            return False

    def insist(self, path: str, form: dict | None = None, seconds: float = 90) -> Page:
        """As people do: where the connection breaks or the site says “in a moment”, press again."""
        began, tried = time.monotonic(), []
        while time.monotonic() < began + seconds:
            try:
                page = self.open(path, form)
                if page.status not in IN_A_MOMENT:
                    return page
                came = f"{page.status} from {page.headers['X-Served-By']}"
            except BROKEN as error:
                came = repr(error)
            tried.append(f"{came} at {time.monotonic() - began:.1f} s")
            time.sleep(0.2)
        raise AssertionError(f"No answer for {path} in {seconds} seconds: {tried}")

    def send_story(self, **words) -> Page:
        """The whole way from the first question to the last page, which is the thank-you if all went well."""
        return self.insist(CHECK, self.write_story(**words).fields())

    def write_story(self, **words) -> Page:
        """Page by page up to the check, which it gives back."""
        said = answers(**words)
        page = self.insist(FIRST)
        while not page.address.endswith(CHECK):
            path = urlsplit(page.address).path
            asked = part_of(said, path.split("/")[-2])
            fields = page.fields()
            page = self.insist(path, asked | fields | {"opened": read_for(60, fields["key"])})
        return page
