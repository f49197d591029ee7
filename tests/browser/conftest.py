"""A real browser against the real site: Chromium through Playwright, axe for accessibility."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import expect

from coproduction_site.cache import static_storage
from tests.support.house import ROOT
from tests.tools import browser as chromium
from tests.tools import starter_content

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright runs an event loop in the test's thread.

WCAG_2_2_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "preload": False,  # It would fetch every style sheet again, at addresses that do not exist.
    "resultTypes": ["violations"],
}
ONLY_COLOURS = WCAG_2_2_AA | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}
AXE = Axe().axe_script
# A colour that fades into that of another scheme is judged when it has arrived; one may begin as another ends.
END_EVERY_FADE = """() => {
    const fades = () => document.getAnimations().filter(fade => fade instanceof CSSTransition);
    for (let round = 0; round < 20 && fades().length; round++) fades().forEach(fade => fade.finish());
    return fades().length;
}"""
expect.set_options(timeout=20_000)  # A busy machine is slow, not wrong.
SMALL_PHONE = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}
SCHEMES = ["light", "dark"]
SIZES = {"wide": WIDE, "narrow": SMALL_PHONE}
# What axe judges anew: a scheme changes colours, a width changes what is there and its size. Where the colours are the
# reader's own, nothing else is another than in these (tests/house/test_stylesheet.py), and axe compares our colours.
LOOKS = [
    ("light, wide", WIDE, "light", WCAG_2_2_AA),
    ("dark, wide", WIDE, "dark", ONLY_COLOURS),
    ("dark, narrow", SMALL_PHONE, "dark", ONLY_COLOURS),
    ("light, narrow", SMALL_PHONE, "light", WCAG_2_2_AA),
]


def go(locator):
    """Clicks what leads to another page and waits until that page is there; a click alone does not wait.

    It counts too if the same address answers again, as it does for a refused form.
    """
    with locator.page.expect_navigation():
        locator.click()


def press(place, button, **how):
    """A button that leads to another page, on a page or in a part of it."""
    go(place.get_by_role("button", name=button, **how))


def follow(place, link, **how):
    """A link that leads to another page, on a page or in a part of it."""
    go(place.get_by_role("link", name=link, **how))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--disable-gpu", "--disable-quic", "--disable-background-networking"]
    as_root = [] if os.geteuid() else ["--no-sandbox"]
    return {**browser_type_launch_args, "executable_path": chromium.path(), "args": [*quiet, *as_root]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(scope="session", autouse=True)
def one_style_sheet(tmp_path_factory):
    """Joined as a visitor gets it: else each new visitor asks for some fifty files before the first page is there."""
    folder = tmp_path_factory.mktemp("joined")
    sheet = folder / static_storage.SHEET
    sheet.parent.mkdir()
    sheet.write_text(static_storage.joined(lambda name: (ROOT / "static" / name).read_text()))
    with override_settings(STATICFILES_DIRS=[folder, *settings.STATICFILES_DIRS]):
        yield


@pytest.fixture(scope="session")
def base_url(live_server):
    """So that `page.goto("/ladder/")` is enough."""
    return live_server.url


@pytest.fixture(autouse=True)
def loaded_site(live_server):
    """Every browser test begins with the starter content; `loaded_site.url` is the site's address."""
    starter_content.load()
    return live_server


@pytest.fixture
def sign_in(settings, base_url):
    """`sign_in(page, user)`: a session of somebody who has signed in, given to the page, which comes back."""

    def give(page, user):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
        return page

    return give


@pytest.fixture
def no_script_page(new_context):
    """A small phone without JavaScript, as public pages must work."""
    return new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()


@pytest.fixture(scope="session")
def axe():
    """`assert axe(page) == []`: one readable sentence for each fault against WCAG 2.2 A and AA.

    axe is a script, so the page must run scripts: `page`, not `no_script_page`, where it would wait for ever.
    """
    return _faults


@pytest.fixture(scope="session")
def in_every_look():
    """`assert in_every_look(page) == []`: the page as it stands, loaded once, wide and narrow, light and dark.

    A sentence for each fault that axe finds, and for each width at which the page scrolls sideways.
    The page gets back the size that it had.
    """

    def faults(page):
        page.wait_for_load_state()
        size, found = page.viewport_size, []
        for name, viewport, scheme, options in LOOKS:
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(END_EVERY_FADE) == 0
            found += [f"{name}: {fault}" for fault in _faults(page, options)]
            if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
                found.append(f"{name}: {page.url} scrolls sideways")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(size)
        return found

    return faults


def _faults(page, options=WCAG_2_2_AA) -> list[str]:
    page.wait_for_load_state()
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE)
    violations = page.evaluate(
        "options => window.axe.run(document, options).then(({violations}) => violations)", options
    )
    return [
        f"{page.url}: {violation['help']} ({violation['id']}) at {node['target'][0]}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]
