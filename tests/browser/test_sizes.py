"""Text that grows with its reader, links that are easy to hit, and style sheets that a browser understands."""

import re

import pytest

from ladder.models import Rung
from pages.models import Page
from partners.models import Partner
from tests.support.factories import make_published_story
from tests.support.house import STYLE_SHEETS
from tests.support.reflection import code, kept_address

NORMAL, TWICE, TARGET = (
    16,
    32,
    44,
)  # In px: WCAG 2.2 asks for text of 200 % (1.4.4) and targets of 44 (2.5.5).
# Nothing for what is not seen: large text has no room for contents beside it.
SIZES_OF_TEXT = """() => [...document.querySelectorAll("h1, h2, h3, p, a, li, dt, dd, legend, label, button, summary")]
    .map(part => [`${part.tagName} ${part.className}`, part.offsetParent && parseFloat(getComputedStyle(part).fontSize)])"""
SMALL_TARGETS = """smallest => [...document.querySelectorAll("a, button, summary, select")].filter(target => {
    if (!target.offsetParent || target.matches(".skip-link")) return false;
    let around = target.parentElement;
    while (getComputedStyle(around).display.startsWith("inline")) around = around.parentElement;
    const standsAlone = around.textContent.trim() === target.textContent.trim();
    const coversItsCard = getComputedStyle(target, "::after").position === "absolute";
    return standsAlone && !coversItsCard && target.getBoundingClientRect().height < smallest - 0.1;
}).map(target => target.textContent.trim())"""
NOT_UNDERSTOOD = (
    "pairs => pairs.filter(([name, value]) => !CSS.supports(name, value)).map(pair => pair.join(': '))"
)


@pytest.fixture
def addresses(loaded_site) -> list[str]:
    story = make_published_story(
        title="The quiet room", rung=Rung.objects.get(number=6), partners=Partner.objects.current()[:2]
    )
    things = [*Page.objects.published(), Rung.objects.get(number=7), Partner.objects.current()[0], story]
    lists = [
        *("/ladder/", "/ladder/methods/", "/partners/", "/charter/", "/charter/signed/", "/stories/"),
        *("/ladder/where-are-you/", "/ladder/where-are-you/young-person/", kept_address(code())),
        *("/stories/share/", "/stories/you-said-we-did/", "/accounts/login/", "/no-such-page/"),
    ]
    return lists + [thing.get_absolute_url() for thing in things]


@pytest.mark.takes_long
def test_text_in_twice_the_size_is_twice_as_large_and_nothing_scrolls_sideways(page, addresses):
    browser = page.context.new_cdp_session(page)
    faults = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses:
            _set_text(browser, NORMAL)
            page.goto(address)
            before = page.evaluate(SIZES_OF_TEXT)
            _set_text(browser, TWICE)
            page.wait_for_function(
                "size => getComputedStyle(document.documentElement).fontSize === size", arg=f"{TWICE}px"
            )
            after = page.evaluate(SIZES_OF_TEXT)
            faults += [
                (address, width, what)
                for (what, small), (_, large) in zip(before, after, strict=True)
                if small and large and large < small * 1.99
            ]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                faults.append((address, width, "scrolls sideways"))
    assert faults == []


def test_a_link_that_stands_alone_is_easy_to_hit(page, addresses):
    small = {}
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses:
            page.goto(address)
            found = page.evaluate(SMALL_TARGETS, TARGET)
            small |= {(address, width): found} if found else {}
    assert small == {}


def test_a_browser_understands_every_declaration_of_our_style_sheets(page):
    page.goto("/")
    declared = {pair for sheet in STYLE_SHEETS for pair in _declarations(sheet.read_text())}

    assert len(declared) > 300
    assert ("vertical-align", "top") in declared
    assert page.evaluate(NOT_UNDERSTOOD, [["vertical-align", "end"]]) == ["vertical-align: end"]
    assert page.evaluate(NOT_UNDERSTOOD, sorted(declared)) == []


def _set_text(browser, size: int) -> None:
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": size}})


def _declarations(css: str) -> list[tuple[str, str]]:
    """Names with their values, but not what stands in @font-face, which is no style of an element."""
    css = re.sub(r"/\*.*?\*/|@font-face\s*{[^}]*}|@import[^;]*;", "", css, flags=re.DOTALL)
    bodies = re.findall(r"{([^{}]*)}", css)
    pairs = (line.partition(":") for body in bodies for line in re.split(r";(?![^(]*\))", body))
    return [(name.strip(), value.strip()) for name, colon, value in pairs if colon]
