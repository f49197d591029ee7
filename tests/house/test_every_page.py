"""What holds for every page that a visitor can reach from the home page by links."""

from collections import Counter
from itertools import pairwise
from urllib.parse import urldefrag, urlsplit

import pytest
from django.test import Client

from coproduction_site import sharing
from coproduction_site.in_languages.addresses import in_english
from ladder.models import Rung
from partners.models import Partner
from tests.support import factories, walk
from tests.tools import html_validator

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]


@pytest.fixture(scope="module")
def answers(starter_content):
    """One walk serves every test here."""
    factories.make_published_story(
        title="The quiet room",
        rung=Rung.objects.get(number=6),
        partners=Partner.objects.current()[:2],
        good="We were listened to.",
    )
    return walk.every_address(Client())


@pytest.fixture(scope="module")
def pages(answers):
    return walk.pages_of(answers)


@pytest.fixture(scope="module")
def soups(pages):
    """To be read, and not changed."""
    return {address: walk.soup_of(page) for address, page in pages.items()}


def test_every_link_arrives(answers):
    assert len(answers) > 40
    broken = {
        address: answer.status_code for address, answer in answers.items() if answer.status_code >= 400
    }
    assert not broken


def test_every_link_into_a_page_lands_on_something(pages, soups):
    lost = []
    for address, page in pages.items():
        for link in walk.links_of(address, page):
            target, fragment = urldefrag(link)
            if fragment and not (target in soups and soups[target].find(id=fragment)):
                lost.append((address, link))
    assert not lost


def test_every_page_has_one_heading_a_title_of_its_own_and_a_language(soups):
    titles = Counter()
    for address, soup in soups.items():
        assert len(soup.find_all("h1")) == 1, address
        assert soup.html["lang"], address
        assert soup.find("meta", attrs={"name": "description"}), address
        if "?" not in address:
            titles[soup.title.string.strip()] += 1
    assert not [title for title, times in titles.items() if times > 1]


def test_no_heading_level_is_skipped(soups):
    for address, soup in soups.items():
        levels = [int(tag.name[1]) for tag in soup.find_all(["h1", "h2", "h3", "h4"])]
        assert levels[0] == 1, address
        for above, below in pairwise(levels):
            assert below <= above + 1, (address, levels)


def test_the_skip_link_comes_first_and_leads_to_the_main_part(soups):
    for address, soup in soups.items():
        first = soup.body.find(["a", "button", "input", "summary"])
        assert first["href"] == "#main", address
        assert soup.find(id="main").name == "main"


# The one script of the public site, and where it may be: pages that somebody may have to leave at once.
LEAVE, LEFT_AT_ONCE = "/static/js/leave.js", ("/stories/share/", "/stories/follow/", "/safe-use/")


def test_no_page_asks_another_site_for_anything_or_brings_a_script_but_the_one_for_leaving(soups):
    for address, soup in soups.items():
        if address.startswith("/accounts/"):
            continue
        scripts = soup.find_all("script", type=lambda kind: kind != "application/ld+json")
        may_be_left = in_english(address).startswith(LEFT_AT_ONCE)
        assert [script.get("src") for script in scripts] == ([LEAVE] if may_be_left else []), address
        assert not soup.find_all(["iframe", "embed", "object"]), address
        for tag in soup.select("[src], link[href]"):
            link = tag.get("src") or tag["href"]
            is_our_own = tag.get("rel") == ["canonical"] or tag.get("hreflang")
            assert link.startswith("/") or is_our_own, (address, link)


def test_every_page_for_families_weighs_less_than_100_kilobytes(pages):
    heavy = {
        address: len(page.content) for address, page in pages.items() if len(page.content) > 100_000
    }
    assert not heavy


def test_public_pages_carry_nothing_of_one_person(pages):
    for address, page in pages.items():
        if "public" in page.headers.get("Cache-Control", ""):
            assert not page.cookies, address
            assert "Cookie" not in page.headers.get("Vary", ""), address
            assert b"csrfmiddlewaretoken" not in page.content, address
    public = [page for page in pages.values() if "public" in page.headers.get("Cache-Control", "")]
    assert len(public) > 35


def test_the_html_of_every_page_is_valid(pages):
    assert html_validator.errors_in({address: page.content for address, page in pages.items()}) == []


def test_every_card_of_a_story_and_every_form_beside_another_has_a_name(soups):
    unnamed, cards, beside = [], 0, 0
    for address, soup in soups.items():
        forms = soup.find_all("form")
        named = [*soup.select(".story-card"), *(forms if len(forms) > 1 else [])]
        cards += len(soup.select(".story-card"))
        beside += len(forms) > 1
        unnamed += [(address, str(part)[:80]) for part in named if not _name(part, soup)]
    assert unnamed == []
    assert cards
    assert beside


def _name(part, soup) -> str:
    labelled_by = soup.find(id=part.get("aria-labelledby"))
    return part.get("aria-label") or (labelled_by.get_text(strip=True) if labelled_by else "")


@pytest.fixture(scope="module")
def mapped(answers):
    return walk.mapped(Client())


def test_every_public_page_is_in_the_site_map_and_nothing_that_cannot_be_walked_to(answers, mapped):
    asked_for_by_all = {
        address
        for address, page in walk.pages_of(answers).items()
        if "?" not in address
        and page.status_code == 200
        and getattr(page.wsgi_request, "is_public_page", False)
    }

    assert asked_for_by_all - set(mapped) == set()
    assert set(mapped) - set(answers) == set()


def test_a_link_to_every_public_page_has_a_title_a_sentence_and_a_picture_and_to_no_other(soups, mapped):
    """Whatever is in the site map, and nothing else: not the steps of a form, and no page about one person."""
    shared = 0
    for address, soup in soups.items():
        head, path = soup.head, urlsplit(address).path
        told = {tag["property"]: tag["content"] for tag in head.select("meta[property^='og:']")}
        if path not in mapped:
            assert told == {}, address
            continue
        shared += 1
        title = head.title.string.rpartition(" – ")[0]
        assert told.keys() == {"og:title", "og:description", "og:image", "og:image:alt"}, address
        assert told["og:title"] == title, address
        assert (told["og:image"], told["og:image:alt"]) == sharing.picture_for(path)
        assert told["og:description"], address
    assert shared > 100
