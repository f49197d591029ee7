"""Two people at one thing at the same time, each in a browser of their own: nothing that anybody wrote is lost."""

import pytest
from playwright.sync_api import expect

from ladder.models import Rung
from pages.models import Page
from tests.browser.conftest import press
from tests.support.factories import make_moderator, make_user, make_waiting_story

CHANGED = "Somebody else changed this while you were writing."


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def two_at(new_context, sign_in):
    """Both have opened the same address before one of them writes."""

    def open_it(address, *people):
        desks = [sign_in(new_context().new_page(), person) for person in people]
        for desk in desks:
            desk.goto(address)
        return desks

    return open_it


def editors():
    return [make_user("Content editors", name=name) for name in ("Ada", "Ben")]


def difference(desk):
    return desk.get_by_role("region", name="What is different")


def test_of_two_who_write_one_draft_the_second_puts_both_together(two_at, in_every_look):
    about = Page.objects.get(slug="about-these-pages")
    ada, ben = two_at(f"/admin/pages/page/{about.pk}/change/", *editors())
    ada.locator("#id_title").fill("The words of Ada")
    press(ada.locator(".publishing"), "Save draft")
    expect(ada.get_by_text("The draft is saved")).to_be_visible()

    ben.locator("#id_title").fill("Ben’s own words")
    press(ben.locator(".publishing"), "Save draft")

    expect(ben.get_by_text(CHANGED)).to_be_visible()
    expect(difference(ben)).to_contain_text("The words of Ada")
    expect(ben.locator("#id_title")).to_have_value("Ben’s own words")
    assert in_every_look(ben) == []
    ben.locator("#id_title").fill("Words of Ada and Ben")
    press(ben.locator(".publishing"), "Save draft")
    expect(ben.get_by_text("The draft is saved")).to_be_visible()
    ada.reload()
    expect(ada.locator("#id_title")).to_have_value("Words of Ada and Ben")
    expect(ada.get_by_text("Saved by Ben")).to_be_visible()


def test_of_two_who_publish_one_rung_the_second_sees_both_wordings(two_at, new_context, in_every_look):
    rung = Rung.objects.get(number=7)
    ada, ben = two_at(f"/admin/ladder/rung/{rung.pk}/change/", *editors())
    ada.get_by_label("Meaning").fill("The words of Ada.")
    press(ada, "Publish now")
    expect(ada.locator(".messagelist")).to_contain_text("was changed successfully")

    ben.get_by_label("Meaning").fill("Ben’s own words.")
    press(ben, "Publish now")

    expect(ben.get_by_text(CHANGED)).to_be_visible()
    expect(difference(ben)).to_contain_text("The words of Ada")
    expect(ben.get_by_label("Meaning")).to_have_value("Ben’s own words.")
    assert in_every_look(ben) == []
    visitor = new_context().new_page()
    visitor.goto(rung.get_absolute_url())
    expect(visitor.get_by_text("The words of Ada.")).to_be_visible()
    ben.get_by_label("Meaning").fill("Words of Ada and Ben.")
    press(ben, "Publish now")
    expect(ben.locator(".messagelist")).to_contain_text("was changed successfully")
    visitor.reload()
    expect(visitor.get_by_text("Words of Ada and Ben.")).to_be_visible()


def test_of_two_at_one_story_the_second_loses_no_word_and_decides_nothing_unseen(two_at, in_every_look):
    story = make_waiting_story(happened="We met. They listened.", email="teller@example.org")
    address = f"/admin/stories/story/{story.pk}/change/"
    mo, mina = two_at(address, *[make_moderator(name=name) for name in ("Mo", "Mina")])
    for desk in (mo, mina):
        press(desk, "Show the teller’s words")
    mo.get_by_role("textbox", name="What happened").fill("The words of Mo.")
    press(mo, "Save the public copy")
    expect(mo.get_by_text("The public copy is saved.")).to_be_visible()

    mina.get_by_role("textbox", name="What happened").fill("Mina’s own words.")
    press(mina, "Save the public copy")

    expect(mina.get_by_text(CHANGED)).to_be_visible()
    expect(difference(mina)).to_contain_text("The words of Mo")
    expect(mina.get_by_role("textbox", name="What happened")).to_have_value("Mina’s own words.")
    assert in_every_look(mina) == []
    mo.locator("#decline > summary").click()
    mo.get_by_label("It is an advert").check()
    mo.get_by_label("What do you want to say to the teller?").fill("Thank you.")
    press(mo, "Do not publish it")
    expect(mo.get_by_text("The story will not be published.")).to_be_visible()

    mina.locator("#ask > summary").click()
    mina.get_by_label("What do you want to ask?").fill("A long question of Mina.")
    press(mina, "Ask the teller a question")

    expect(mina.get_by_text("This cannot be done now: the story is “not published”.")).to_be_visible()
    expect(mina.get_by_role("alert")).to_contain_text("A long question of Mina.")
    expect(mina.get_by_role("alert")).to_contain_text("Mina’s own words.")
    saved = mina.get_by_role("region", name="Their words, and the public copy")
    expect(saved).to_contain_text("The words of Mo.")
    expect(saved).not_to_contain_text("Mina’s own words.")
    assert in_every_look(mina) == []
    story.refresh_from_db()
    assert (story.state, story.public_happened) == ("declined", "The words of Mo.")
