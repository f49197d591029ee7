"""A reference with four easy words opens a teller's page for whoever lost the link: shown once, kept as a slow hash alone."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.accounts.slow_hash import Argon2id
from coproduction_site.settings import PASSWORD_HASHERS
from stories.following import opening
from stories.models import Story, StoryEvent
from stories.moderation import actions
from tests.support.factories import (
    make_draft,
    make_member,
    make_moderator,
    make_partner,
    make_waiting_story,
)
from tests.support.telling import CHECK, THANKS, answers, tell

pytestmark = pytest.mark.django_db
OPEN = reverse("stories:open")
TYPE = "/admin/stories/story/type/"


def slip_of(story) -> str:
    return reverse("stories:slip", args=[story.follow_token])


def words_on(page) -> str:
    shown = BeautifulSoup(page.content, "html.parser").select_one(".four-words")
    return shown.text if shown else ""


def story_with_words(**details) -> tuple[Story, str]:
    story = make_waiting_story(**details)
    return story, story.first_words()


def try_to_open(reference, code, client=None):
    return (client or Client()).post(OPEN, {"reference": reference, "code": code})


# Where the words are made and shown


def test_whoever_sends_a_story_sees_four_words_and_comes_back_with_them_on_another_device(client):
    tell(client, email="")
    words, story = words_on(client.get(THANKS)), Story.objects.get()
    assert len(words.split()) == 4

    opened = try_to_open(story.reference.lower(), words.upper().replace(" ", ", "))

    assertRedirects(opened, story.get_follow_url())
    assert opened["Referrer-Policy"] == "strict-origin"
    assert "no-store" in opened["Cache-Control"]


def test_the_words_are_there_as_long_as_the_thank_you_and_no_longer(client):
    tell(client)
    words = words_on(client.get(THANKS))
    assert words
    assert words_on(client.get(THANKS)) == words
    story = Story.objects.get()
    assert words_on(client.get(slip_of(story))) == words
    assert words_on(Client().get(slip_of(story))) == ""

    client.post(THANKS)

    assert words_on(client.get(slip_of(story))) == ""
    assert "four_words" not in client.session


def test_sent_straight_to_the_leads_its_words_are_forgotten_on_this_device_too(client):
    tell(client)
    story = Story.objects.get()

    client.post(reverse("stories:send_now"), {"key": str(story.key), "happened": "He hits me."})

    assert words_on(client.get(slip_of(story))) == ""


def test_sent_twice_it_has_the_words_that_were_shown(client):
    tell(client)
    words, code = words_on(client.get(THANKS)), Story.objects.get().code

    assertRedirects(client.post(CHECK), THANKS)

    assert Story.objects.get().code == code
    assert words_on(client.get(THANKS)) == words


def test_a_browser_that_missed_the_words_is_offered_new_ones(client):
    """The process was killed between the story and its words, or the answer never came."""
    tell(client)
    Story.objects.update(code="")
    session = client.session
    del session["four_words"]
    session.save()

    page = client.get(THANKS)

    assert words_on(page) == ""
    assertContains(page, "Get four words")


def test_the_words_of_one_story_are_never_shown_with_another(client):
    tell(client)
    first = words_on(client.get(THANKS))
    other, _ = story_with_words()

    assert first
    assert words_on(client.get(slip_of(other))) == ""


def test_new_words_end_the_old_ones_and_the_page_says_that_it_happened(client):
    story, old = story_with_words()

    assertRedirects(client.post(slip_of(story)), slip_of(story))

    new = words_on(client.get(slip_of(story)))
    assert new != old
    assert try_to_open(story.reference, old).status_code == 200
    assertRedirects(try_to_open(story.reference, new), story.get_follow_url())
    assertContains(client.get(story.get_follow_url()), "New words were made for this page.")


def test_a_teller_who_is_signed_in_for_a_partner_stays_unnamed_and_staff_do_not(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    story = make_waiting_story()
    for user in (make_member(make_partner()), make_moderator()):
        client.force_login(user)
        client.post(slip_of(story))

    made = story.events.filter(kind=StoryEvent.Kind.CODE)

    assert [event.by for event in made] == [None, user]


def test_an_old_story_gets_words_on_its_page(client):
    story = make_waiting_story()
    assert story.code == ""
    assertContains(client.get(story.get_follow_url()), "Get four words and a slip to print")
    assertContains(client.get(slip_of(story)), "Give me four words")

    client.post(slip_of(story))

    assertRedirects(
        try_to_open(story.reference, words_on(client.get(slip_of(story)))), story.get_follow_url()
    )


def test_the_words_can_be_hidden_on_a_device_that_others_use_and_still_open_the_page(client):
    story = make_waiting_story()
    client.post(slip_of(story))
    words = words_on(client.get(slip_of(story)))

    client.post(slip_of(story), {"hide": "yes"})

    assert words_on(client.get(slip_of(story))) == ""
    assertRedirects(try_to_open(story.reference, words), story.get_follow_url())


def test_looking_at_the_slip_makes_no_words(client):
    story, words = story_with_words()

    client.get(slip_of(story), {"new": "yes"})

    assertRedirects(try_to_open(story.reference, words), story.get_follow_url())


def test_the_slip_has_a_picture_for_a_camera_within_the_strict_policy(client):
    story, _ = story_with_words()

    page = client.get(slip_of(story))

    drawn = BeautifulSoup(page.content, "html.parser").select_one("main svg.qr-code")
    assert drawn.select_one(".qr-code__ink")["d"].startswith("M")
    assert not drawn.select("[style]")
    assertContains(page, story.reference)
    assertNotContains(page, story.follow_token[:20] + "</")
    assert page["Referrer-Policy"] == "strict-origin"


def test_staff_read_the_words_out_once_after_typing_a_story_in(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())

    page = client.post(TYPE, answers(channel="phone", email=""), follow=True)

    words, story = words_on(page), Story.objects.get()
    assertContains(page, story.reference)
    assertContains(page, slip_of(story))
    assertRedirects(try_to_open(story.reference, words), story.get_follow_url())
    other = Client()
    other.force_login(make_moderator())
    assert words_on(other.get(slip_of(story))) == ""
    assert other.get(reverse("admin:stories_story_typed", args=[story.pk])).status_code == 404


def test_staff_get_no_words_of_a_teller_who_gets_a_letter(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())

    page = client.post(TYPE, answers(channel="phone"), follow=True)

    assert words_on(page) == Story.objects.get().code == ""
    assertNotContains(page, Story.objects.get().follow_token)


# What opens nothing


@pytest.mark.parametrize(
    "make", ["wrong words", "no code", "draft", "nobody’s reference", "three words"]
)
def test_whatever_is_wrong_the_answer_is_the_same(make):
    story, words = story_with_words()
    reference = story.reference
    if make == "wrong words":
        words = "apple canoe daisy velvet"
    elif make == "three words":
        words = " ".join(words.split()[:3])
    elif make == "no code":
        Story.objects.update(code="")
    elif make == "draft":
        reference = make_draft(code=story.code).reference
    else:
        reference = "2222-2222"

    page = try_to_open(reference, words)

    assertContains(page, opening.NOT_TOGETHER)
    assertNotContains(page, story.follow_token)


@pytest.mark.parametrize("there", [True, False])
def test_a_wrong_guess_costs_one_slow_hash_whether_the_reference_exists_or_not(
    settings, monkeypatch, there
):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    story, _ = story_with_words()
    made = []
    for verb in ("encode", "verify"):
        slow = getattr(Argon2id, verb)
        monkeypatch.setattr(
            Argon2id,
            verb,
            lambda self, *args, slow=slow, **more: made.append(args) or slow(self, *args, **more),
        )

    try_to_open(story.reference if there else "2222-2222", "apple canoe daisy velvet")

    assert len(made) == 1


def test_only_a_slow_hash_is_kept(settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS

    story, words = story_with_words()

    assert story.code.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert not any(word in story.code for word in words.split())


def test_words_that_were_kept_in_the_older_way_open_the_page_and_no_others_do(settings, monkeypatch):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    monkeypatch.setattr(hashers.PBKDF2PasswordHasher, "iterations", 10)
    story, words = story_with_words()
    Story.objects.update(code=hashers.make_password(words, hasher="pbkdf2_sha256"))

    assert try_to_open(story.reference, "apple canoe daisy velvet").status_code == 200
    assert try_to_open(story.reference, words).status_code == 302


def test_guessing_is_limited_for_one_network_and_for_one_reference(monkeypatch):
    story, words = story_with_words()
    wrong = [try_to_open(story.reference, "apple canoe daisy velvet", Client(REMOTE_ADDR=f"10.0.{n}.1"))
             for n in range(10)]  # fmt: skip
    assert {page.status_code for page in wrong} == {200}

    page = try_to_open(story.reference, words, Client(REMOTE_ADDR="10.9.9.9"))

    assert page.status_code == 429
    assertContains(page, "Please wait a little", status_code=429)
    nowhere = [try_to_open("2222-2222", words).status_code for _ in range(11)]
    assert nowhere == [200] * 10 + [429]


def test_one_network_tries_some_references_and_then_waits():
    references = [f"2222-22{first}{second}" for first in "23467" for second in "23467"]

    answered = [try_to_open(reference, "a b c d").status_code for reference in references]

    assert answered == [200] * 20 + [429] * 5


def test_the_words_are_in_no_address_and_no_log(caplog):
    story, words = story_with_words()
    caplog.set_level(logging.DEBUG)

    opened = try_to_open(story.reference, words)
    wrong = try_to_open(story.reference, "apple canoe daisy velvet")

    assert opened["Location"] == story.get_follow_url()
    for word in [*words.split(), "velvet"]:
        assert word not in caplog.text
    assertContains(wrong, 'method="post"')


def test_a_page_that_was_open_for_long_keeps_what_was_typed():
    story, words = story_with_words()

    page = try_to_open(story.reference, words, Client(enforce_csrf_checks=True))

    assertContains(page, "Nothing was lost", status_code=403)
    assertContains(page, words, status_code=403)


def test_no_page_with_words_is_kept_by_anybody(client):
    story, _ = story_with_words()

    for address in (OPEN, slip_of(story)):
        page = client.get(address)
        assert "no-store" in page["Cache-Control"]


def test_a_held_story_says_no_more_by_its_words_than_by_its_link():
    story, words = story_with_words()
    actions.hold(story, make_moderator(), "Harm.")

    client = Client()
    opened = try_to_open(story.reference, words, client)

    assertRedirects(opened, story.get_follow_url())
    page = client.get(slip_of(story))
    for word in ("held", "safeguarding", "Harm"):
        assertNotContains(page, word)
    client.post(slip_of(story))
    assert story.events.filter(kind=StoryEvent.Kind.CODE, by=None).count() == 1


def test_no_letter_and_no_table_holds_the_words(client, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    tell(client)
    words = words_on(client.get(THANKS))

    assert all(words not in letter.message for letter in Email.objects.all())
    assert all(words not in event.words for event in StoryEvent.objects.all())
    assert all(words not in session.session_data for session in Session.objects.all())
