"""Telling a story on a small phone without JavaScript, from the first page to taking it back."""

import re

import pytest
from playwright.sync_api import expect

from coproduction_site import robots
from stories.models import Story
from tests.browser.conftest import follow, go, press


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(robots, "FEWEST_SECONDS", 0)


def fill_in(page):
    page.get_by_label("A name for your story").fill("The calm room")
    page.get_by_label("What happened?").fill("We planned it together.\n\nThen we built it.")
    page.get_by_label("A parent or carer").check()
    page.get_by_label("13 to 15").check()
    page.get_by_label("You may keep my story").check()
    page.get_by_label("You may publish it").check()
    page.get_by_label("The person in the story says yes").check()
    page.get_by_label("An adult with parental responsibility").check()


def write_and_check(page):
    page.goto("/stories/share/write/")
    fill_in(page)
    press(page, "Go on and check it")


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_story_is_told_changed_sent_followed_and_taken_back(no_script_page):
    page = no_script_page
    page.goto("/stories/share/")
    go(page.get_by_role("link", name="Start my story").first)
    expect(page).to_have_title(re.compile("^Write your story"))

    fill_in(page)
    page.get_by_label("A name for your story").fill("")
    page.get_by_label("Co-design").check()
    page.get_by_label("SEND Wolves Parent Voice").check()
    press(page, "Go on and check it")

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Give your story a name.")
    expect(page.get_by_label("What happened?")).to_have_value(
        "We planned it together.\n\nThen we built it."
    )
    expect(page.get_by_label("Co-design")).to_be_checked()
    page.get_by_label("A name for your story").fill("The calm room")
    press(page, "Go on and check it")

    expect(page).to_have_title(re.compile("^Check your story"))
    expect(page.locator("main")).to_contain_text("SEND Wolves Parent Voice")
    follow(page, re.compile("Change.*What was good"))
    expect(page).to_have_url(re.compile("#id_good$"))
    page.get_by_label("What was good?").fill("The soft lamps")
    press(page, "Go on and check it")
    expect(page.locator("main")).to_contain_text("The soft lamps")
    assert fits(page)

    press(page, "Send my story")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your story")
    expect(page.locator("main")).to_contain_text(Story.objects.get().reference)
    assert fits(page)
    page.go_back()
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your story")
    assert Story.objects.count() == 1

    page.goto("/stories/share/thanks/")
    go(page.locator(".private-link a"))
    expect(page.locator("main")).to_contain_text("It is with us")
    assert fits(page)
    press(page, "Take my story back")
    expect(page.locator("main")).to_contain_text("You took your story back")
    assert Story.objects.get().state == "withdrawn"


def test_going_back_after_sending_thanks_again_and_keeps_one_story(no_script_page):
    page = no_script_page
    write_and_check(page)
    press(page, "Send my story")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your story")

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your story")
    assert Story.objects.count() == 1


def test_the_error_summary_comes_first_and_each_of_its_links_lands_on_its_question(no_script_page):
    page = no_script_page
    page.goto("/stories/share/write/")
    press(page, "Go on and check it")

    expect(page.get_by_role("alert")).to_be_focused()
    links = page.get_by_role("alert").get_by_role("link")
    targets = [link.get_attribute("href") for link in links.all()]
    assert targets == [
        "#id_title",
        "#id_happened",
        "#id_teller_0",
        "#id_about_age_0",
        "#id_consent_read",
    ]
    for target in targets:
        page.keyboard.press("Tab")
        expect(page.locator(f'[role="alert"] a[href="{target}"]')).to_be_focused()
    for target in targets:
        page.locator(f'[role="alert"] a[href="{target}"]').press("Enter")
        expect(page.locator(target)).to_be_focused()


def test_the_hidden_box_is_neither_seen_nor_reached_by_keyboard(no_script_page):
    page = no_script_page
    page.goto("/stories/share/write/")
    reached = set()

    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || ''"))

    assert "happened" in reached
    assert "website" not in reached
    assert page.locator("[name=website]").bounding_box()["width"] <= 320
    assert fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_telling_is_accessible(new_context, axe, scheme):
    page = new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    faults = []

    page.goto("/stories/share/")
    faults += axe(page)
    page.goto("/stories/share/template/")
    faults += axe(page)
    page.goto("/stories/share/write/")
    faults += axe(page)
    press(page, "Go on and check it")
    expect(page).to_have_title(re.compile("^Error: "))
    faults += axe(page)
    write_and_check(page)
    expect(page).to_have_title(re.compile("^Check your story"))
    faults += axe(page)
    press(page, "Send my story")
    expect(page).to_have_title(re.compile("^Thank you"))
    faults += axe(page)
    page.goto(Story.objects.get().get_follow_url())
    faults += axe(page)

    assert faults == []
    assert fits(page)
