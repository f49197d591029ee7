"""From the start page to the thank-you, as somebody without an account and without script does it."""

from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import revision
from stories.models import Story
from tests.factories import (
    make_draft,
    make_ladder,
    make_partner,
    make_rung,
    make_site,
    make_urgent_number,
)
from tests.telling import CHECK, START, THANKS, WRITE, key_in, write
from tests.test_words import blocks_of
from tests.tools.reading_age import reading_age, sentences_of, words_of

KEPT_PRIVATE = "private, no-store"


def test_the_start_page_says_what_to_expect_and_three_ways_to_tell(client, db):
    make_site(reply_promise_days=9, contact_phone="01902 123456")
    make_urgent_number(number="0800 1111")

    page = client.get(START)

    for words in (
        "ten minutes",
        "Within 9 days",
        "01902 123456",
        "0800 1111",
        "not a helpline",
        "No name needed",
    ):
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


def test_every_page_of_telling_can_be_read_by_a_nine_year_old(client, db):
    call_command("load_content", verbosity=0)
    pages = {name: client.get(address) for name, address in (("start", START), ("write", WRITE))}
    write(client, consent_publish="on")
    pages["check"] = client.get(CHECK)
    client.post(CHECK)
    pages["thanks"] = client.get(THANKS)
    pages["follow"] = client.get(Story.objects.get().get_follow_url())

    for name, page in pages.items():
        said = [said for block in blocks_of(page.content.decode()) for said in sentences_of(block)]
        assert reading_age(said) <= 9, name
        assert max(len(words_of(sentence)) for sentence in said) <= 20, name
