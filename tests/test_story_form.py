"""What the form asks, what it needs, and what it does with an answer that nobody should give."""

from hashlib import sha256

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.forms import CONSENT_WORDING, GROUPS, NOTES, StoryForm
from stories.models import Story
from tests.factories import make_ladder, make_partner, make_urgent_number
from tests.telling import CHECK, LONG_AGO, WRITE, write, wrong_fields

CONSENT_QUESTIONS = [
    "consent_read",
    "consent_publish",
    "consent_training",
    "consent_press",
    "young_person_agrees",
    "adult_agrees",
]


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
    page = client.post(WRITE, {"opened": LONG_AGO})

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
