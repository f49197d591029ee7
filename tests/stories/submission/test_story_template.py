"""The same questions on paper."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from pytest_django.asserts import assertContains

from stories.submission.forms import StoryForm
from stories.submission.questions import QUESTIONS
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
