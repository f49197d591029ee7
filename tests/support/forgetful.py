"""A browser that keeps no cookie, as far as a test needs it: it follows what the pages themselves carry."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.test import Client

from tests.support.telling import boxes_of, part_of, read_for


class Forgetful(Client):
    def __init__(self, **details):
        super().__init__(enforce_csrf_checks=True, **details)

    def request(self, **details):
        self.cookies.clear()
        response = super().request(**details)
        self.cookies.clear()
        return response

    def press(self, page, answers=None, **details):
        """The form of this page, with these answers in it, to where it leads."""
        form = BeautifulSoup(page.content, "html.parser").select_one("main form:has([name=key])")
        address = form.get("action") or page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
        return self.post(address, boxes_of(page) | (answers or {}), follow=True, **details)


def walk(browser, page, words, upto="check"):
    """Page by page from this one, pressing what it shows. The page at which it ends."""
    while (slug := slug_of(page)) != upto:
        asked = {name: text for name, text in part_of(words, slug).items() if name != "key"}
        page = browser.press(page, asked | {"opened": read_for(60, boxes_of(page)["key"][0])})
        assert page.status_code == 200, slug
        assert slug_of(page) != slug, page.context["form"].errors
    return page


def slug_of(page) -> str:
    return urlsplit(page.request["PATH_INFO"]).path.split("/")[-2]
