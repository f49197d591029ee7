"""What the story form does with answers that nobody should give: a page in plain words, never a fault."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Story
from tests.support.factories import make_partner, make_published_story
from tests.support.telling import CHECK, FIRST, PAGES, answers, write, wrong_fields


@pytest.mark.parametrize(
    "details",
    [
        {"happened": "\x00"},
        {"email": "teller@example.org\nBcc: everybody@example.org"},
        {"email": "no address"},
        {"title": "t" * 121},
        {"happened": "h" * 10_001},
        {"shown_name": "n" * 41, "name_choice": "shown"},
        {"teller": "the queen"},
        {"about_age": "\x00"},
        {"about_whom": "everybody"},
        {"name_choice": ""},
        {"rung": "999"},
        {"rung": "1\x00"},
        {"rung": "9" * 40},
        {"rung": "' OR 1=1"},
        {"partners": ["999"]},
        {"partners": ["x", "\x00"]},
        {"partners": ["9" * 40]},
    ],
)
def test_an_impossible_answer_is_refused_in_plain_words_beside_its_question(client, db, details):
    page = write(client, **details)

    assert page.status_code == 200
    assert wrong_fields(page) == {name for name in details if name != "name_choice" or not details[name]}
    assert not Story.objects.sent().exists()
    draft = Story.objects.first()
    assert draft is None or not any(
        getattr(draft, name) == value for name, value in details.items() if value
    )


def test_a_hidden_partner_cannot_be_named(client, db):
    hidden = make_partner(is_listed=False)

    assert wrong_fields(write(client, partners=[hidden.pk])) == {"partners"}


@pytest.mark.parametrize("key", ["", "no key", "\x00", "9" * 500, "{}", "../../etc"])
def test_a_form_with_a_broken_key_is_kept_under_a_new_one(client, db, key):
    assertRedirects(write(client, key=key), CHECK)
    assert Story.objects.count() == 1


def test_fields_that_the_form_does_not_have_are_ignored(client, db):
    published = make_published_story()

    write(
        client,
        state="published",
        slug="my-own-address",
        follow_token="mine",
        reference="MINE-MINE",
        public_title="Straight to the public",
        published_at="2020-01-01",
        decided_by="1",
        pk=str(published.pk),
        id=str(published.pk),
        version="99",
    )

    story = Story.objects.exclude(pk=published.pk).get()
    assert (story.state, story.slug, story.version, story.public_title) == ("draft", None, 1, "")
    assert story.follow_token != "mine"


def test_hostile_words_are_shown_as_words(client, db):
    hostile = "<script>alert(1)</script>\"'{{ 7|add:7 }}"

    write(client, title=hostile, happened=hostile, good=hostile, consent_publish="on")

    for page in (client.get(CHECK), client.get(PAGES["story"])):
        assertNotContains(page, "<script>alert")
        assertContains(page, "&lt;script&gt;alert(1)")
    assert Story.objects.get().title == hostile


def test_ten_thousand_fields_are_answered_with_a_page(client, db):
    page = client.post(FIRST, answers() | {f"field{number}": "x" for number in range(10_000)})

    assert page.status_code == 400
    assertContains(page, "<h1", status_code=400)


def test_a_field_of_five_million_letters_is_answered_with_a_page(client, db):
    page = client.post(
        PAGES["story"],
        "happened=" + "h" * 5_000_000,
        content_type="application/x-www-form-urlencoded",
    )

    assert page.status_code == 413
    assertContains(page, "<h1", status_code=413)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x\r\nbroken", "multipart/form-data"),
        (b"title=%ff%fe&happened=%C3", "application/x-www-form-urlencoded"),
        (b"title=x", "application/x-www-form-urlencoded; charset=no-such"),
        (b"{}", "application/json"),
    ],
)
def test_a_broken_body_is_answered_with_a_page(client, db, body, content_type):
    page = client.generic("POST", FIRST, body, content_type=content_type)

    assert page.status_code in {200, 400}  # Never a row, and never a fault.
    assert not Story.objects.exists()
    assertContains(page, "<h1", status_code=page.status_code)


@pytest.mark.parametrize(
    "name",
    ["write", "check", "thanks", "start", "later", "later_sent", "template_page", "template_docx"],
)
def test_other_ways_to_ask_are_refused(client, db, name):
    for address in (reverse(f"stories:{name}"), *PAGES.values()):
        assert client.put(address).status_code == 405
        assert client.delete(address).status_code == 405
