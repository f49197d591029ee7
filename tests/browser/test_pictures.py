"""A story in pictures on a small phone without JavaScript, by keyboard, and what axe says about each state."""

import re

import pytest
from playwright.sync_api import expect

from coproduction_site import honeypot
from stories.models import Story
from tests.browser.conftest import follow, press
from tests.support.factories import make_moderator, make_published_story

PICTURES = "/stories/share/pictures/"


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def width_of_edge(page, word) -> str:
    tile = page.locator(".picture", has=page.get_by_label(word, exact=True))
    return tile.evaluate("tile => getComputedStyle(tile).outlineStyle")


def test_somebody_who_does_not_write_picks_by_touch_and_by_keyboard(no_script_page):
    page = no_script_page
    page.goto("/stories/share/")
    follow(page, "Tell it in pictures")
    expect(page).to_have_title(re.compile("^Tell it in pictures"))
    assert fits(page)

    for tile in page.locator(".picture").all():
        size = tile.locator("label").bounding_box()
        assert min(size["width"], size["height"]) >= 44
    page.locator(".picture label", has_text="Proud").click(position={"x": 8, "y": 90})
    expect(page.get_by_role("checkbox", name="Proud", exact=True)).to_be_checked()
    assert (width_of_edge(page, "Proud"), width_of_edge(page, "Sad")) == ("solid", "none")

    page.get_by_role("checkbox", name="Proud", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Calm", exact=True)).to_be_checked()
    group = page.get_by_role("group", name="Did people listen?")
    group.get_by_role("radio", name="Yes", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(group.get_by_role("radio", name="A bit", exact=True)).to_be_checked()

    press(page, "Go on")
    expect(page).to_have_title(re.compile("^Who is telling"))
    page.get_by_label("A parent or carer").check()
    page.get_by_label("A group, or nobody").check()
    press(page, "Go on")
    expect(page.get_by_label("What happened?")).to_have_value(
        "I picked pictures. It felt: proud, calm. Did people listen: a bit."
    )
    assert Story.objects.get().pictures == ["proud", "calm", "heard-a-bit"]
    assert fits(page)


def test_axe_finds_nothing_in_any_state_and_colour_is_never_the_only_sign(page, in_every_look):
    page.goto(PICTURES)
    assert in_every_look(page) == []

    press(page, "Go on")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Pick one picture or more.")
    assert in_every_look(page) == []

    for word in ("Happy", "Left out", "The doctor’s", "A nurse", "No"):
        page.get_by_label(word, exact=True).check()
    assert in_every_look(page) == []
    page.emulate_media(forced_colors="active")
    assert (width_of_edge(page, "Happy"), width_of_edge(page, "Sad")) == ("solid", "none")

    page.emulate_media(forced_colors="none")
    story = make_published_story(make_moderator(), pictures=["happy", "left-out", "doctor", "not-sure"])
    page.goto(story.get_absolute_url())
    expect(page.locator(".pictures-picked dd")).to_have_count(4)
    assert in_every_look(page) == []
