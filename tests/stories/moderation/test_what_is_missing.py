"""A decision that misses an answer: a summary that leads to it, and a sentence beside the box. Labels, never names of fields."""

import pytest
from bs4 import BeautifulSoup
from django.forms import ModelChoiceField
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.honeypot import PatientForm
from stories.moderation import decisions
from tests.stories.moderation.test_moderation import desk, fresh, typed
from tests.support.check import check_of, say, unfold
from tests.support.factories import make_moderator, make_user, make_waiting_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def look(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def summary(page) -> list[str]:
    """What each link of the summary says; each lands on a box with a sentence beside it."""
    links = page.select(".error-summary a")
    for link in links:
        box = page.select_one(link["href"])
        assert box.find_parent(class_="field--wrong"), link
    return [" ".join(link.text.split()) for link in links]


@pytest.mark.parametrize(
    ("button", "asked"),
    [
        ("publish", ["How critical is it? Say first how critical this story is, from 0 to 5."]),
        ("ask", ["What do you want to ask? Write a question, or choose one."]),
        (
            "hold",
            [
                "Why may somebody not be safe?",
                "Have you rung somebody? Say whether you have rung somebody. It can be “nobody yet”.",
            ],
        ),
        ("decline", ["Why can it not be published?", "What do you want to say to the teller?"]),
        ("hand_over", ["To whom?"]),
    ],
)
def test_each_missing_answer_is_linked_and_stands_beside_its_box(client, moderator, button, asked):
    story = make_waiting_story(email="teller@example.org", criticality=None)

    page = look(client.post(desk(story), typed(story, do=button)))

    found = summary(page)
    assert len(found) == len(asked)
    assert all(text.startswith(start) for text, start in zip(found, asked, strict=True)), found
    assert page.title.text.startswith("Error: ")


def test_an_empty_public_copy_is_linked_too(client, moderator):
    story = make_waiting_story()

    page = look(client.post(desk(story), typed(story, do="save", public_happened="")))

    assert [text.split(" ")[0] for text in summary(page)] == ["What"]


def test_a_detail_without_a_reason_is_linked_on_the_page_that_is_checked(client, moderator):
    story = make_waiting_story(happened="My son Xander met Mrs Patel.", criticality=0)
    unfold(client, story)
    names = [
        box["name"] for box in look(client.get(check_of(story))).select("textarea, input[name^=keep]")
    ]

    answers = {names[0]: "It is a bus.", names[1]: ""}
    page = look(say(client, story, "publish", **answers))

    assert summary(page) == ["Keep it, because … Take “Patel” out, or say why it stays."]
    assert fresh(story).state == "waiting"


# After a session ended


def test_whoever_was_signed_out_reads_labels_and_no_names_of_fields(client):
    story, colleague = make_waiting_story(), make_user("Moderators", name="Secret Colleague")
    data = {
        "public_happened": "Half a sentence",
        "criticality": "2",
        "hold-reason": "Harm at home.",
        "hold-how": "phone",
        "hand_over-to": str(colleague.pk),
        "take_out-words": "Jo",
        "photo-7-public_alt": "A slide",
        "version": "3",
        "do": "hold",
    }

    response = Client().post(desk(story), data)

    page = look(response)
    read = {term.text.strip(): term.find_next("dd").text.strip() for term in page.select("dt")}
    assert response.status_code == 403
    assert read["What happened"] == "Half a sentence"
    assert read["Hold it: somebody may not be safe: Why may somebody not be safe?"] == "Harm at home."
    assert read["What the photo shows, for the public"] == "A slide"
    assert not {"Version", "Do", "Public happened", "Hold reason"} & set(read)
    assert "Secret Colleague" not in response.content.decode()
    kept = {box["name"]: box["value"] for box in page.select("form input[type=hidden]")}
    assert {name: kept[name] for name in data} == data


def read_by(page) -> dict[str, str]:
    return {term.text.strip(): term.find_next("dd").text.strip() for term in look(page).select("dt")}


WITH_FORM = [one for one in decisions.BY_NAME.values() if one.form is not None]


@pytest.mark.parametrize("decision", WITH_FORM, ids=lambda one: one.name)
def test_each_decision_bears_its_question_after_a_session_ended(decision):
    fields = decision.form(prefix=decision.name).fields
    asked = {name: field for name, field in fields.items() if not isinstance(field, ModelChoiceField)}
    data = {f"{decision.name}-{name}": f"Answer to {name}" for name in fields}

    page = Client().post(desk(make_waiting_story()), {**data, "do": decision.name, "version": "1"})

    labels = [f"{decision.title}: {field.label}" for field in asked.values()]
    assert list(read_by(page)) == [f"{label[0].upper()}{label[1:]}" for label in labels]


@pytest.mark.parametrize(
    ("address", "data", "read"),
    [
        (
            "{pk}/erase/",
            {"reason": "asked"},
            {"Why is it erased?": "The teller asked for it"},
        ),
        (
            "emergency/",
            {"story": "1", "why": "Harm."},
            {"Why must you read it now?": "Harm."},
        ),
        ("hand-over/", {"reader": "1", "to": "2"}, {}),
        (
            "type/",
            {"channel": "phone", "happened": "Long.", "opened": "x", "website": ""},
            {"How did it reach us?": "Told on the telephone", "What happened?": "Long."},
        ),
        ("{pk}/type/", {"happened": "Long.", "version": "2"}, {"What happened?": "Long."}),
    ],
)
def test_every_page_beside_the_story_bears_its_questions_too(address, data, read):
    address = f"/admin/stories/story/{address.format(pk=make_waiting_story().pk)}"

    page = Client().post(address, data)

    assert read_by(page) == read
    assert page.status_code == 403


# Nobody at the desk is too quick


@pytest.mark.parametrize("decision", WITH_FORM, ids=lambda one: one.name)
def test_no_form_of_the_desk_asks_staff_to_wait(decision):
    assert not issubclass(decision.form, PatientForm)


def test_who_types_a_story_in_at_once_is_not_told_to_wait(client, moderator):
    page = client.post("/admin/stories/story/type/", {"channel": "phone", "happened": "Long."})

    assertContains(page, "error-summary")
    assertNotContains(page, "a moment")
