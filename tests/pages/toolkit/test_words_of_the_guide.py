"""The words of the how-to guide: five steps, each with lines to tick, a sheet, a warning and what it costs."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.urls import reverse
from docx import Document
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache.page_cache import PUBLIC
from coproduction_site.paper import facts
from coproduction_site.reading_age import reading_age
from ladder.models import Rung
from pages.models import ToolkitStep
from pages.supports import all_supports
from pages.toolkit.admin import MOST_STEPS
from tests.house.test_words import LONGEST, OLDEST, sentences_on
from tests.support import pdf_structure as pdf
from tests.support.factories import make_published_story

pytestmark = pytest.mark.django_db
GUIDE, PDF = "/toolkit/", "/toolkit/how-to-guide.pdf"
MOST_SHEETS = 8


@pytest.fixture
def guide(starter_content):
    cache.clear()
    facts.forget()
    return list(ToolkitStep.objects.all())


def test_the_guide_has_five_steps_in_their_order_and_a_page_for_each(client, guide):
    page = client.get(GUIDE).content.decode()

    names = ["Before you ask", "Plan", "Do", "Check", "Tell"]
    places = [page.index(f">{name}</a></h2>") for name in names]
    assert [step.title for step in guide] == names
    assert places == sorted(places)
    for step in guide:
        assert client.get(step.get_absolute_url()).status_code == 200


def test_each_step_has_five_to_seven_lines_to_tick_a_sheet_a_warning_and_what_it_costs(client, guide):
    for step in guide:
        step.full_clean()
        page = client.get(step.get_absolute_url())

        assert 5 <= len(step.lines_to_tick) <= 7
        assertContains(page, 'type="checkbox"', count=len(step.lines_to_tick))
        for text in (*step.lines_to_tick, *step.lines_to_answer, step.warning, step.costs):
            assertContains(page, text)
        assertContains(page, f'<a href="{step.warning_rung.get_absolute_url()}">')
    assert len({step.warning_rung for step in guide}) == 5


def test_our_own_words_say_that_they_are_a_draft_until_they_are_agreed(client, guide):
    for address in (GUIDE, *(step.get_absolute_url() for step in guide)):
        assertContains(client.get(address), "This is a draft.")

    for step in guide:
        step.is_agreed = True
        step.save()

    for address in (GUIDE, *(step.get_absolute_url() for step in guide)):
        assertNotContains(client.get(address), "This is a draft.")


def test_the_words_can_be_read_by_a_nine_year_old(client, guide):
    for address in (GUIDE, *(step.get_absolute_url() for step in guide)):
        sentences = sentences_on(client, address)

        assert reading_age(" ".join(sentences)) <= OLDEST, address
        assert [text for text in sentences if len(text.split()) > LONGEST] == [], address


def test_the_whole_guide_is_a_tagged_pdf_of_at_most_eight_sheets(client, guide):
    answer = client.get(PDF)
    opened = pdf.opened(answer.content)
    levels = pdf.headings_of(pdf.parts_of(opened))

    assert len(opened.pages) <= MOST_SHEETS
    assert {tuple(map(round, map(float, page.mediabox[2:]))) for page in opened.pages} == {(595, 842)}
    assert opened.Root.MarkInfo.Marked is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.claims_of(opened)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert answer.headers["Cache-Control"] == PUBLIC
    assert 'filename="how-to-guide.pdf"' in answer.headers["Content-Disposition"]
    assertContains(client.get(GUIDE), f'href="{PDF}" type="application/pdf"')


def test_the_longest_steps_that_can_be_published_still_fit_eight_sheets(client, guide):
    def long(count, most):
        return "\n".join(("We plan it with them. " * 9)[:most].strip() for _ in range(count))

    assert len(guide) == MOST_STEPS
    for step in guide:
        step.ticks, step.questions = long(7, 140), long(7, 140)
        step.warning, step.costs = long(1, 300), "It takes an hour. " * 27
        step.story_rung = Rung.objects.get(number=7)
        step.full_clean()
        step.save()
    make_published_story(rung=Rung.objects.get(number=7), title="A story " * 14)

    assert len(pdf.opened(client.get(PDF).content).pages) <= MOST_SHEETS


def test_a_sheet_to_fill_in_is_a_word_document_with_its_questions_and_room_to_write(client, guide):
    for step in guide:
        address = reverse("pages:toolkit_sheet", args=[step.slug])
        assertContains(client.get(step.get_absolute_url()), f'href="{address}"')
        answer = client.get(address)
        document = Document(BytesIO(answer.content))

        headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
        assert document.core_properties.title == step.sheet_title
        assert headings[:-1] == step.lines_to_answer
        assert len(document.tables) == len(step.lines_to_answer)
        assert f'filename="{step.slug}.docx"' in answer.headers["Content-Disposition"]


def test_the_steps_are_in_the_site_map(client, guide):
    found = client.get("/sitemap-pages.xml").content.decode()

    assert GUIDE + "<" in found
    assert all(step.get_absolute_url() in found for step in guide)


def test_the_support_is_live_while_there_is_a_step(starter_content):
    def support():
        return next(support for support in all_supports() if support.slug == "toolkit")

    assert (support().state, support().link) == ("live", GUIDE)

    ToolkitStep.objects.all().delete()

    assert (support().state, support().link) == ("promised", "")
