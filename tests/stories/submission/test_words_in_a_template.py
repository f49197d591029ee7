"""Whatever Word wraps typed words and ticks in, a template that comes back is read as its page looks."""

import pytest
from docx.oxml.ns import qn

from stories.submission.template.reading import read
from tests.support import paper
from tests.support.factories import make_ladder, make_partner
from tests.support.paper import deleted, in_place_of_box, inserted, paragraph, put, run

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]

FIELD_TYPE = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'
FIELD = (
    FIELD_TYPE.format("begin")
    + "<w:r><w:instrText>FORMTEXT</w:instrText></w:r>"
    + FIELD_TYPE.format("separate")
    + run("We planned.")
    + FIELD_TYPE.format("end")
)
TEXT_BOX = f"<w:txbxContent>{paragraph(run('We planned.'))}</w:txbxContent>"
TABLE = "<w:tbl><w:tr><w:tc>{0}</w:tc></w:tr></w:tbl>"
SAME = "We planned."
WRAPPED = {
    "plain": paragraph(run(SAME)),
    "inserted": paragraph(inserted(SAME)),
    "inserted in two goes": paragraph(inserted("We ") + inserted("planned.")),
    "deleted beside it": paragraph(deleted("They ") + inserted("We ") + run("planned.")),
    "moved": paragraph(
        f'<w:moveFrom w:id="1" w:author="A">{run("planned. ")}</w:moveFrom>{run("We ")}'
        f'<w:moveTo w:id="2" w:author="A">{run("planned.")}</w:moveTo>'
    ),
    "deleted end of a paragraph": paragraph(run("We "), '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>')
    + paragraph(run("planned.")),
    "new style": paragraph(
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(SAME)}</w:sdtContent></w:sdt>"
    ),
    "new style, around a paragraph": f"<w:sdt><w:sdtContent>{paragraph(run(SAME))}</w:sdtContent></w:sdt>"
    + paragraph(""),
    "field": paragraph(FIELD),
    "simple field": paragraph(f'<w:fldSimple w:instr="AUTHOR">{run(SAME)}</w:fldSimple>'),
    "link": paragraph(f'<w:hyperlink w:anchor="a">{run("We ")}</w:hyperlink>{run("planned.")}'),
    "smart tag": paragraph(f'<w:smartTag w:element="place">{run(SAME)}</w:smartTag>'),
    "custom XML": paragraph(f'<w:customXml w:element="a">{run(SAME)}</w:customXml>'),
    "table in the box": TABLE.format(paragraph(run(SAME))) + paragraph(""),
    "inserted row": TABLE.format(paragraph(run(SAME))).replace(
        "<w:tr>", '<w:tr><w:trPr><w:ins w:id="4" w:author="A"/></w:trPr>'
    )
    + paragraph(""),
    "text box": paragraph(
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{TEXT_BOX}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{TEXT_BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
    "text box of an older Word": paragraph(
        f"<w:r><w:pict><v:textbox>{TEXT_BOX}</v:textbox></w:pict></w:r>"
    ),
    "formula": paragraph(f"<m:oMath><m:r><m:t>{SAME}</m:t></m:r></m:oMath>"),
    "reading aid": paragraph(f"<w:r><w:ruby><w:rubyBase>{run(SAME)}</w:rubyBase></w:ruby></w:r>"),
    "deleted row beside it": "<w:tbl><w:tr><w:trPr><w:del w:id='5' w:author='A'/></w:trPr>"
    f"<w:tc>{paragraph(run('No.'))}</w:tc></w:tr></w:tbl>{paragraph(run(SAME))}",
    "nothing typed beside it": paragraph(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('Click here to enter text.')}</w:sdtContent></w:sdt>{run(SAME)}"
    ),
}
BOX_OF_TODAY = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{0}"/></w14:checkbox></w:sdtPr>'
    f"<w:sdtContent>{run('?')}</w:sdtContent></w:sdt>"
)
OLD_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{0}</w:checkBox></w:ffData></w:fldChar></w:r>'
    "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>" + FIELD_TYPE.format("end")
)
SYMBOL = '<w:r><w:sym w:font="{0}" w:char="{1}"/></w:r>'
TICKED = {
    "box of today": BOX_OF_TODAY.format("1"),
    "old box": OLD_BOX.format("<w:checked/>"),
    "old box that began ticked": OLD_BOX.format('<w:default w:val="1"/>'),
    "Wingdings": SYMBOL.format("Wingdings", "F0FC"),
    "Wingdings, typed": run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "Wingdings 2": SYMBOL.format("Wingdings 2", "F052"),
    "Webdings": SYMBOL.format("Webdings", "F061"),
    "tracked": deleted("☐") + inserted("☒"),
    "picture of a tick": run("✅"),
}
NOT_TICKED = {
    "box of today": BOX_OF_TODAY.format("0"),
    "old box": OLD_BOX.format('<w:checked w:val="0"/>'),
    "Wingdings": SYMBOL.format("Wingdings", "F0A8"),
    "ticked and taken back": inserted("☐") + deleted("☒"),
    "bold": run("☐", "<w:b/>"),
    "marked with a colour": run("☐", '<w:highlight w:val="yellow"/>'),
}


@pytest.fixture(autouse=True)
def house(db):
    make_ladder()
    make_partner(name="Voice")


@pytest.mark.parametrize("how", WRAPPED)
def test_words_are_read_in_their_final_state_whatever_is_around_them(how):
    document = paper.blank()
    put(document, "happened", WRAPPED[how])

    reading = read(paper.as_bytes(document))

    assert reading.answers == {"happened": SAME}
    assert reading.others == []


@pytest.mark.parametrize("how", TICKED)
def test_a_tick_is_a_tick_whatever_makes_it(how):
    document = paper.blank()
    in_place_of_box(document, "A parent or carer", TICKED[how])

    assert read(paper.as_bytes(document)).answers == {"teller": "parent_carer"}


@pytest.mark.parametrize("how", NOT_TICKED)
def test_a_box_that_nobody_ticked_is_none(how):
    document = paper.blank()
    in_place_of_box(document, "A parent or carer", NOT_TICKED[how])

    reading = read(paper.as_bytes(document))

    assert (reading.answers, reading.doubts, reading.others) == ({}, {}, [])


def test_lines_and_tabs_in_a_box_stay_lines():
    document = paper.blank()
    put(
        document,
        "happened",
        paragraph(f"{run('One')}<w:r><w:br/><w:t>two</w:t></w:r>") + paragraph(run("3")),
    )

    assert read(paper.as_bytes(document)).answers == {"happened": "One\ntwo\n3"}


def test_words_on_several_ruled_lines_are_one_answer():
    document = paper.blank()
    box = paper.box_of(document, "good")
    box.cell(0, 0).text, box.cell(2, 0).text = "The lamps.", "The chairs."

    assert read(paper.as_bytes(document)).answers == {"good": "The lamps.\n\nThe chairs."}


def test_words_typed_below_a_box_or_into_its_heading_belong_to_its_question():
    document = paper.blank()
    table = paper.box_of(document, "good")._tbl
    table.addnext(paper.elements(paragraph(run("And the chairs.")))[0])
    heading = next(line for line in document.paragraphs if line.text == "What changed?")
    heading.add_run(" Everything did.")

    answers = read(paper.as_bytes(document)).answers

    assert answers == {"good": "And the chairs.", "changed": "Everything did."}


def test_words_typed_into_a_hint_or_behind_an_answer_are_not_taken_for_ours():
    document = paper.blank()
    hint = next(line for line in document.paragraphs if line.text.startswith("What helped you"))
    hint.add_run(" The lamps.")
    family = next(line for line in document.paragraphs if line.text.startswith("☐ Somebody else in"))
    family.add_run(", her gran")

    reading = read(paper.as_bytes(document))

    assert reading.answers == {"good": "The lamps."}
    assert reading.others == [("teller", "☐ Somebody else in the family, her gran")]


def test_words_that_belong_to_no_question_are_found_all_the_same():
    document = paper.blank()
    document.paragraphs[1].insert_paragraph_before("Dear all, this was hard to write.")
    document.add_paragraph("PS: please ring me.")
    document.sections[0].header.paragraphs[0].text = "From Sam"
    carer = next(line for line in document.paragraphs if line.text == "☐ Somebody else")
    carer.add_run(" – her gran")

    reading = read(paper.as_bytes(document))

    assert reading.answers == {}
    assert reading.others == [
        ("teller", "☐ Somebody else – her gran"),
        ("", "Dear all, this was hard to write."),
        ("", "PS: please ring me."),
        ("", "From Sam"),
    ]


def test_without_bookmarks_a_question_is_known_by_its_words():
    document = paper.blank()
    for mark in document.element.xpath("//w:bookmarkStart | //w:bookmarkEnd"):
        mark.getparent().remove(mark)
    expected = read(paper.filled()).answers

    content = paper.filled(document=document)

    assert read(content).answers == expected
    assert "consent_publish" in expected


def test_a_bookmark_is_enough_where_the_words_of_a_question_were_others_last_year():
    document = paper.blank()
    heading = next(line for line in document.paragraphs if line.text == "What was good?")
    heading.runs[0].text = "What was good about it?"
    put(document, "good", paragraph(run("The lamps.")))

    assert read(paper.as_bytes(document)).answers == {"good": "The lamps."}


def test_a_document_of_their_own_is_not_our_template():
    document = paper.blank()
    body = document.element.body
    for element in [part for part in body if part.tag != qn("w:sectPr")]:
        body.remove(element)
    document.add_heading("What happened?", level=1)
    document.add_paragraph("We planned it.")

    assert read(paper.as_bytes(document)) is None
