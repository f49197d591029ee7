"""A parent sends the filled-in template back on a small phone, without JavaScript, and checks what came of it."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect

from coproduction_site import honeypot
from ladder.models import Rung
from stories.models import Story
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.paper import FILLED, Document, as_bytes, filled

FIVE_WAYS = {
    "A parent or carer": "☐X {label}",
    "My child, or a child I look after": "x{label}",
    "13 to 15": "{label} X",
    "Show no name": "☐ {label} ✓",
    "SEND Wolves Parent Voice": "☑️ {label}",
}


def in_five_ways(*more, ps="") -> bytes:
    document = Document(BytesIO(filled(ticked=[*FIVE_WAYS, *more], ways=FIVE_WAYS)))
    document.add_paragraph(ps)
    return as_bytes(document)


def label_of(number: int) -> str:
    rung = Rung.objects.get(number=number)
    return f"{rung.name}: “{rung.sounds_like}”"


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def choose(page, content, name="story.docx"):
    page.get_by_label("Your file").set_input_files({"name": name, "mimeType": "", "buffer": content})
    press(page, "Put my answers in")


def test_the_answers_of_a_template_are_checked_page_by_page_and_sent(no_script_page):
    page = no_script_page
    rung = Rung.objects.get(number=6)
    page.goto("/stories/share/")
    follow(page, "Send the template back")
    choose(page, b"MZ" + bytes(100), "story.docx")
    expect(page.get_by_role("alert")).to_be_visible()

    choose(page, in_five_ways(label_of(6), label_of(4), ps="PS: thank you for asking."))
    expect(page.locator("h1")).to_have_text("What we read in your file")
    main = page.locator("main")
    for text in [*FIVE_WAYS, "The calm room", "We found nothing here.", "PS: thank you for asking."]:
        expect(main).to_contain_text(text)
    page.get_by_label(label_of(6)).check()
    press(page, "Go on to the questions")
    while page.locator("h1", has_text="Check your story").count() == 0:
        if page.locator("#id_young_person_agrees").count():
            expect(page.get_by_label("You may publish it on this website")).to_be_checked()
            page.locator("#id_young_person_agrees").check()
            page.locator("#id_adult_agrees").check()
        go_on = page.get_by_role("button", name=re.compile("Go on|go back to the check"))
        with page.expect_navigation():
            go_on.first.click()

    for text in [FILLED["title"], "Then we built it.", rung.name, "SEND Wolves Parent Voice"]:
        expect(main).to_contain_text(text)
    press(page, "Send my story")
    expect(page.locator("h1")).to_contain_text("Thank you")
    story = Story.objects.get()
    assert (story.state, story.channel) == ("waiting", "template")
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]


def test_other_ways_to_tell_meet_wcag_2_2_aa(page, in_every_look):
    page.goto("/stories/share/template/back/")
    faults = in_every_look(page)
    press(page, "Put my answers in")
    expect(page.get_by_role("alert")).to_contain_text("Choose the file first.")
    faults += in_every_look(page)
    long = {"happened": "We planned it. " * 40, "good": "good " * 3_000}
    sent = filled(texts=FILLED | long, ticked=[*FIVE_WAYS, label_of(6), label_of(4)], ways=FIVE_WAYS)
    choose(page, sent)
    expect(page.locator("h1")).to_have_text("What we read in your file")
    page.locator("main dd summary").first.click()
    faults += in_every_look(page)
    page.goto("/stories/share/template/back/")
    choose(page, "Our story — قصتنا".encode(), "mine.txt")
    expect(page.locator("main")).to_contain_text("We have your pages")
    faults += in_every_look(page)
    page.goto("/stories/share/ring-me/")
    faults += in_every_look(page)
    page.get_by_label("Is there anything that we should know first?").fill(
        "هل يمكنكم الاتصال مساءً؟ " * 20
    )
    press(page, "Ask for a call")
    expect(page.get_by_role("alert")).to_contain_text("Write the number")
    faults += in_every_look(page)
    page.get_by_label("Your telephone number").fill("01902 123456")
    press(page, "Ask for a call")
    expect(page.locator("h1")).to_contain_text("We will ring you")
    faults += in_every_look(page)
    for address in ["/stories/how-we-read/", "/stories/local-offer/"]:
        page.goto(address)
        faults += in_every_look(page)

    assert faults == []
