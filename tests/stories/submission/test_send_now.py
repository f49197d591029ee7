"""The one button for words that hint at danger: to the people who keep children safe, and to nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.limits import Limit
from stories.models import Story
from stories.submission import disclosure
from tests.support.factories import make_draft, make_moderator, make_user, make_waiting_story
from tests.support.telling import CHECK, PAGES, THANKS, boxes_of, tell, write

pytestmark = pytest.mark.django_db
SEND_NOW = "/stories/share/send-now/"
BUTTON = "Send this now to somebody who keeps children safe"
DANGER = "My dad hits me and I am scared to go home."
SAFE = "We built a room with soft lamps."
CHILD = {"teller": "young_person", "about_whom": "myself", "about_age": "under_13", "email": ""}
SENT = "It went to the people here who keep children safe."


@pytest.fixture
def lead(settings):
    settings.REQUIRE_STAFF_MFA = False
    return make_user("Safeguarding leads", email="lead@example.org")


def desk_of(story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(client, page, **typed):
    """The button on a page that is shown, with whatever stands in its boxes."""
    assertContains(page, BUTTON, status_code=page.status_code)
    return client.post(SEND_NOW, boxes_of(page) | typed)


# What it sends


def test_a_child_sends_what_is_written_so_far_and_what_was_just_typed(client, lead):
    write(client, upto="story", **CHILD)
    refused = client.post(PAGES["story"], {"language": "none of ours", "happened": DANGER})

    page = press(client, refused, happened=f"{DANGER} Please help.")

    assertContains(page, SENT)
    story = Story.objects.get()
    assert (story.state, story.happened) == ("safeguarding", f"{DANGER} Please help.")
    assert (story.teller, story.about_age, story.title) == ("young_person", "under_13", "")
    assert [event.kind for event in story.events.all()] == ["disclosed"]


def test_the_next_page_offers_the_button_and_every_page_after(client):
    write(client, **CHILD, happened=DANGER)

    for address in [*PAGES.values(), CHECK]:
        assertContains(client.get(address), BUTTON)


def test_words_without_any_hint_have_no_button(client):
    write(client, happened=SAFE)

    for address in [*PAGES.values(), CHECK]:
        assertNotContains(client.get(address), BUTTON)


def test_it_works_with_one_question_answered_without_email_and_without_a_cookie(lead):
    """Also where the session and the token of the form are gone: the key in the form is enough."""
    client = Client(enforce_csrf_checks=True)

    page = client.post(SEND_NOW, {"key": str(uuid4()), "happened": DANGER})

    assertContains(page, SENT)
    assert Story.objects.get().happened == DANGER
    assert [letter.to for letter in mail.outbox] == [["lead@example.org"]]


def test_words_that_fit_nowhere_else_are_sent_whole(client):
    long, title = "x " * 8_000, "My dad hits me. " * 20

    client.post(SEND_NOW, {"key": str(uuid4()), "title": title, "happened": long + "\x00end"})

    story = Story.objects.get()
    assert story.happened.startswith(title.strip())
    assert story.happened.endswith("x end")
    assert len(story.title) == 120


def test_what_is_not_right_yet_stops_nothing(client):
    wrong = {"teller": "nobody", "about_age": "9", "rung": "none", "partners": ["0"], "email": "kim@"}

    page = client.post(SEND_NOW, {"key": str(uuid4()), "happened": DANGER, **wrong})

    assertContains(page, SENT)
    assert Story.objects.get().teller == ""


def test_pictures_that_were_just_picked_and_words_at_a_photo_go_along(client):
    draft = make_draft(happened=DANGER)
    group = client.get("/stories/share/pictures/").context["form"]
    name, picture = next((f.name, f.field.choices[0][0]) for f in group if f.field.choices)

    client.post(SEND_NOW, {"key": draft.key, name: picture, "alt": "My arm, with bruises"})

    story = Story.objects.get()
    assert picture in story.pictures
    assert "My arm, with bruises" in story.events.get(words__contains="arm").words


def test_nothing_at_all_is_nothing_to_send(client):
    assertRedirects(client.post(SEND_NOW, {"key": str(uuid4()), "happened": " "}), "/stories/share/")
    assertRedirects(client.get(SEND_NOW), "/stories/share/")

    assert not Story.objects.exists()


# Who reads it


def test_the_lead_reads_it_and_a_moderator_does_not(client, lead):
    client.post(SEND_NOW, {"key": make_draft(happened=DANGER).key})
    story, moderator = Story.objects.get(), make_moderator()

    assertContains(signed_in(lead).get(desk_of(story)), DANGER)
    other = signed_in(moderator)
    assert other.get(desk_of(story)).status_code == 404
    assertNotContains(other.get(reverse("admin:stories_story_changelist")), story.reference)
    assert not Story.objects.readable_by(moderator).exists()


def test_each_lead_is_told_at_once_without_a_word_of_it_and_the_teller_is_not_written_to(client, lead):
    make_user("Safeguarding leads", email="second@example.org")
    make_moderator(email="moderator@example.org")

    client.post(SEND_NOW, {"key": make_draft(title="Zyx", happened=DANGER).key})

    story = Story.objects.get()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["lead@example.org", "second@example.org"]
    for letter in mail.outbox:
        assert desk_of(story) in letter.body
        assert "hits" not in letter.subject + letter.body
        assert "Zyx" not in letter.subject + letter.body
        assert story.follow_token not in letter.body


def test_where_nobody_is_a_lead_those_who_can_name_one_are_told(client):
    make_user(email="admin@example.org", is_staff=True, is_superuser=True)

    client.post(SEND_NOW, {"key": make_draft(happened=DANGER).key})

    assert [letter.to for letter in mail.outbox] == [["admin@example.org"]]


def test_a_letter_that_cannot_be_written_leaves_nothing_sent(client, lead, settings):
    """State, event and letters are one: else it would be held, and nobody would know."""
    draft = make_draft(happened=DANGER)
    settings.EMAIL_BACKEND = "no.such.backend"

    with pytest.raises(ImportError):
        client.post(SEND_NOW, {"key": draft.key})

    draft.refresh_from_db()
    assert (draft.state, draft.events.count()) == ("draft", 0)


def test_a_draft_that_nobody_sent_is_read_by_nobody(client, lead):
    draft = make_draft(happened=DANGER)
    client.get(PAGES["story"])

    assert signed_in(lead).get(desk_of(draft)).status_code == 404
    assert not mail.outbox


def test_no_yes_is_taken_from_it_and_it_never_goes_to_the_queue(client, lead):
    draft = make_draft(happened=DANGER, consent_training=True)

    client.post(SEND_NOW, {"key": draft.key, "consent_publish": "on", "consent_read": "on"})

    story = Story.objects.get()
    ticks = ("consent_read", "consent_publish", "consent_training", "young_person_agrees")
    assert not any(getattr(story, tick) for tick in ticks)
    assert (story.consented_at, story.consent_wording) == (None, "")
    assert not story.change_consent("test", publish=True, training=True, press=True)
    with pytest.raises(ValidationError, match="leads alone"):
        story.release(lead, "No concern.")
    for state in ("waiting", "published", "declined"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Story.objects.filter(pk=story.pk).update(state=state, held_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(disclosed_at=None)


def test_the_follow_page_of_it_looks_like_one_that_waits_and_asks_for_nothing(client):
    client.post(SEND_NOW, {"key": make_draft(happened=DANGER).key})

    page = client.get(Story.objects.get().get_follow_url())

    assertContains(page, "It is with us")
    assertNotContains(page, "What may we do with your story?")
    assertNotContains(page, "safeguarding")
    client.post(Story.objects.get().get_follow_url(), {"withdraw": "yes", "sure": "yes"})
    assert Story.objects.get().held_at


# Pressed again


def test_pressed_twice_it_is_one_story_and_one_letter(client, lead):
    data = {"key": str(uuid4()), "happened": DANGER}

    for _ in range(3):
        assertContains(client.post(SEND_NOW, data), SENT)

    assert Story.objects.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_are_one_story(lead):
    key = str(uuid4())

    def press_once(_):
        try:
            return Client().post(SEND_NOW, {"key": key, "happened": DANGER}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(press_once, range(8))) == {200}
    assert Story.objects.get().events.count() == 1


def test_words_that_are_added_later_reach_the_leads_too(client, lead):
    data = {"key": str(uuid4()), "happened": DANGER}
    client.post(SEND_NOW, data)

    client.post(SEND_NOW, data | {"happened": "He has a knife."})

    story = Story.objects.get()
    assert story.happened == DANGER
    assert story.events.last().words == "He has a knife."
    assert len(mail.outbox) == 2


def test_a_story_that_is_sent_already_goes_to_the_leads_from_the_thank_you(client, lead):
    tell(client, **CHILD, happened=DANGER)
    page = client.get(THANKS)

    assertContains(press(client, page), SENT)

    story = Story.objects.get()
    assert (story.state, story.consent_read) == ("safeguarding", False)


def test_a_story_that_was_decided_stays_as_it_is_and_the_words_are_a_new_one(client, lead):
    story = make_waiting_story()
    story.publish(make_moderator())

    for _ in range(2):
        assertContains(client.post(SEND_NOW, {"key": story.key, "happened": DANGER}), SENT)

    story.refresh_from_db()
    assert story.state == "published"
    assert Story.objects.held().get().happened == DANGER


def test_too_many_from_one_place_lose_no_word(client, settings, monkeypatch):
    settings.RATE_LIMITS = True
    cache.clear()
    monkeypatch.setattr(disclosure, "DISCLOSING", Limit("test-disclosed", times=0, minutes=60))

    page = client.post(SEND_NOW, {"key": str(uuid4()), "happened": DANGER})

    assert page.status_code == 429
    assertContains(page, "This is not sent yet", status_code=429)
    settings.RATE_LIMITS = False
    assertContains(press(client, page), SENT)
    assert Story.objects.get().happened == DANGER


# The page afterwards


def test_this_device_forgets_what_was_sent(client):
    page = write(client, upto="more", **CHILD, happened=DANGER)
    sent = press(client, client.get(page.url))

    assertContains(sent, SENT)
    assertNotContains(sent, "scared to go home")
    assert sent["Cache-Control"] == "private, no-store"
    for address in (PAGES["story"], CHECK, THANKS):
        assertNotContains(client.get(address, follow=True), DANGER)


def test_the_private_link_is_shown_for_a_few_minutes_only(client):
    data = {"key": str(uuid4()), "happened": DANGER}
    page = client.post(SEND_NOW, data)
    assertContains(page, Story.objects.get().get_follow_url())

    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        assertNotContains(client.post(SEND_NOW, data), "/follow/")
