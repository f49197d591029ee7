"""From the start page to the thank-you, as somebody without an account and without script does it."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from docx import Document
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import revision
from stories import robots, telling
from stories.models import Story
from tests.factories import (
    make_draft,
    make_ladder,
    make_partner,
    make_rung,
    make_site,
    make_urgent_number,
    make_waiting_story,
)

START, WRITE, CHECK, THANKS = (
    reverse(f"stories:{name}") for name in ("start", "write", "check", "thanks")
)
KEPT_PRIVATE = "private, no-store"


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(robots, "FEWEST_SECONDS", 0)


def answers(**details) -> dict:
    words = {
        "key": str(uuid4()),
        "title": "The calm room",
        "happened": "We planned it together.",
        "teller": "parent_carer",
        "about_age": "13_15",
        "name_choice": "anonymous",
        "consent_read": "on",
        "young_person_agrees": "on",
        "adult_agrees": "on",
        "email": "teller@example.org",
    }
    return words | details


def write(client, **details):
    return client.post(WRITE, answers(**details))


def key_in(response) -> str:
    return response.context["key"]


def test_the_start_page_says_what_to_expect_and_three_ways_to_tell(client, db):
    make_site(reply_promise_days=9, contact_phone="01902 123456")
    make_urgent_number(number="0800 1111")

    page = client.get(START)

    for words in ("ten minutes", "Within 9 days", "01902 123456", "0800 1111", "not a helpline", "No name needed"):
        assertContains(page, words)
    for name in ("write", "template_docx", "template_page"):
        assertContains(page, reverse(f"stories:{name}"))
    assert "public" in page["Cache-Control"]
    assert not page.cookies


def test_a_story_is_written_checked_and_sent(client, db):
    make_site(reply_promise_days=10)
    rung, partner = make_rung(6), make_partner()

    written = write(client, rung=rung.pk, partners=[partner.pk], consent_publish="on", good="The lamps")
    assertRedirects(written, CHECK)
    check = client.get(CHECK)
    for words in (
        "The calm room",
        "The lamps",
        rung.name,
        partner.name,
        "13 to 15",
        "You left this empty.",
    ):
        assertContains(check, words)
    assertRedirects(client.post(CHECK), THANKS)

    story = Story.objects.get()
    assert story.state == "waiting"
    assert (story.good, story.rung, story.partners.get()) == ("The lamps", rung, partner)
    assert story.consent_wording
    assert not story.consent_press
    thanks = client.get(THANKS)
    assertContains(thanks, story.reference)
    assertContains(thanks, story.get_follow_url())
    assertContains(thanks, "within 10 days")
    assert [letter.to for letter in mail.outbox] == [["teller@example.org"]]


def test_nothing_is_sent_before_the_button_on_the_check_page_is_pressed(client, db):
    write(client)
    client.get(CHECK)

    assert Story.objects.get().state == "draft"
    assert mail.outbox == []


def test_each_answer_on_the_check_page_has_a_link_to_change_it(client, db):
    make_ladder()
    write(client)

    check = client.get(CHECK)

    for target in ("id_title", "id_happened", "id_teller_0", "id_rung_0", "id_consent_press"):
        assertContains(check, f'href="{WRITE}#{target}"')
        assertContains(client.get(WRITE), f'id="{target}"')


def test_an_answer_can_be_changed_before_sending(client, db):
    write(client, title="The first name")
    form = client.get(WRITE)
    assertContains(form, "The first name")

    write(client, key=key_in(form), title="A better name")

    assertContains(client.get(CHECK), "A better name")
    assert Story.objects.get().title == "A better name"


def test_without_a_story_the_later_pages_lead_back_to_the_beginning(client, db):
    assertRedirects(client.get(CHECK), WRITE)
    assertRedirects(client.post(CHECK), WRITE)
    assertRedirects(client.get(THANKS), START)


def test_pages_with_somebodys_words_are_never_stored(client, db):
    for page in (
        client.get(WRITE),
        write(client),
        client.get(CHECK),
        client.post(CHECK),
        client.get(THANKS),
    ):
        assert page["Cache-Control"] == KEPT_PRIVATE


def test_telling_a_story_changes_no_public_page(client, db):
    before = revision.current()

    write(client)
    client.post(CHECK)

    assert revision.current() == before


def test_the_thank_you_can_be_hidden_on_a_shared_device(client, db):
    write(client)
    client.post(CHECK)

    client.post(THANKS)

    assertRedirects(client.get(THANKS), START)
    assert Story.objects.get().state == "waiting"


def test_after_one_story_the_form_is_empty_for_the_next(client, db):
    write(client)
    client.post(CHECK)

    form = client.get(WRITE)
    assertNotContains(form, "The calm room")
    write(client, key=key_in(form), title="Another story")
    client.post(CHECK)

    assert Story.objects.sent().count() == 2


# Once, however often


def test_sending_twice_or_after_going_back_stores_one_story_and_one_letter(client, db):
    words = answers()

    client.post(WRITE, words)
    client.post(WRITE, words)
    assertRedirects(client.post(CHECK), THANKS)
    assertRedirects(client.post(CHECK), THANKS)
    assertRedirects(client.post(WRITE, words), THANKS)
    assertRedirects(client.get(CHECK), THANKS)

    assert Story.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_form_sent_again_changes_nothing_of_a_story_that_was_sent(client, db):
    words = answers()
    client.post(WRITE, words)
    client.post(CHECK)

    client.post(WRITE, words | {"title": "Changed later", "consent_press": "on"})

    story = Story.objects.get()
    assert (story.title, story.state, story.consent_press) == ("The calm room", "waiting", False)


@pytest.mark.django_db(transaction=True)
def test_eight_sends_at_once_are_one_story_and_one_letter(settings):
    settings.EMAIL_BACKEND = "post_office.EmailBackend"
    words = answers()
    first = Client()
    first.post(WRITE, words)

    def send(_):
        client = Client()
        client.cookies = first.cookies.copy()
        try:
            return client.post(CHECK).headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(send, range(8)))

    assert answered == [THANKS] * 8
    assert Story.objects.sent().count() == 1
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_first_forms_at_once_are_one_draft():
    words = answers()

    def post(_):
        try:
            return Client().post(WRITE, words).headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(post, range(8)))

    assert answered == [CHECK] * 8
    assert Story.objects.count() == 1


def test_without_a_letter_there_is_no_thank_you(client, db, monkeypatch):
    def fail(story):
        raise RuntimeError

    write(client)
    monkeypatch.setattr(telling.letters, "received", fail)
    client.raise_request_exception = False

    assert client.post(CHECK).status_code == 500

    assert Story.objects.get().state == "draft"


# Somebody else's story


def test_the_key_of_a_story_that_was_sent_opens_nothing(client, db):
    story = make_waiting_story(title="Somebody’s own")

    written = write(client, key=story.key, title="Taken over")
    checked = client.post(CHECK, {"key": story.key})

    assertRedirects(written, THANKS, target_status_code=302)
    assertRedirects(checked, WRITE)
    assertRedirects(client.get(THANKS), START)
    story.refresh_from_db()
    assert story.title == "Somebody’s own"


def test_the_check_page_of_one_draft_never_sends_another(client, db):
    write(client, title="First")
    first = client.get(CHECK).context["story"]
    write(client, title="Second")

    client.post(CHECK, {"key": first.key})

    assert Story.objects.sent().get().title == "First"


# The form is turned away, and the words are not


def test_a_page_left_open_too_long_keeps_every_word(db):
    client = Client(enforce_csrf_checks=True)

    page = write(client, happened="A long story that must not be lost", consent_read="on")

    assert page.status_code == 403
    assertContains(page, "A long story that must not be lost", status_code=403)
    assertContains(page, "Your words are all here", status_code=403)
    assert Story.objects.count() == 0


def test_a_form_that_was_turned_away_can_be_sent_at_once(db):
    client = Client(enforce_csrf_checks=True)
    page = write(client)

    token = page.context["csrf_token"]
    again = write(client, key=key_in(page), csrfmiddlewaretoken=str(token))

    assertRedirects(again, CHECK)


def test_a_check_page_left_open_too_long_still_shows_the_story(db):
    draft = make_draft(title="Still here")
    client = Client(enforce_csrf_checks=True)

    page = client.post(CHECK, {"key": draft.key})

    assertContains(page, "Still here", status_code=403)
    draft.refresh_from_db()
    assert draft.state == "draft"
    token = page.context["csrf_token"]
    assertRedirects(client.post(CHECK, {"key": draft.key, "csrfmiddlewaretoken": str(token)}), THANKS)


# Robots


def test_a_form_sent_within_a_moment_asks_to_press_again_and_keeps_the_words(client, db, monkeypatch):
    monkeypatch.setattr(robots, "FEWEST_SECONDS", 3)

    page = write(client, title="Quick words", opened=robots.stamps.sign_object(robots.time.time()))

    assertContains(page, "Please wait a moment")
    assertContains(page, "Quick words")
    assert Story.objects.count() == 0


@pytest.mark.parametrize("stamp", ["", "made up", "1.5:abc", "\x00", "WzFd:x"])
def test_a_stamp_that_is_not_ours_counts_from_now_and_is_given_anew(client, db, monkeypatch, stamp):
    monkeypatch.setattr(robots, "FEWEST_SECONDS", 3)
    page = write(client, opened=stamp)
    assertContains(page, "Please wait a moment")
    new_stamp = page.context["form"].stamp

    later = robots.time.time() + 4
    monkeypatch.setattr(robots.time, "time", lambda: later)
    again = write(client, opened=new_stamp)

    assertRedirects(again, CHECK)


def test_a_clock_that_was_put_back_keeps_nobody_waiting(client, db, monkeypatch):
    monkeypatch.setattr(robots, "FEWEST_SECONDS", 3)
    stamp = robots.stamps.sign_object(robots.time.time() + 3600)

    assertRedirects(write(client, opened=stamp), CHECK)


def test_who_fills_the_hidden_box_is_asked_again(client, db):
    page = write(client, website="https://spam.example.org")

    assertContains(page, "A box that must stay empty")
    assertContains(page, "The calm room")
    assertNotContains(page, "spam.example.org")
    assert Story.objects.count() == 0


def test_a_seventh_story_in_an_hour_waits_with_every_word_and_says_whom_to_ring(client, db):
    make_site(contact_phone="01902 123456")
    for _ in range(6):
        write(client)
        client.post(CHECK)
    write(client, title="The seventh")

    page = client.post(CHECK)

    assert page.status_code == 429
    assertContains(page, "The seventh", status_code=429)
    assertContains(page, "01902 123456", status_code=429)
    assert (Story.objects.sent().count(), len(mail.outbox)) == (6, 6)
    assertContains(client.get(CHECK), "The seventh")


def test_pressing_send_often_is_not_counted_as_many_stories(client, db):
    write(client)
    for _ in range(10):
        assertRedirects(client.post(CHECK), THANKS)

    write(client)
    assertRedirects(client.post(CHECK), THANKS)


def test_a_robot_cannot_fill_the_table_with_drafts(client, db, monkeypatch):
    monkeypatch.setattr(telling, "BEGINNING", telling.Limit("few", times=2, minutes=60))
    for _ in range(2):
        assertRedirects(write(client), CHECK)

    page = write(client, title="One too many")

    assertContains(page, "One too many", status_code=429)
    assert Story.objects.count() == 2


# On paper


def test_the_printed_template_asks_the_same_questions_as_the_form(client, db):
    make_ladder()
    make_partner(name="Parents’ Forum")
    form = client.get(WRITE).context["form"]

    page = client.get(reverse("stories:template_page"))
    document = Document(BytesIO(client.get(reverse("stories:template_docx")).content))

    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for field in form.visible_fields():
        assertContains(page, field.label)
        assert field.label in written
    for choice in ("Parents’ Forum", "Co-design: “What shall we do?”", "Under 13", "I am not sure"):
        assertContains(page, choice)
        assert f"☐ {choice}" in written


def test_the_document_says_its_language_and_where_to_send_it(client, db):
    make_site(contact_email="stories@example.org")

    answer = client.get(reverse("stories:template_docx"))
    document = Document(BytesIO(answer.content))

    assert "attachment" in answer["Content-Disposition"]
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title
    assert 'w:lang w:val="en-GB"' in document.styles["Normal"].element.xml
    assert any("stories@example.org" in paragraph.text for paragraph in document.paragraphs)


def test_each_question_of_the_document_is_marked_with_its_name(client, db):
    document = Document(BytesIO(client.get(reverse("stories:template_docx")).content))

    marks = document.element.xpath("//w:bookmarkStart/@w:name")
    numbers = document.element.xpath("//w:bookmarkStart/@w:id")

    assert marks == list(client.get(WRITE).context["form"].fields)
    assert len(set(numbers)) == len(marks)
