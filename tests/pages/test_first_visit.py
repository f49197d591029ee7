"""A first visit fits into what a server may send before it hears back: everything counted, on every public page."""

import re

import brotli
import pytest
from django.core.management import call_command
from django.test import Client

from coproduction_site.cache.static_storage import joined
from tests.support import factories, walk
from tests.support.house import ROOT

pytestmark = pytest.mark.django_db
ONE_FLIGHT, MOST_REQUESTS = 14_480, 4
HEADERS_OF_A_FILE = 500
# Long pages, which fit when the sheet has lost another kilobyte.
STILL_LONGER = {"/how-it-differs/": 15_300, "/privacy/": 14_700, "/stories/share/pictures/": 15_400}
STATIC = ROOT / "static"


def weight_of(answer) -> int:
    headers = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    return len(brotli.compress(answer.content, quality=5)) + headers


def files_of(html: str) -> set[str]:
    """What a browser fetches without being asked: sheets, scripts, icons, and pictures that it need not scroll to."""
    heads = re.findall(r"<(?:link|script|img)\b[^>]*>", html)
    fetched = [tag for tag in heads if 'loading="lazy"' not in tag]
    named = [tag for tag in fetched if re.search(r"rel=\"(?:stylesheet|icon|preload)|<script|<img", tag)]
    return {found[1] for tag in named if (found := re.search(r'(?:href|src)="(/static/[^"]+)"', tag))}


def weight_of_file(address: str) -> int:
    name = address.removeprefix("/static/")
    text = (
        joined(lambda part: (STATIC / part).read_text())
        if name == "css/site.css"
        else (STATIC / name).read_text()
    )
    return len(brotli.compress(text.encode())) + HEADERS_OF_A_FILE


def test_a_first_visit_to_any_public_page_fits_one_flight():
    call_command("load_content", verbosity=0)
    for _ in range(13):
        factories.make_published_story(happened="We planned it together. " * 40)
    pages = walk.pages_of(walk.every_address(Client()))
    answers = {address: page for address, page in pages.items() if not address.startswith("/accounts/")}

    weights, requests = {}, {}
    for address, answer in answers.items():
        files = files_of(answer.content.decode())
        weights[address] = weight_of(answer) + sum(map(weight_of_file, files))
        requests[address] = 1 + len(files)

    assert len(weights) > 30
    assert all(count > 1 for count in requests.values())
    assert {
        address: weight
        for address, weight in weights.items()
        if weight > STILL_LONGER.get(address, ONE_FLIGHT)
    } == {}
    assert {address: count for address, count in requests.items() if count > MOST_REQUESTS} == {}


def test_no_page_waits_for_letters_that_are_fetched():
    sheet = joined(lambda name: (STATIC / name).read_text())

    assert "@font-face" not in sheet
    assert "system-ui" in sheet
