"""What the form asks, what it needs, and what it does with an answer that nobody should give."""

from hashlib import sha256

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories import robots
from stories.forms import CONSENT_WORDING, GROUPS, NOTES, StoryForm
from stories.models import Story
from tests.factories import make_ladder, make_partner, make_published_story, make_urgent_number
from tests.test_telling_a_story import CHECK, WRITE, answers, write

CONSENT_QUESTIONS = [
    "consent_read",
    "consent_publish",
    "consent_training",
    "consent_press",
    "young_person_agrees",
    "adult_agrees",
]


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(robots, "FEWEST_SECONDS", 0)


def wrong_fields(page) -> set[str]:
    return set(page.context["form"].errors)


def test_questions_stand_in_groups_with_a_heading(client, db):
    page = client.get(WRITE)

    for heading, _ in GROUPS:
        assertContains(page, f"<h2>{heading}</h2>")


def test_the_form_says_first_whom_to_ring_and_to_use_no_real_names(client, db):
    make_urgent_number(label="In danger", number="999")

    words = client.get(WRITE).content.decode()

    assert words.index("not a helpline") < words.index("999") < words.index("<form")
    assert words.index("do not use real names") < words.index("<form")


def test_no_yes_is_given_beforehand_and_no_name_is_shown_unless_chosen(client, db):
    form = client.get(WRITE).context["form"]

    assert not any(form[name].value() for name in CONSENT_QUESTIONS)
    assert form["name_choice"].value() == "anonymous"


def test_each_rung_says_what_it_sounds_like_and_nobody_has_to_know(client, db):
    make_ladder()

    page = client.get(WRITE)

    assertContains(page, "Co-production: “What shall we do?”")
    assertContains(page, "I am not sure")
    assertNotContains(page, "---------")


def test_only_partners_of_today_are_offered(client, db):
    make_partner(name="Here today")
    make_partner(name="Gone", standing="former")
    make_partner(name="Hidden", is_listed=False)

    page = client.get(WRITE)

    assertContains(page, "Here today")
    assertNotContains(page, "Gone")
    assertNotContains(page, "Hidden")


def test_an_empty_form_says_what_is_needed(client, db):
    page = client.post(WRITE, {"title": ""})

    assert wrong_fields(page) == {
        "title",
        "happened",
        "teller",
        "about_age",
        "name_choice",
        "consent_read",
    }
    assertContains(page, "<title>Error: ")
    for link in ("#id_title", "#id_teller_0", "#id_consent_read"):
        assertContains(page, f'href="{link}"')


def test_a_mistake_loses_no_word(client, db):
    rung = make_ladder()[3]
    partner = make_partner()

    page = write(
        client,
        title="",
        happened="All that happened",
        good="Something good",
        shown_name="Sam",
        rung=rung.pk,
        partners=[partner.pk],
        consent_press="on",
    )

    form = page.context["form"]
    assertContains(page, "All that happened")
    assertContains(page, "Something good")
    assert form["shown_name"].value() == "Sam"
    assert form["rung"].value() == str(rung.pk)
    assert form["partners"].value() == [str(partner.pk)]
    assert form["consent_press"].value()


@pytest.mark.parametrize("name", ["good", "better", "changed", "took_part", "rung", "partners", "email"])
def test_most_questions_may_be_left_empty(client, db, name):
    assertRedirects(write(client, **{name: ""} if name != "partners" else {}), CHECK)


# Who says yes


@pytest.mark.parametrize(
    ("age", "young_person", "adult"),
    [
        ("under_13", True, True),
        ("13_15", True, True),
        ("16_17", True, False),
        ("adult", True, False),
        ("nobody", False, False),
    ],
)
def test_who_must_say_yes_follows_from_the_age(client, db, age, young_person, adult):
    page = write(client, about_age=age, young_person_agrees="", adult_agrees="")

    if young_person or adult:
        needed = {"young_person_agrees": young_person, "adult_agrees": adult}
        assert wrong_fields(page) == {name for name, is_needed in needed.items() if is_needed}
    else:
        assertRedirects(page, CHECK)


@pytest.mark.parametrize("missing", ["young_person_agrees", "adult_agrees"])
def test_under_16_either_no_means_no(client, db, missing):
    page = write(client, about_age="under_13", **{missing: ""})

    assert wrong_fields(page) == {missing}
    assert Story.objects.count() == 0


def test_from_16_the_young_person_alone_decides(client, db):
    assertRedirects(write(client, about_age="16_17", adult_agrees=""), CHECK)


def test_each_yes_is_kept_by_itself(client, db):
    write(client, consent_training="on")

    story = Story.objects.get()
    assert (story.consent_read, story.consent_training) == (True, True)
    assert (story.consent_publish, story.consent_press) == (False, False)


def test_the_wording_of_a_yes_has_a_date_that_moves_with_it():
    """If this fails, a consent question was reworded: give CONSENT_WORDING a new date and list it here."""
    wordings = {"2026-11-22": "46ffdade7f83"}

    form = StoryForm.base_fields
    words = [str(form[name].label) + str(form[name].help_text) for name in CONSENT_QUESTIONS]
    said = sha256("\n".join([*words, *NOTES.values()]).encode()).hexdigest()[:12]

    assert wordings[CONSENT_WORDING] == said


# The name


def test_a_name_is_shown_only_if_that_was_chosen(client, db):
    write(client, name_choice="anonymous", shown_name="Sam")

    assert Story.objects.get().shown_name == ""


def test_who_wants_a_name_shown_has_to_give_one(client, db):
    assert wrong_fields(write(client, name_choice="shown", shown_name=" ")) == {"shown_name"}
    assertRedirects(write(client, name_choice="shown", shown_name="Sam"), CHECK)


# What nobody should send


@pytest.mark.parametrize(
    "details",
    [
        {"title": "with a \x00 in it"},
        {"happened": "\x00"},
        {"email": "a\x00@example.org"},
        {"email": "teller@example.org\nBcc: everybody@example.org"},
        {"email": "no address"},
        {"title": "t" * 121},
        {"happened": "h" * 10_001},
        {"shown_name": "n" * 41, "name_choice": "shown"},
        {"teller": "the queen"},
        {"about_age": "\x00"},
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
    assert Story.objects.count() == 0


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

    for page in (client.get(CHECK), client.get(WRITE)):
        assertNotContains(page, "<script>alert")
        assertContains(page, "&lt;script&gt;alert(1)")
    assert Story.objects.get().title == hostile


def test_ten_thousand_fields_are_answered_with_a_page(client, db):
    page = client.post(WRITE, answers() | {f"field{number}": "x" for number in range(10_000)})

    assert page.status_code == 400
    assertContains(page, "<h1", status_code=400)


def test_a_field_of_five_million_letters_is_answered_with_a_page(client, db):
    page = client.post(
        WRITE,
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
    page = client.generic("POST", WRITE, body, content_type=content_type)

    assert page.status_code in {200, 400}
    assertContains(page, "<h1", status_code=page.status_code)


@pytest.mark.parametrize("name", ["write", "check", "thanks", "start", "template_page", "template_docx"])
def test_other_ways_to_ask_are_refused(client, db, name):
    assert client.put(reverse(f"stories:{name}")).status_code == 405
    assert client.delete(reverse(f"stories:{name}")).status_code == 405
