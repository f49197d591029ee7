"""The pictures of docs/moderators.md and docs/editors.md, made anew: `python -m tests.tools.guide_pictures`.

Each is taken from a demo of its own, in a folder that is thrown away, so that only invented people are in them.
"""

import re
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image

from tests.support.house import ROOT
from tests.tools.demo_site import browser, desk_of, press, served

FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 60_000
WIDE = (1280, 800)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with served() as site, browser() as program:
        for role, walk in WALKS.items():
            walk(desk_of(program, site, role))


def keep(page, name: str, size=WIDE, upon: str | None = None) -> None:
    """What is in sight, from the top or from where `upon` stands."""
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    if upon:
        page.locator(upon).first.evaluate("part => part.scrollIntoView({ behavior: 'instant' })")
    taken, file = Image.open(BytesIO(page.screenshot())), FOLDER / f"{name}.webp"
    for quality in (85, 75, 65, 55, 45):
        taken.save(file, quality=quality, method=6)
        if file.stat().st_size <= MOST_BYTES:
            break
    print(f"{name}: {file.stat().st_size:,} bytes")


def moderators(page) -> None:
    page.goto("/admin/")
    keep(page, "first-screen", (1280, 640))
    page.goto("/admin/stories/story/")
    keep(page, "queue", (1280, 760))
    keep(page, "queue-on-a-telephone", (390, 760), ".desk-ways")
    press(page, re.compile("I will read it.*The bus that comes"))
    keep(page, "reading", (1280, 780), "#read")
    page.get_by_label("1 – Mild").check()
    press(page, "Check it, then say yes")
    keep(page, "check")


def editors(page) -> None:
    page.goto("/admin/ladder/rung/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_label("Meaning").fill("We decide together from the first day, and share the work.")
    page.get_by_label("What changed").fill("The meaning is said in plainer words.")
    press(page, "Save draft")
    keep(page, "draft", (1280, 560))
    keep(page, "publish", (1280, 560), ".publishing")
    with page.expect_navigation():
        page.get_by_role("link", name="Compare, share, throw away").click()
    press(page, "Make a link")
    keep(page, "compare-and-share", (1280, 860))
    page.goto(urlsplit(page.locator(".draft-link a").get_attribute("href")).path)
    keep(page, "preview", (1280, 560))


WALKS = {"moderators": moderators, "content-editors": editors}


if __name__ == "__main__":
    main()
