"""A story that is not finished today: kept for fourteen days, and found again by the browser or by a letter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.following import data_rights
from stories.models import Story
from stories.submission import drafts
from tests.support.factories import make_draft, make_waiting_story
from tests.support.telling import CHECK, LATER, PAGES, answers, post, tell, write

pytestmark = pytest.mark.django_db
SENT = reverse("stories:later_sent")


def later(client, slug, words):
    return post(client, slug, words | {"later": "yes"})


def way_back(letter) -> str:
    return next(line for line in letter.body.splitlines() if "/continue/" in line).partition(":8000")[2]


def test_a_half_told_story_is_gone_on_with_on_another_device_by_the_link_of_a_letter(client):
    words = answers(happened="Half a story", title="", email="")
    write(client, upto="story", **words)

    assertRedirects(later(client, "story", words), LATER)
    assertRedirects(client.post(LATER, {"email": "mum@example.org"}), SENT)
    address = way_back(mail.outbox[0])
    other = Client()
    page = other.get(address)

    assert mail.outbox[0].to == ["mum@example.org"]
    assert "Half a story" not in mail.outbox[0].body + mail.outbox[0].subject
    assertContains(page, "Welcome back")
    assertNotContains(page, "Half a story")
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "strict-origin"
    assert "story" not in other.session, "looking at it, as a mail scanner does, changes nothing"
    assertRedirects(other.post(address), PAGES["story"])
    assertContains(other.get(PAGES["story"]), "Half a story")
    write(other, **answers(key=""))
    assertRedirects(other.post(CHECK), reverse("stories:thanks"))
    assert Story.objects.get().email == "teller@example.org"


def test_the_address_of_the_letter_is_not_kept_with_the_story(client):
    write(client, email="")

    client.post(LATER, {"email": "library@example.org"})

    assert Story.objects.get().email == ""
    assertContains(client.get(LATER), "We don’t keep the address with your story")


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("story", {"title": "Half", "happened": ""}),
        ("name", {"name_choice": "shown", "shown_name": "", "email": "kim@"}),
        ("consent", {"consent_publish": "on", "consent_read": "", "adult_agrees": ""}),
    ],
)
def test_what_is_not_right_yet_is_kept_for_later_too(client, slug, typed):
    write(client, upto=slug)

    assertRedirects(later(client, slug, answers(key="") | typed), LATER)

    story = Story.objects.get()
    kept = {name: getattr(story, name) for name in typed}
    assert kept == {
        name: (value == "on") if isinstance(kept[name], bool) else value for name, value in typed.items()
    }
    assert slug not in story.steps_done
    assertRedirects(client.get(CHECK), f"{PAGES[slug]}?change")


def test_what_has_no_room_is_said_and_the_rest_is_kept(client):
    write(client, upto="story")
    words = answers(key="", title="Kept", happened="x" * 10_001)

    page = later(client, "story", words)

    assertContains(page, "Not all of it is saved yet")
    assertContains(page, "x" * 10_001)
    assert (Story.objects.get().title, Story.objects.get().happened) == ("Kept", "")


def test_each_page_says_until_when_the_draft_is_kept(client, settings):
    settings.DRAFT_STORY_DAYS = 5
    write(client, upto="consent")
    day = timezone.localdate() + timedelta(days=5)

    for page in [client.get(PAGES["consent"]), client.get(LATER), client.get(reverse("stories:write"))]:
        assertContains(page, f"{day:%-d %B}")


@pytest.mark.parametrize("old", ["sent", "too old"])
def test_a_link_that_is_over_says_so_kindly_and_opens_nothing(client, old):
    story = make_waiting_story(title="Secret") if old == "sent" else make_draft(title="Secret")
    if old != "sent":
        Story.objects.update(created_at=timezone.now() - timedelta(days=14, minutes=1))

    for page in (client.get(story.get_continue_url()), client.post(story.get_continue_url())):
        assertContains(page, "This story is sent" if old == "sent" else "does not open a story")
        assertNotContains(page, "Secret")
        assertNotContains(page, story.follow_token)
    assert "story" not in client.session


def test_a_wrong_link_is_not_found_and_says_what_to_do(client):
    make_draft()
    for token in ("no-such-token", "x" * 43):
        page = client.get(reverse("stories:continue", args=[token]))
        assertContains(page, "Did you copy the whole link?", status_code=404)
    assert len(make_draft().return_token) >= 43, "256 bits"


def test_letters_with_the_link_are_limited_and_lose_nothing(client):
    write(client)
    for _ in range(3):
        assertRedirects(client.post(LATER, {"email": "one@example.org"}), SENT)

    page = client.post(LATER, {"email": "ONE@example.org"})

    assertContains(page, "Please wait a little", status_code=429)
    assertRedirects(client.post(LATER, {"email": "two@example.org"}), SENT)
    assert len(mail.outbox) == 4


def test_an_address_that_is_none_is_refused_and_nothing_is_sent(client):
    write(client)

    for email in ("", "kim@", "a@b.org\nBcc: all@example.org"):
        assert client.post(LATER, {"email": email}).status_code == 200
    assert mail.outbox == []


def test_erasing_a_story_erases_that_letter_too(client, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    tell(client)
    story = Story.objects.get()
    draft = make_draft()
    drafts.send_link(draft, "other@example.org", "here")
    Email.objects.filter(to="other@example.org").update(subject="Without the reference")

    data_rights.erase(draft)

    assert [letter.to for letter in Email.objects.all()] == [[story.email]]


def test_without_a_draft_there_is_nothing_to_come_back_to(client):
    for address in (LATER, SENT):
        assertRedirects(client.get(address), reverse("stories:write"), fetch_redirect_response=False)
