"""Before the first question, a page says what was read in a template that came back, and what was not."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.reading_age import reading_age, sentences_of, words_of
from stories.following import data_rights
from stories.models import Story
from stories.models.files import MOST_DOCUMENTS
from stories.submission import uploads
from tests.house.test_words import LONGEST, OLDEST, blocks_of
from tests.support import paper, telling
from tests.support.factories import make_ladder, make_moderator, make_partner, make_waiting_story
from tests.support.paper import FILLED, TICKED, filled
from tests.support.uploads import add_document, pdf, real_word, unzipped, zipped

pytestmark = pytest.mark.django_db
UPLOAD, READ = "/stories/share/template/back/", "/stories/share/template/read/"
OTHER = "/stories/share/template/other/"
TWO = [
    *(label for label in TICKED if not label.startswith("Co-design")),
    "Consultation: “What shall we do?”",
]
RUNGS = ["Co-design: “What shall we do?”", "Consultation: “What shall we do?”"]


@pytest.fixture(autouse=True)
def house(db):
    make_ladder()
    make_partner(name="Voice")


def send(client, content, name="story.docx", key=None, follow=True):
    file = SimpleUploadedFile(name, content)
    details = telling.opened({"key": key or str(uuid4()), "file": file})
    return client.post(UPLOAD, details, follow=follow)


def rows(page) -> dict[str, str]:
    soup = BeautifulSoup(page.content, "html.parser")
    return {
        " ".join(row.dt.text.split()): " ".join(row.dd.get_text(" ").split())
        for row in soup.select("main dl > div")
    }


def test_the_page_says_question_by_question_what_was_read_and_what_was_left_empty(client):
    page = send(client, filled())

    assertRedirects(page, READ)
    found = rows(page)
    assert found["Who is telling this story?"] == "A parent or carer"
    assert found["What happened?"] == FILLED["happened"].replace("\n", " ")
    assert found["Which organisations took part?"] == "Voice"
    assert found["You may publish it on this website"] == "Yes"
    assert found["What changed?"] == "We found nothing here."
    assertContains(page, "We put 12 answers in for you.")


def test_a_long_answer_is_shortened_and_can_be_unfolded(client):
    page = send(client, filled(texts=FILLED | {"happened": "We planned the room. " * 30}))

    details = BeautifulSoup(page.content, "html.parser").select_one("main dd details")
    assert len(details.summary.text.strip()) <= 120
    assert details.div.text.split() == ("We planned the room. " * 30).split()


def test_two_ticks_are_shown_to_choose_from_and_the_choice_is_taken(client):
    page = send(client, filled(ticked=[*TWO, *RUNGS]))

    assert Story.objects.get().rung is None
    soup = BeautifulSoup(page.content, "html.parser")
    offered = [choice.label.text for choice in soup.select("main form .choice")]
    assert offered == RUNGS
    assert rows(page)["Which rung of the ladder did it feel like?"].startswith(
        "You ticked more than one"
    )

    choices = telling.boxes_of(page) | {"rung": soup.select_one("[name=rung]")["value"]}
    onwards = client.post(READ, choices)

    story = Story.objects.get()
    assert story.rung.name == "Co-design"
    assert "rung" in story.steps_done
    assert onwards.url.startswith("/stories/share/")


def test_nothing_chosen_leaves_the_question_open(client):
    page = send(client, filled(ticked=[*TWO, *RUNGS]))

    assertRedirects(client.post(READ, telling.boxes_of(page)), f"{telling.PAGES['rung']}?change")
    assert Story.objects.get().rung is None


def test_a_choice_that_was_not_offered_is_refused(client):
    page = send(client, filled(ticked=[*TWO, *RUNGS]))

    answer = client.post(READ, telling.boxes_of(page) | {"rung": "999"})

    assertContains(answer, "<title>Error: ")
    assert Story.objects.get().rung is None


def test_who_the_story_is_about_can_be_chosen_and_what_hangs_on_it_is_not_lost(client):
    ticked = ["A parent or carer", "Me", "My child, or a child I look after", "13 to 15", "Show no name"]
    page = send(client, filled(ticked=ticked))

    client.post(READ, telling.boxes_of(page) | {"about_whom": "my_child"})

    story = Story.objects.get()
    assert (story.about_whom, story.about_age) == ("my_child", "13_15")
    assert (story.consent_read, story.consent_publish) == (True, True)
    assert "consent" not in story.steps_done


def test_an_answer_that_was_changed_since_is_not_undone_by_a_choice(client):
    page = send(client, filled(ticked=[*TWO, *RUNGS]))
    Story.objects.update(title="Another name")

    client.post(READ, telling.boxes_of(page) | {"rung": telling.boxes_of(page).get("rung", [""])[0]})

    assert Story.objects.get().title == "Another name"


def test_words_that_belong_to_no_question_are_shown(client):
    document = paper.Document(paper.BytesIO(filled()))
    document.add_paragraph("PS: <b>please</b> ring me.")
    other = next(line for line in document.paragraphs if line.text.startswith("☐ Somebody else"))
    other.add_run(", her gran")

    page = send(client, paper.as_bytes(document))

    assertContains(page, "We also found these words")
    assertContains(page, "PS: &lt;b&gt;please&lt;/b&gt; ring me.")
    assertContains(page, "her gran")


def test_signs_that_break_pages_do_not_come_in_by_a_file(client):
    document = paper.Document(paper.BytesIO(filled()))
    document.add_paragraph("PS: \u202eback\u202c wards")

    page = send(client, paper.as_bytes(document))

    assertContains(page, "PS: back wards")


def test_what_is_too_long_for_its_box_is_said_and_shown_whole(client):
    page = send(client, filled(texts=FILLED | {"happened": "word " * 5_000}))

    assert rows(page)["What happened?"].startswith("This is too long")
    assertContains(page, "word " * 4_999)


def test_a_template_that_nobody_filled_in_says_so(client):
    page = send(client, filled(texts={}, ticked=[], yes=()))

    assertContains(page, "We found no answers in your file.")


def test_the_page_works_by_the_key_of_its_form_alone(client):
    page = send(client, filled())

    elsewhere = Client().post(READ, telling.boxes_of(page))

    assert elsewhere.status_code == 302
    assert elsewhere.url.startswith("/stories/share/")
    assert Client().get(READ).url == "/stories/share/"


def test_the_page_is_for_whoever_sent_the_file(client):
    send(client, filled())

    assertRedirects(Client().get(READ), "/stories/share/")


def test_the_file_is_kept_as_it_was_sent_and_counts_apart(client):
    send(client, filled(), name="my story.docx")
    story = Story.objects.get()

    for number in range(MOST_DOCUMENTS):
        uploads.add_document(story, _checked(f"plan{number}.pdf", number))

    assert [document.name for document in story.documents.forms()] == ["my story.docx"]
    assert story.documents.added().count() == MOST_DOCUMENTS
    assert {"Document": "my story.docx"} in data_rights.everything_held(story)["Photos and documents"]
    assertNotContains(client.get("/stories/share/files/?change"), "my story.docx")


def test_documents_that_were_there_before_leave_room_for_the_file(client):
    key = str(uuid4())
    send(client, filled(texts={}, ticked=[], yes=()), key=key)
    story = Story.objects.get()
    for number in range(MOST_DOCUMENTS):
        add_document(story, name=f"{number}.txt", content=str(number).encode())

    send(client, filled(), key=key)

    assert Story.objects.get().title == "The calm room"
    assert story.documents.forms().count() == 2


def test_the_file_goes_with_the_story(client, django_capture_on_commit_callbacks):
    send(client, filled())
    file = Story.objects.get().documents.get().file

    with django_capture_on_commit_callbacks(execute=True):
        data_rights.erase(Story.objects.get())

    assert not file.storage.exists(file.name)


def test_the_same_file_twice_is_one_draft_and_one_file_and_undoes_no_change(client):
    send(client, filled())
    Story.objects.update(title="Another name")

    page = send(client, filled())

    assertRedirects(page, READ)
    story = Story.objects.get()
    assert (story.title, story.documents.count()) == ("Another name", 1)


def test_a_better_file_under_the_same_key_is_read_and_both_are_kept(client):
    key = str(uuid4())
    send(client, filled(texts={"title": "First"}), key=key)
    send(client, filled(texts={"title": "Second"}), key=key)
    assert Story.objects.get().title == "Second"

    page = send(client, filled(texts={"title": "First"}), key=key)

    story = Story.objects.get()
    assert (story.title, story.documents.count()) == ("First", 2)
    assert rows(page)["A name for your story"] == "First"


def test_more_files_than_anybody_needs_are_refused_in_words(client):
    key = str(uuid4())
    for number in range(uploads.MOST_FORMS):
        send(client, filled(texts={"title": f"{number}"}), key=key)

    page = send(client, filled(texts={"title": "One more"}), key=key)

    assertContains(page, "We have kept all three.")
    assert Story.objects.get().documents.count() == uploads.MOST_FORMS


@pytest.mark.parametrize(("name", "content"), [("mine.docx", real_word()), ("mine.pdf", pdf())])
def test_a_file_without_answers_is_kept_and_says_what_works(client, name, content):
    page = send(client, content, name=name)

    assertRedirects(page, OTHER)
    assert Story.objects.get().documents.forms().get().name == name
    assertContains(page, name)
    assert client.get(READ).status_code == 302


def test_a_document_so_deep_that_it_cannot_be_read_is_kept_all_the_same(client):
    deep = "<w:sdtContent>" * 3_000 + "</w:sdtContent>" * 3_000
    parts = {
        name: content.replace(b"<w:sectPr", f"{deep}<w:sectPr".encode())
        for name, content in unzipped(filled()).items()
    }

    page = send(client, zipped(parts))

    assertRedirects(page, OTHER)
    assert Story.objects.get().documents.forms().count() == 1


def test_the_desk_says_which_file_is_the_story(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    story = make_waiting_story()
    story.documents.create(name="my story.docx", file=ContentFile(b"PK", name="a.docx"), is_form=True)

    page = client.get(reverse("admin:stories_story_change", args=[story.pk]))

    assertContains(page, "(the story as it was sent)")


def test_every_sentence_of_the_page_is_easy_to_read(client):
    document = paper.Document(paper.BytesIO(filled(ticked=[*TWO, *RUNGS])))
    document.add_paragraph("PS: thank you.")
    page = send(client, paper.as_bytes(document))

    sentences = [
        sentence for block in blocks_of(page.content.decode()) for sentence in sentences_of(block)
    ]

    assert [sentence for sentence in sentences if len(words_of(sentence)) > LONGEST] == []
    assert reading_age(sentences) <= OLDEST


def _checked(name, number):
    from coproduction_site.uploads import documents

    content = pdf(lambda made: [made.add_blank_page() for _ in range(number)])
    return documents.checked(SimpleUploadedFile(name, content))
