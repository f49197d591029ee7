"""A demo of its own, in a folder that is thrown away, and a browser in which somebody of it has signed in."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.tools import browser as chromium

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "coproduction_site.settings",
    "DEBUG": "0",
    "HTTPS": "0",
    "REQUIRE_STAFF_MFA": "0",
    "ALLOWED_HOSTS": "127.0.0.1",
    "CACHE_URL": "db://cache",
}
PATIENCE = 120_000  # Milliseconds: a busy machine is slow, not wrong.


@contextmanager
def served() -> Iterator:
    """With its style sheets collected, as visitors get them."""
    django.setup()
    from tests.tools.server import Site

    with tempfile.TemporaryDirectory() as name:
        places = {"MEDIA_ROOT": f"{name}/media", "STATIC_ROOT": f"{name}/static"}
        site = Site(Path(name), f"sqlite:///{name}/db.sqlite3", {**SETTINGS, **places})
        site.manage("set_up", "--demo")
        site.start()
        try:
            yield site
        finally:
            site.stop()


@contextmanager
def browser() -> Iterator:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu", "--lang=en-GB"]
        )


def desk_of(program, site, role: str, **options):
    """The first screen of the first account with this role."""
    accounts = json.loads((site.folder / "accounts.json").read_text())
    account = next(account for account in accounts if account["role"] == role)
    address = f"http://127.0.0.1:{site.port}"
    context = program.new_context(
        base_url=address, locale="en-GB", timezone_id="Europe/London", **options
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(account["email"])
    page.locator("[name=password]").fill(account["password"])
    with page.expect_navigation():
        page.locator("[name=password]").press("Enter")
    return page


def press(page, button) -> None:
    """The first with this name, and the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()
