"""The same questions on paper."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from pytest_django.asserts import assertContains

from coproduction_site.reading_age import reading_age, sentences_of, words_of
from stories.submission import form_outline
from stories.submission.forms import StoryForm
from stories.submission.questions import QUESTIONS
from tests.house.test_words import LONGEST, OLDEST
from tests.support.factories import (
    make_ladder,
    make_partner,
    make_site,
)

pytestmark = pytest.mark.same_on_any_database


def test_the_printed_template_asks_the_same_questions_as_the_form(client, db):
    make_ladder()
    make_partner(name="Parents’ Forum")
    form = StoryForm()

    page = client.get(reverse("stories:template_page"))
    document = Document(BytesIO(client.get(reverse("stories:template_docx")).content))

    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert list(form.fields) == QUESTIONS
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

    assert marks == QUESTIONS
    assert len(set(numbers)) == len(marks)


DOWNLOADS = ["template_docx", "template_easy_read"]


def opened(client, name) -> Document:
    return Document(BytesIO(client.get(reverse(f"stories:{name}")).content))


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_template_is_on_a4_paper_with_narrow_margins(client, db, name):
    page = opened(client, name).sections[0]

    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert page.left_margin == page.right_margin
    assert round(page.left_margin.cm, 1) == 1.5


@pytest.mark.parametrize("name", DOWNLOADS)
def test_there_are_ruled_lines_to_write_on_by_hand_and_a_screen_reader_hears_what_for(client, db, name):
    make_partner()
    questions = [question for _, _, group in form_outline.groups() for question in group]
    tables = opened(client, name).tables

    assert len(tables) == len([one for one in questions if not (one.choices or one.is_tick)]) >= 8
    for table in tables:
        lines = {
            line.tag.rpartition("}")[2]: line.get(qn("w:val"))
            for line in table._tbl.tblPr.xpath("w:tblBorders/*")
        }
        assert lines == {
            "top": "nil",
            "left": "nil",
            "bottom": "single",
            "right": "nil",
            "insideH": "single",
        }
        assert all(row.height >= Cm(0.79) for row in table.rows)
        assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val")[0].startswith("Write here: ")
    assert max(len(table.rows) for table in tables) >= 10


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_heading_stays_with_what_it_asks_and_no_line_is_torn(client, db, name):
    make_ladder()
    document = opened(client, name)
    kept = [line for line in document.paragraphs if line.style.name.startswith("Heading")]

    assert all(line.style.paragraph_format.keep_with_next for line in kept)
    for table in document.tables:
        before = table._tbl.getprevious()
        assert before.xpath("w:pPr/w:keepNext | w:pPr/w:pStyle[starts-with(@w:val, 'Heading')]")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    first = [line for line in document.paragraphs if line.text.startswith("☐ A child")]
    assert first[0].paragraph_format.keep_with_next


def test_languages_and_ages_stand_side_by_side(client, db):
    lines = [line.text for line in opened(client, "template_docx").paragraphs]

    assert any(line.startswith("☐ English\t☐ Panjabi") for line in lines)
    assert "☐ Under 13\t☐ 13 to 15\t☐ 16 or 17\n☐ 18 or over\t☐ It is not about one person" in lines


@pytest.mark.parametrize("name", DOWNLOADS)
def test_every_picture_says_what_it_shows_and_the_file_is_small(client, db, name):
    content = client.get(reverse(f"stories:{name}")).content
    pictures = Document(BytesIO(content)).element.xpath("//wp:docPr")

    assert pictures
    assert all(picture.get("descr") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures)
    assert len(content) < 120_000


@pytest.mark.parametrize("name", [*DOWNLOADS, "template_page"])
def test_the_address_for_letters_is_on_every_template_as_soon_as_it_is_known(client, db, name):
    make_site(postal_address="Civic Centre\nSt Peter’s Square\nWV1 1SH")

    if name == "template_page":
        assertContains(client.get(reverse("stories:template_page")), "Civic Centre<br>St Peter’s Square")
        return
    text = "\n".join(line.text for line in opened(client, name).paragraphs)
    for line in ("Civic Centre", "St Peter’s Square", "WV1 1SH"):
        assert line in text


def test_the_easy_read_version_asks_every_question_in_its_own_words_with_a_picture(client, db):
    make_ladder()
    document = opened(client, "template_easy_read")
    asked = document.element.xpath("//w:bookmarkStart/@w:name")
    headings = [line for line in document.paragraphs if line._p.xpath("w:bookmarkStart")]

    assert asked == QUESTIONS
    assert all(line._p.xpath(".//pic:pic") for line in headings)
    assert not {line.text.strip() for line in headings} & {
        question.label for _, _, group in form_outline.groups() for question in group
    }
    assert document.styles["Normal"].font.size.pt >= 14


@pytest.mark.parametrize(("name", "longest"), [("template_docx", LONGEST), ("template_easy_read", 14)])
def test_every_sentence_of_a_template_is_easy_to_read(client, db, name, longest):
    lines = [line.text for line in opened(client, name).paragraphs if not line.text.startswith("☐")]
    sentences = [sentence for line in lines for sentence in sentences_of(line)]

    assert [sentence for sentence in sentences if len(words_of(sentence)) > longest] == []
    assert reading_age(sentences) <= OLDEST
