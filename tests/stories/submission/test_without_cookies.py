"""Cookies blocked, or forms sent with `Origin: null`: the whole walk works, and opens a door to nobody else."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import without_cookies
from coproduction_site.without_cookies import stamp_of
from partners.models import Mistake, Pledge, Question
from stories.models import CallRequest, Story
from tests.support.charter import make_pledge, typed_pledge
from tests.support.factories import (
    make_charter,
    make_draft,
    make_partner,
    make_site,
    make_user,
    make_waiting_story,
)
from tests.support.forgetful import Forgetful, slug_of, walk
from tests.support.telling import (
    CHECK,
    FIRST,
    LATER,
    PAGES,
    START,
    answers,
    boxes_of,
    part_of,
    read_for,
)
from tests.support.uploads import picture

pytestmark = pytest.mark.django_db
FROM_HERE = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
SO_FAR = reverse("stories:so_far")
PICTURES = reverse("stories:pictures")


@pytest.fixture
def browser():
    return Forgetful()


def own_links(page) -> list[str]:
    found = re.findall(r'(?:href|src|action)="(/stories/share/[^"]*)"', page.content.decode())
    return [link.replace("&amp;", "&") for link in found if "/share/template" not in link]


# The walk


def test_the_whole_walk_works_without_a_cookie(browser):
    check = walk(browser, browser.get(FIRST), answers(consent_publish="on"))
    assertContains(check, "The calm room")

    thanks = browser.press(check)

    story = Story.objects.get()
    assert story.state == "waiting"
    assertContains(thanks, story.reference)
    assertContains(thanks, story.get_follow_url())
    assert [letter.to for letter in mail.outbox] == [["teller@example.org"]]


def test_every_link_of_the_walk_leads_to_the_same_story(browser):
    page = walk(browser, browser.get(FIRST), answers(happened="Only here"), upto="check")

    for link in own_links(page):
        opened = browser.get(link.partition("#")[0])
        assert opened.status_code in (200, 302), link
    back = browser.get(re.search(r'class="back" href="([^"]*)"', page.content.decode())[1])
    assertContains(back, "Only here")
    change = next(link for link in own_links(page) if link.startswith(f"{PAGES['story']}?change"))
    assert walk(browser, browser.get(change.partition("#")[0]), answers(), upto="check")
    for name in ("so_far", "later"):
        link = next(
            link for link in own_links(back) + own_links(page) if reverse(f"stories:{name}") in link
        )
        assert browser.get(link).status_code == 200


def test_a_mistake_on_a_page_loses_no_word_and_no_way_on(browser):
    page = walk(browser, browser.get(FIRST), answers(), upto="name")

    wrong = browser.press(page, {"name_choice": "shown", "shown_name": "", "email": "kim@"})

    assertContains(wrong, "<title>Error: ")
    assert boxes_of(wrong)["email"] == ["kim@"]
    assert slug_of(browser.press(wrong, {"shown_name": "Kim", "email": ""})) == "consent"


def test_a_photo_is_added_and_shown_without_a_cookie(browser):
    page = walk(browser, browser.get(FIRST), answers(), upto="files")
    photo = {
        "photo": SimpleUploadedFile("table.jpg", picture(size=(80, 60)), "image/jpeg"),
        "alt": "A table",
        "people": "no",
        "do": "photo",
    }

    page = browser.press(page, photo)

    draft = Story.objects.get()
    assert draft.photos.count() == 1, page.context["form"].errors
    shown = re.search(r'<img src="([^"]*)" alt="A table"', page.content.decode())[1]
    assert browser.get(shown).headers["Content-Type"] == "image/webp"
    assert browser.get(shown.partition("?")[0]).status_code == 404


def test_the_walk_in_pictures_works_without_a_cookie(browser):
    page = browser.press(browser.get(PICTURES), {"felt": ["happy"]})

    assert slug_of(page) == "who"
    assert Story.objects.get().pictures == ["happy"]


def test_the_task_list_and_the_way_back_are_there_without_a_cookie(browser):
    page = walk(browser, browser.get(FIRST), answers(), upto="story")
    page = browser.press(page, {"happened": "Half", "later": "yes"})

    assertContains(page, "Your words are saved")
    assertContains(page, "Keep this link")
    assertNotContains(page, "Press “Start my story”")
    address = Story.objects.get().get_continue_url()
    assertContains(page, address)
    again = Forgetful()
    page = again.post(address, follow=True, headers={"Origin": "http://testserver"})
    assert slug_of(page) == "story"
    assertContains(page, "Half")


def test_a_browser_that_sends_origin_null_gets_on_with_its_cookies_too():
    client = Client(enforce_csrf_checks=True)
    page = client.get(FIRST)

    answer = client.post(
        FIRST, part_of(answers(), "who") | boxes_of(page), headers={"Origin": "null"}, follow=True
    )

    assert slug_of(answer) == "age"
    assert "story" not in client.session, "a press that no cookie vouches for is remembered by none"


def test_with_cookies_no_key_is_in_any_address(client):
    page = client.post(FIRST, part_of(answers(), "who"), follow=True)

    assert "pass=" not in page.redirect_chain[-1][0]
    assert "pass=" not in page.content.decode()


def test_pressed_twice_the_thank_you_comes_again_for_a_quarter_of_an_hour(browser):
    check = walk(browser, browser.get(FIRST), answers())
    browser.press(check)

    assertContains(browser.press(check), Story.objects.get().get_follow_url())

    Story.objects.update(submitted_at=timezone.now() - timedelta(minutes=16))
    later = browser.press(check)
    assertNotContains(later, Story.objects.get().follow_token)
    assert mail.outbox[1:] == []


def test_an_old_form_without_a_stamp_still_works_with_its_cookie():
    client = Client(enforce_csrf_checks=True)
    page = client.get(FIRST)
    words = part_of(answers(), "who") | {"csrfmiddlewaretoken": str(page.context["csrf_token"])}

    assertRedirects(client.post(FIRST, words), PAGES["age"])


# What an attacker might try


def stamped(key, slug="who", **details):
    return part_of(answers(key=key), slug) | {"stamp": stamp_of(key)} | details


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Referer": "https://evil.example/form"},
        {"Referer": "http://testserver.evil.example/"},
    ],
)
def test_another_site_cannot_send_a_form_of_ours(browser, headers):
    page = browser.post(FIRST, stamped(str(uuid4())), headers=headers)

    assert page.status_code == 403
    assertContains(page, "We could not take this here", status_code=403)
    assert not Story.objects.exists()


@pytest.mark.parametrize("stamp", ["", "made up", "of another key", "of another salt", "two days old"])
def test_a_stamp_that_is_wrong_or_old_lets_nothing_in(browser, monkeypatch, stamp):
    key = str(uuid4())
    long_ago = timezone.now().timestamp() - 2 * 24 * 60 * 60
    stamps = {"of another key": stamp_of(uuid4()), "of another salt": TimestampSigner().sign(key)}
    if stamp == "two days old":
        with monkeypatch.context() as then:
            then.setattr("django.core.signing.time.time", lambda: long_ago)
            stamps[stamp] = stamp_of(key)

    page = browser.post(FIRST, stamped(key, stamp=stamps.get(stamp, stamp)))

    assertContains(page, "Your words are all here", status_code=403)
    assert not Story.objects.exists()
    assert slug_of(browser.press(page)) == "age", "the page that comes back has a fresh one"


def test_no_story_of_somebody_else_is_opened_or_overwritten_by_its_key_alone(browser):
    draft = make_draft(title="Somebody else’s")
    words = part_of(answers(key=str(draft.key), happened="Overwritten"), "story")

    page = browser.post(PAGES["story"], words | {"stamp": stamp_of(uuid4())})

    assert page.status_code == 403
    assert Story.objects.get().happened == "We planned it together."


def test_nobody_is_led_into_a_story_of_somebody_else(browser):
    """No cookie is set by a press that only a stamp vouches for, and a link on another site opens nothing."""
    theirs = make_draft(title="The trap")
    answer = browser.post(PAGES["story"], stamped(str(theirs.key), "story"))
    assert "session" not in answer.cookies
    assert "pass=" in answer.url

    page = Client().get(
        f"{PAGES['story']}?pass={stamp_of(theirs.key)}", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assertRedirects(page, reverse("stories:write"), fetch_redirect_response=False)


def test_a_press_by_a_stamp_never_touches_the_story_that_the_cookie_knows():
    """A form without its key is let in by nothing: it must not find the story of the session instead."""
    client = Client()
    client.post(FIRST, part_of(answers(), "who"))
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    key = str(uuid4())

    assert strict.post(PAGES["age"], {"about_age": "adult", "stamp": stamp_of(key)}).status_code == 403
    strict.post(PAGES["age"], {"about_age": "adult", "key": key, "stamp": stamp_of(key)})

    assert [story.about_age for story in Story.objects.order_by("pk")] == ["", "adult"]


def test_whoever_is_signed_in_is_let_in_by_no_stamp():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())

    page = client.post(FIRST, stamped(str(uuid4())))

    assert page.status_code == 403
    assert not Story.objects.exists()


def test_a_private_link_signs_no_key_for_anybody(browser):
    key = uuid4()

    page = browser.post(
        make_pledge().get_own_url(),
        {"take_back": "yes", "sure": "yes", "key": str(key)},
        headers=FROM_HERE,
    )

    assert (page.status_code, "pass=" in page.url) == (302, False)


def test_a_stamp_opens_no_page_that_is_not_marked(browser):
    address = reverse("account_login")

    page = browser.post(address, {"login": "a@example.org", "password": "x", "stamp": stamp_of(address)})

    assert page.status_code == 403
    assertContains(page, "Your browser sent us no cookie", status_code=403)


def test_a_link_that_travels_ends_and_opens_nothing_that_is_sent(browser, monkeypatch):
    draft = make_draft(title="Not for long")
    address = f"{CHECK}?pass={stamp_of(draft.key)}"
    assertContains(browser.get(address), "Not for long")

    monkeypatch.setattr(without_cookies, "GOOD_FOR", timedelta(0))
    assert browser.get(address).status_code == 302
    monkeypatch.undo()
    draft.submit(wording="test")
    for name in ("check", "thanks", "so_far", "later"):
        page = browser.get(f"{reverse(f'stories:{name}')}?pass={stamp_of(draft.key)}", follow=True)
        assert draft.follow_token not in page.content.decode()
        assert "Not for long" not in page.content.decode()


def test_a_page_with_a_key_in_its_address_is_stored_nowhere_and_told_to_no_other_site(browser):
    page = walk(browser, browser.get(FIRST), answers(), upto="story")
    start = browser.get(f"{START}?pass={stamp_of(Story.objects.get().key)}")

    for answer in (page, start):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "strict-origin"
    leading_out = re.findall(r'href="(/(?!stories/share/)[^"]*)"', page.content.decode())
    assert leading_out
    assert not any("pass=" in link for link in leading_out)


# Other public forms


def test_a_teller_takes_a_story_back_without_a_cookie(browser):
    story = make_waiting_story()

    browser.post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"}, headers=FROM_HERE)

    story.refresh_from_db()
    assert story.state == "withdrawn"


def test_a_teller_opens_their_page_with_four_words_without_a_cookie(browser):
    story = make_waiting_story()
    words = {"reference": story.reference, "code": story.first_words()}

    page = browser.post(reverse("stories:open"), words, headers=FROM_HERE)

    assert page.url == story.get_follow_url()


def test_no_other_site_presses_a_button_behind_a_private_link(browser):
    story = make_waiting_story()

    page = browser.post(
        story.get_follow_url(),
        {"withdraw": "yes", "sure": "yes"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    story.refresh_from_db()
    assert (page.status_code, story.state) == (403, "waiting")


def test_whoever_signed_the_charter_changes_their_pledge_without_a_cookie(browser):
    pledge = make_pledge()

    browser.post(pledge.get_own_url(), {"take_back": "yes", "sure": "yes"}, headers=FROM_HERE)

    pledge.refresh_from_db()
    assert pledge.state == "withdrawn"


def test_whoever_asks_for_a_call_needs_no_cookie(browser):
    page = browser.get(reverse("stories:ring_me"))

    assertContains(browser.press(page, {"number": "01902 123456"}), "We will ring you")
    assert CallRequest.objects.count() == 1


@pytest.mark.parametrize(("name", "table"), [("mistake", Mistake), ("ask", Question)])
def test_whoever_writes_to_a_partner_needs_no_cookie(browser, name, table):
    make_site()
    partner = make_partner(is_champion=True)
    page = browser.get(reverse(f"partners:{name}", args=[partner.slug]))
    words = {"words": "A question", "name": "Kim", "email": "kim@example.org"}
    words["opened"] = read_for(60, boxes_of(page)["key"][0])

    page = browser.press(page, words)

    assert table.objects.count() == 1
    assertContains(page, "Thank you")


def test_whoever_signs_the_charter_needs_no_cookie(browser):
    make_charter()
    page = browser.get(reverse("charter:sign"))

    page = browser.press(page, typed_pledge(key=boxes_of(page)["key"][0]))

    assert Pledge.objects.count() == 1
    assertContains(page, "Thank you")


def test_a_letter_with_the_link_is_sent_without_a_cookie(browser):
    page = walk(browser, browser.get(FIRST), answers(), upto="story")
    page = browser.press(page, {"later": "yes"})

    page = browser.press(page, {"email": "mum@example.org"})

    assertContains(page, "A letter is on its way")
    assert [letter.to for letter in mail.outbox] == [["mum@example.org"]]
    assert LATER in page.content.decode()
