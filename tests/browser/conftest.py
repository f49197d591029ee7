"""A real browser against the real site: Chromium through Playwright, axe for accessibility."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from tests.tools import browser as chromium

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright runs an event loop in the test's thread.

WCAG_2_2_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "preload": False,  # It would fetch every style sheet again, at addresses that do not exist.
}
expect.set_options(timeout=20_000)  # A busy machine is slow, not wrong.
SMALL_PHONE = {"width": 320, "height": 640}


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


@pytest.fixture(scope="session")
def base_url(live_server):
    """So that `page.goto("/ladder/")` is enough."""
    return live_server.url


@pytest.fixture(autouse=True)
def loaded_site(live_server):
    """Every browser test begins with the starter content; `loaded_site.url` is the site's address."""
    call_command("load_content", verbosity=0)
    return live_server


@pytest.fixture
def no_script_page(new_context):
    """A small phone without JavaScript, as public pages must work."""
    return new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()


@pytest.fixture
def axe():
    """`assert axe(page) == []`: one readable sentence for each fault against WCAG 2.2 A and AA.

    axe is a script, so the page must run scripts: `page`, not `no_script_page`, where it would wait for ever.
    """

    def faults(page):
        page.wait_for_load_state()
        return [
            f"{page.url}: {violation['help']} ({violation['id']}) at {node['target'][0]}: {node['html'][:200]}"
            for violation in Axe().run(page, options=WCAG_2_2_AA).response["violations"]
            for node in violation["nodes"]
        ]

    return faults
