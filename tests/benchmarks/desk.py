"""What the hands of a moderator do for one ordinary story: `python -m tests.benchmarks.desk`.

An ordinary story has three likely details, is given its marks and published, and its teller gets a letter. 300 others
wait. Without script, at 1280 by 800. Goals: at most 5 clicks, 3 pages, and 10 tabs from the words to the decision.
"""

import re

from tests.tools.demo_site import browser, desk_of, served

QUEUE = "/admin/stories/story/"
WAITING = 300
MAKE = f"""
from tests.support.factories import make_waiting_story
for number in range({WAITING}):
    make_waiting_story(
        title=f"A plan read aloud {{number}}",
        happened="My son Xander goes to Low Hill Primary School. Mrs Patel was kind. We read plan "
        f"{{number}} aloud, and he chose the room.",
        email=f"teller{{number}}@example.org",
        criticality=None,
    )
"""


def main() -> None:
    with served() as site, browser() as program:
        site.shell(MAKE)
        page = desk_of(
            program,
            site,
            "moderators",
            java_script_enabled=False,
            viewport={"width": 1280, "height": 800},
        )
        clicks, pages, tabs, heights = read_one(page)
    print(f"waiting: {WAITING}   clicks: {clicks}   pages: {pages}   tabs: {tabs}")
    print("   ".join(f"{name}: {height:,} px" for name, height in heights.items()))


def read_one(page) -> tuple[int, int, int, dict]:
    clicks, pages = [], []

    def click(where) -> None:
        clicks.append(where)
        where.click()

    def press(button) -> None:
        with page.expect_navigation():
            click(page.get_by_role("button", name=button).first)

    page.goto(QUEUE)
    heights = {"queue": height_of(page)}
    page.on("load", lambda page: pages.append(page.url))
    press(re.compile("^I will read it.*A plan read aloud"))
    heights["story"], tabs = height_of(page), tabs_to_the_decision(page)
    click(page.get_by_label("1 – Mild"))
    press("Check it, then say yes")
    heights["check"] = height_of(page)
    press("Publish it")
    page.get_by_text("The story is on the website.").first.wait_for()
    return len(clicks), len(pages), tabs, heights


def height_of(page) -> int:
    return page.evaluate("document.documentElement.scrollHeight")


def tabs_to_the_decision(page) -> int:
    """From the last box for words to the button that leads to the check."""
    page.get_by_label("Warning before the story").focus()
    decision = page.locator("#publish button").first
    for pressed in range(1, 100):
        page.keyboard.press("Tab")
        if decision.evaluate("button => button === document.activeElement"):
            return pressed
    raise AssertionError("The decision is more than 100 tabs away.")


if __name__ == "__main__":
    main()
