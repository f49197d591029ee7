"""What the form asks, what it needs, and what it does with an answer that nobody should give."""

from hashlib import sha256

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Story, ages
from stories.submission import consent_wording
from stories.submission.consent_wording import CONSENT_WORDING
from stories.submission.questions import GROUPS, QUESTIONS
from tests.support.factories import make_ladder, make_partner, make_urgent_number
from tests.support.telling import CHECK, FIRST, PAGES, WALK, read_for, write, wrong_fields

pytestmark = pytest.mark.same_on_any_database

CONSENT_QUESTIONS = [
    "consent_read",
    "consent_publish",
    "consent_training",
    "consent_press",
    "young_person_agrees",
    "adult_agrees",
]


def test_every_question_is_asked_on_one_page_in_the_order_of_the_paper():
    assert [name for step in WALK for name in step.fields] == QUESTIONS
    assert len(QUESTIONS) == len(set(QUESTIONS)) == sum(len(names) for _, names in GROUPS)


def test_the_pages_say_whom_to_ring_and_to_use_no_real_names_before_they_ask(client, db):
    make_urgent_number(label="In danger", number="999")
    first = client.get(FIRST).content.decode()
    write(client, upto="story")

    words = client.get(PAGES["story"]).content.decode()

    for page in (first, words):
        assert page.index("not a helpline") < page.index("999") < page.index("<form")
    assert words.index("do not use real names") < words.index("<form")


def test_no_yes_is_given_beforehand_and_no_name_is_shown_unless_chosen(client, db):
    write(client, upto="consent")
    form = client.get(PAGES["consent"]).context["form"]

    assert not any(form[name].value() for name in CONSENT_QUESTIONS)
    assert client.get(PAGES["name"]).context["form"]["name_choice"].value() == "anonymous"


def test_each_rung_says_what_it_sounds_like_and_nobody_has_to_know(client, db):
    make_ladder()
    write(client)

    page = client.get(PAGES["rung"])

    assertContains(page, "Co-production: “What shall we do?”")
    assertContains(page, "I am not sure")
    assertNotContains(page, "---------")


def test_only_partners_of_today_are_offered(client, db):
    make_partner(name="Here today")
    make_partner(name="Gone", standing="former")
    make_partner(name="Hidden", is_listed=False)
    write(client)

    page = client.get(PAGES["partners"])

    assertContains(page, "Here today")
    assertNotContains(page, "Gone")
    assertNotContains(page, "Hidden")


@pytest.mark.parametrize(
    ("slug", "needed"),
    [
        ("who", {"teller", "about_whom"}),
        ("age", {"about_age"}),
        ("story", {"happened"}),
        ("name", {"name_choice"}),
        ("consent", {"consent_read"}),
    ],
)
def test_an_empty_page_says_what_is_needed(client, db, slug, needed):
    write(client, upto=slug)

    page = client.post(PAGES[slug], {"opened": read_for(60, "")})

    assert wrong_fields(page) == needed
    assertContains(page, "<title>Error: ")
    for name in needed:
        assertContains(page, f'href="#{page.context["form"][name].error_target}"')


def test_a_mistake_loses_no_word(client, db):
    page = write(client, title="All that happened", happened="")
    assertContains(page, "All that happened")

    page = write(client, name_choice="shown", shown_name="", email="kim@")

    assert wrong_fields(page) == {"shown_name", "email"}
    assert page.context["form"]["email"].value() == "kim@"
    assert page.context["form"]["name_choice"].value() == "shown"


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
    page = write(client, about_age=age, consent_publish="on", young_person_agrees="", adult_agrees="")

    if young_person or adult:
        needed = {"young_person_agrees": young_person, "adult_agrees": adult}
        assert wrong_fields(page) == {name for name, is_needed in needed.items() if is_needed}
    else:
        assertRedirects(page, CHECK)


@pytest.mark.parametrize("missing", ["young_person_agrees", "adult_agrees"])
def test_under_16_either_no_means_no(client, db, missing):
    page = write(client, about_age="under_13", consent_publish="on", **{missing: ""})

    assert wrong_fields(page) == {missing}
    assert not Story.objects.get().consent_read


def test_from_16_the_young_person_alone_decides(client, db):
    assertRedirects(write(client, about_age="16_17", adult_agrees=""), CHECK)


def test_who_is_old_enough_and_tells_their_own_story_says_yes_with_each_tick(client, db):
    said = {"about_whom": "myself", "young_person_agrees": "", "adult_agrees": ""}
    assertRedirects(write(client, about_age="16_17", **said), CHECK)

    assert Story.objects.get().young_person_agrees
    page = client.get(PAGES["consent"])
    assertNotContains(page, "Who says yes?")
    assertContains(page, "You decide alone")


@pytest.mark.parametrize(
    ("age", "whom", "words"),
    [
        ("under_13", "myself", ["I agree to what I ticked", "for me says yes"]),
        ("under_13", "my_child", ["My child agrees", "An adult with parental responsibility says yes"]),
        ("13_15", "myself", ["I say yes to what I ticked", "for me says yes too"]),
        ("13_15", "somebody", ["The young person says yes", "says yes too"]),
        ("adult", "somebody", ["The person in the story says yes"]),
    ],
)
def test_the_words_about_who_says_yes_fit_the_age_and_the_teller(client, db, age, whom, words):
    write(client, upto="consent", about_age=age, about_whom=whom)

    page = client.get(PAGES["consent"])

    for part in words:
        assertContains(page, part)


def test_the_ages_are_settings(client, db, settings):
    settings.CONSENT_BY_PARENT_UNTIL_AGE, settings.CONSENT_WITH_PARENT_UNTIL_AGE = 12, 15
    settings.ADULT_FROM_AGE = 16
    write(client, upto="age")

    labels = [label for _, label in client.get(PAGES["age"]).context["form"].fields["about_age"].choices]

    assert labels == ["Under 12", "12 to 14", "15", "16 or over"]
    story = Story.objects.get()
    story.about_age = "13_15"
    assert story.get_about_age_display() == "12 to 14"


def test_each_yes_is_kept_by_itself(client, db):
    write(client, consent_training="on")

    story = Story.objects.get()
    assert (story.consent_read, story.consent_training) == (True, True)
    assert (story.consent_publish, story.consent_press) == (False, False)


def test_the_wording_of_a_yes_has_a_date_that_moves_with_it():
    """If this fails, a consent question was reworded: give CONSENT_WORDING a new date and list it here."""
    wordings = {
        "2026-11-22": "46ffdade7f83",
        "2026-11-23": "c354cd3aaa41",
        "2026-11-27": "1ba3a1a7bd10",
        "2026-11-28": "e31204b77213",
        "2026-11-29": "317d51217865",
    }

    words = [*consent_wording.MAY_WE.values(), *consent_wording.ON_PAPER.values()]
    words += [consent_wording.FREELY, consent_wording.WHO_ON_PAPER]
    words += [*consent_wording.OFFERS.values(), *consent_wording.WHAT_OFFERS_MEAN.values()]
    for age in ages.AboutAge.values:
        for whom in ages.AboutWhom.values:
            words += consent_wording.labels(age, whom).values()
            words.append(consent_wording.who_says_yes(age, whom))
    said = sha256("\n".join(words).encode()).hexdigest()[:12]

    assert wordings[CONSENT_WORDING] == said


# The name


def test_a_name_is_shown_only_if_that_was_chosen(client, db):
    write(client, name_choice="anonymous", shown_name="Sam")

    assert Story.objects.get().shown_name == ""


def test_who_wants_a_name_shown_has_to_give_one(client, db):
    assert wrong_fields(write(client, name_choice="shown", shown_name=" ")) == {"shown_name"}
    assertRedirects(write(client, name_choice="shown", shown_name="Sam"), CHECK)
