"""The filled-in template comes back by upload: its answers fill the questions, and its teller checks them."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from pytest_django.asserts import assertContains, assertRedirects

from stories.models import Story
from stories.submission.steps import FIRST
from stories.submission.template.reading import answers_in
from tests.support.factories import make_ladder, make_partner
from tests.support.paper import FILLED, blank, filled
from tests.support.telling import CHECK, PAGES, opened

pytestmark = pytest.mark.django_db
UPLOAD = "/stories/share/template/back/"
READ = "/stories/share/template/read/"


def send(client, content, name="story.docx", **details):
    file = SimpleUploadedFile(name, content)
    return client.post(UPLOAD, opened({"key": str(uuid4()), "file": file} | details))


@pytest.fixture
def house(db):
    make_ladder()
    make_partner(name="Voice")


@pytest.mark.parametrize("mark", ["☒", "☑", "✓", "[x]", "x"])
def test_what_was_written_and_ticked_is_read_back_whatever_the_sign(house, mark):
    answers = answers_in(filled(mark=mark))

    assert {name: answers[name] for name in FILLED} == FILLED
    assert (answers["teller"], answers["about_whom"]) == ("parent_carer", "my_child")
    assert (answers["about_age"], answers["name_choice"]) == ("13_15", "anonymous")
    assert (len(answers["partners"]), answers["consent_publish"]) == (1, "on")
    assert answers["rung"]
    assert "consent_press" not in answers


def test_a_template_that_nobody_filled_in_answers_nothing(house):
    out = BytesIO()
    blank().save(out)

    assert answers_in(out.getvalue()) == {}


def test_two_ticks_where_one_is_asked_are_no_answer(house):
    assert "teller" not in answers_in(filled(ticked=["A parent or carer", "Somebody else"]))


def test_the_answers_fill_the_pages_and_the_yes_is_asked_again(client, house):
    page = send(client, filled())

    story = Story.objects.get()
    assert (story.state, story.channel, story.title) == ("draft", "template", "The calm room")
    assert story.happened == FILLED["happened"]
    assert [str(partner) for partner in story.partners.all()] == ["Voice"]
    assert "consent" not in story.steps_done
    assert client.get(CHECK).status_code == 302
    assert page.status_code == 302
    assertContains(client.get(PAGES["story"]), "The calm room")


def test_a_half_filled_template_leads_to_the_first_question_that_is_open(client, house):
    send(client, filled(texts={"happened": "We planned it."}, ticked=[], yes=()))
    page = client.post(READ)

    assert page.url.startswith(FIRST.get_absolute_url())
    assert Story.objects.get().happened == "We planned it."


def test_another_document_is_kept_for_the_readers_and_the_questions_are_still_asked(client, house):
    other = Document()
    other.add_paragraph("My story in my own way.")
    out = BytesIO()
    other.save(out)

    page = send(client, out.getvalue(), name="mine.docx")

    assertRedirects(page, "/stories/share/template/other/")
    assertContains(client.get(page.url), "mine.docx")
    assert Story.objects.get().documents.get().name == "mine.docx"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.docx", b""),
        ("story.docx", b"PK\x03\x04 broken"),
        ("story.docx", b"<html>no</html>"),
        ("story.exe", b"MZ"),
        ("story.svg", b"<svg onload='alert(1)'/>"),
    ],
)
def test_a_file_that_we_do_not_take_is_refused_in_words_and_leaves_nothing(client, house, name, content):
    page = send(client, content, name=name)

    assertContains(page, "<title>Error: ")
    assert not Story.objects.exists()


def test_no_file_at_all_is_asked_for(client, house):
    page = client.post(UPLOAD, opened({"key": str(uuid4())}))

    assertContains(page, "Choose the file first.")


def test_sent_twice_it_is_one_draft(client, house):
    key = str(uuid4())

    for _ in range(2):
        send(client, filled(), key=key)

    assert Story.objects.count() == 1


def test_hostile_words_in_a_file_are_words(client, house):
    send(client, filled(texts=FILLED | {"happened": "<script>alert(1)</script>"}))

    assertContains(client.get(PAGES["story"]), "&lt;script&gt;")


def test_words_without_end_are_no_more_than_a_box_takes(client, house):
    send(client, filled(texts=FILLED | {"happened": "word " * 5_000}))

    story = Story.objects.get()
    assert story.happened == ""
    assert story.title == "The calm room"


def test_the_file_of_one_teller_is_not_found_by_another(client, house):
    send(client, filled())

    assert Client().get("/stories/share/template/other/").status_code == 302
