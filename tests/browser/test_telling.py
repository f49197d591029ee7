"""Telling a story on a small phone without JavaScript, from the first question to taking it back."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from coproduction_site import honeypot
from stories.models import Story
from tests.browser.conftest import SMALL_PHONE
from tests.support.telling import CHECK, PAGES, WALK

URDU = "ہم نے مل کر ایک پرسکون کمرہ بنایا۔"
BACK_AT_THE_CHECK = re.compile(rf"{CHECK}(#\w+)?$")  # A browser takes the fragment with it.
ARABIC = "خططنا الغرفة الهادئة معًا."


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def button(page, name):
    return page.get_by_role("button", name=name)


def heading(page):
    return page.get_by_role("heading", level=1)


def answer(page, slug, title="The calm room", happened="We planned it together.\n\nThen we built it."):
    """What somebody of 15 answers on this page; most questions stay empty."""
    if slug == "who":
        page.get_by_label("A child or young person").check()
        page.get_by_label("Me", exact=True).check()
    elif slug == "age":
        page.get_by_label("13 to 15").check()
    elif slug == "story":
        page.get_by_label("A name for your story").fill(title)
        page.get_by_label("What happened?").fill(happened)
    elif slug == "rung":
        page.get_by_label("Co-design").check()
    elif slug == "partners":
        page.get_by_label("SEND Wolves Parent Voice").check()
    elif slug == "consent":
        page.get_by_label("You may keep my story").check()
        page.get_by_label("You may publish it").check()
        page.get_by_label("I say yes to what I ticked").check()
        page.get_by_label("An adult with parental responsibility").check()


def go_on(page, to):
    button(page, "Go on").click()
    expect(page).to_have_url(re.compile(f"{to}$"))


def after(slug) -> str:
    addresses = [*PAGES.values(), CHECK]
    return addresses[addresses.index(PAGES[slug]) + 1]


def tell(page, first="who", last=WALK[-1].slug, **said):
    """From this page to that one, with an answer on each."""
    slugs = list(PAGES)
    page.goto(PAGES[first])
    for slug in slugs[slugs.index(first) : slugs.index(last) + 1]:
        answer(page, slug, **said)
        go_on(page, after(slug))


def send(page):
    button(page, "Send my story").click()
    expect(heading(page)).to_have_text("Thank you for your story")


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_somebody_of_15_and_their_parent_tell_a_story_over_two_visits(new_context):
    """On a telephone, then by the link of the letter on another; both say yes; then it is taken back."""
    page = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
    page.goto("/stories/share/")
    page.get_by_role("link", name="Start my story").first.click()
    expect(page).to_have_url(re.compile(f"{PAGES['who']}$"))
    tell(page, last="age")
    page.get_by_label("What happened?").fill("Half of it")
    button(page, "Save and come back later").click()
    expect(heading(page)).to_have_text("Your words are saved")
    page.get_by_label("Your e-mail address").fill("kim@example.org")
    button(page, "Send me the link").click()
    expect(heading(page)).to_have_text("A letter is on its way")

    page = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
    page.goto(re.search(r"http://\S+?(/stories/\S+)", mail.outbox[0].body)[1])
    expect(heading(page)).to_have_text("Welcome back")
    button(page, "Go on with my story").click()
    expect(page).to_have_url(re.compile(f"{PAGES['story']}$"))
    expect(page.get_by_label("What happened?")).to_have_value("Half of it")
    tell(page, first="story", last="name")

    button(page, "Go on").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("if we may read your story")
    page.get_by_label("You may keep my story").check()
    page.get_by_label("You may publish it").check()
    button(page, "Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("An adult with parental responsibility must say")
    answer(page, "consent")
    go_on(page, after("consent"))
    tell(page, first="look")
    assert fits(page)
    send(page)

    story = Story.objects.get()
    assert (story.young_person_agrees, story.adult_agrees) == (True, True)
    assert (story.teller, story.about_whom, story.about_age) == ("young_person", "myself", "13_15")
    page.locator(".private-link a").click()
    expect(page.locator("main")).to_contain_text("It is with us")
    button(page, "Take my story back").click()
    button(page, "Yes, take it back").click()
    expect(page.locator("main")).to_contain_text("You took your story back")
    assert Story.objects.get().state == "withdrawn"


def test_answers_are_changed_from_the_check_page_pages_lead_back_and_none_is_skipped(no_script_page):
    page = no_script_page
    page.goto(PAGES["consent"])
    expect(page).to_have_url(re.compile(f"{PAGES['who']}$"))
    tell(page, last="partners")
    page.goto(CHECK)
    expect(page).to_have_url(re.compile(r"/files/\?change$"))
    page.goto(PAGES["rung"])
    expect(page.get_by_label("Co-design")).to_be_checked()
    for slug in ("more", "story", "age"):
        page.get_by_role("link", name="Back", exact=True).click()
        expect(page).to_have_url(re.compile(f"{PAGES[slug]}$"))

    tell(page, first="files")
    page.get_by_role("link", name=re.compile("Change.*What was good")).click()
    expect(page).to_have_url(re.compile("/more/.change#id_good$"))
    page.get_by_label("What was good?").fill("The soft lamps")
    button(page, "Save and go back to the check").click()
    expect(page).to_have_url(BACK_AT_THE_CHECK)
    expect(page.locator("main")).to_contain_text("The soft lamps")

    page.get_by_role("link", name=re.compile("Change.*How old")).click()
    page.get_by_label("16 or 17").check()
    button(page, "Save and go back to the check").click()
    expect(heading(page)).to_have_text("What may we do with your story?")
    button(page, "Save and go back to the check").click()
    expect(page).to_have_url(BACK_AT_THE_CHECK)
    assert fits(page)


def test_sending_after_going_back_thanks_again_and_keeps_one_story(no_script_page):
    page = no_script_page
    tell(page)
    send(page)

    page.go_back()
    if button(page, "Send my story").is_visible():
        button(page, "Send my story").click()

    expect(heading(page)).to_have_text("Thank you for your story")
    page.goto(PAGES["story"])
    expect(heading(page)).to_have_text("Thank you for your story")
    assert Story.objects.count() == 1


def test_the_error_summary_comes_first_and_each_of_its_links_lands_on_its_question(no_script_page):
    page = no_script_page
    page.goto(PAGES["who"])
    button(page, "Go on").click()
    expect(page).to_have_title(re.compile("^Error: "))

    assert page.evaluate("document.activeElement.className").startswith("error-summary")
    links = page.get_by_role("alert").get_by_role("link")
    targets = [link.get_attribute("href") for link in links.all()]
    assert targets == ["#id_teller_0", "#id_about_whom_0"]
    for target in targets:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == target
    for target in targets:
        page.locator(f'[role="alert"] a[href="{target}"]').press("Enter")
        expect(page.locator(target)).to_be_focused()


def test_the_hidden_box_is_neither_seen_nor_reached_by_keyboard(no_script_page):
    page = no_script_page
    page.goto(PAGES["who"])
    reached = set()

    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || ''"))

    assert {"teller", "about_whom"} <= reached
    assert "website" not in reached
    assert page.locator("[name=website]").bounding_box()["width"] <= 320
    assert fits(page)


RIGHT_TO_LEFT = {"title": URDU, "happened": f"{URDU}\n\n{ARABIC} " * 60}
WITHOUT_END = {"title": "W" * 120, "happened": "Long-words-without-an-end-" * 300}


@pytest.mark.takes_long
def test_every_page_of_telling_is_accessible_in_each_of_its_states(page, in_every_look):
    """Empty, with what is wrong, filled with words that run from right to left or do not end."""
    faults, states = [], []

    def look(state):
        states.append(state)
        faults.extend(in_every_look(page))

    for address in ("/stories/share/", "/stories/share/template/", "/stories/share/continue/wrong/"):
        page.goto(address)
        look(address)
    page.goto(PAGES["who"])
    for slug in PAGES:
        look(f"{slug}, empty")
        if slug in ("who", "age", "story", "consent"):
            button(page, "Go on").click()
            expect(page).to_have_title(re.compile("^Error: "))
            look(f"{slug}, wrong")
        answer(page, slug, **RIGHT_TO_LEFT)
        go_on(page, after(slug))
    look("check, from right to left")
    for slug in PAGES:
        page.goto(f"{PAGES[slug]}?change")
        look(f"{slug}, filled")
    page.goto(f"{PAGES['story']}?change")
    answer(page, "story", **WITHOUT_END)
    button(page, "Save and go back to the check").click()
    expect(page).to_have_url(BACK_AT_THE_CHECK)
    look("check, without end")
    page.goto(f"{PAGES['story']}?change")
    look("story, without end")
    for address in ("/stories/share/write/", "/stories/share/later/"):
        page.goto(address)
        look(address)
    button(page, "Send me the link").click()
    expect(page).to_have_title(re.compile("^Error: "))
    look("later, wrong")
    page.goto(Story.objects.get().get_continue_url())
    look("the way back")
    page.goto(CHECK)
    send(page)
    look("thanks")
    page.goto(Story.objects.get().get_follow_url())
    look("follow")
    page.goto(Story.objects.get().get_continue_url())
    look("the way back, over")

    assert faults == []
    assert len(states) >= 37
