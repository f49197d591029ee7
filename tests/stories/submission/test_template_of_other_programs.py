"""Our template as other programs save it, and as it was last year.

The files in `tests/data/templates` are our own template, filled in as `tests/support/paper.py` does and saved by
LibreOffice 7.4 (`soffice --headless --convert-to odt`), without its pictures and styles. No person is meant.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coproduction_site.uploads import documents
from stories.submission.template import easy_read
from stories.submission.template.reading import read
from tests.support import uploads
from tests.support.factories import make_ladder, make_partner
from tests.support.house import ROOT
from tests.support.paper import filled

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
FOLDER = ROOT / "tests" / "data" / "templates"
ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:form="f">'
    "<office:body><office:text>{0}</office:text></office:body></office:document-content>"
)
HEADING = '<text:h><text:bookmark text:name="happened"/>What happened?</text:h>'
WHO = '<text:h><text:bookmark text:name="teller"/>Who is telling this story?</text:h>'
SAME = "We planned it."
WRAPPED = {
    "plain": "<text:p>We planned it.</text:p>",
    "spaces and marks": "<text:p>We<text:s/><text:span>planned<text:soft-page-break/> it</text:span>.</text:p>",
    "list": "<text:list><text:list-item><text:p>We planned it.</text:p></text:list-item></text:list>",
    "section": "<text:section><text:p>We planned it.</text:p></text:section>",
    "link": "<text:p>We <text:a>planned</text:a> it.</text:p>",
    "table": "<table:table><table:table-row><table:table-cell><text:p>We planned it.</text:p></table:table-cell>"
    "</table:table-row></table:table>",
    "box": "<text:p><draw:frame><draw:text-box><text:p>We planned it.</text:p></draw:text-box></draw:frame></text:p>",
    "deleted beside it": "<text:tracked-changes><text:changed-region><text:deletion><text:p>No.</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes><text:p>We planned it.<text:change/></text:p>",
}


@pytest.fixture(autouse=True)
def house(db):
    make_ladder()
    make_partner(name="Voice")


def saved(name: str):
    """As it arrives: through the same door as every file that is sent."""
    checked = documents.checked(SimpleUploadedFile(name, (FOLDER / name).read_bytes()))
    return read(checked.file.read(), checked.kind)


def odt(inside: str):
    return read(uploads.zipped(uploads.ODT_PARTS | {"content.xml": ODT.format(inside)}), "odt")


@pytest.mark.parametrize("name", ["saved-by-libreoffice.docx", "saved-by-libreoffice.odt"])
def test_what_libreoffice_saves_is_read_like_our_own(name):
    reading = saved(name)

    assert reading.answers == read(filled()).answers
    assert (reading.doubts, reading.others) == ({}, [])


def test_the_easy_read_version_is_read_back_as_odt_too():
    assert saved("easy-read.odt").answers == read(filled(template=easy_read)).answers


def test_words_with_track_changes_are_read_from_odt_as_they_are_now():
    assert saved("tracked.odt").answers == {"title": "The calm room", "happened": "We planned."}


def test_the_tick_boxes_of_word_are_ticked_in_odt_as_well():
    assert saved("boxes.odt").answers == {"teller": "parent_carer", "name_choice": "anonymous"}


@pytest.mark.parametrize(
    ("name", "title", "happened"),
    [
        (
            "tracked-changes.docx",
            "Tracked title",
            "First typed words. These words were typed while Track Changes was on.",
        ),
        ("all-tracked.docx", "All tracked", "Everything was typed with Track Changes."),
    ],
)
def test_a_template_of_last_year_typed_with_track_changes_loses_no_word(name, title, happened):
    answers = saved(name).answers

    assert (answers["title"], answers["happened"]) == (title, happened)
    assert (answers["teller"], answers["about_whom"], answers["about_age"]) == (
        "parent_carer",
        "myself",
        "adult",
    )


@pytest.mark.parametrize("how", WRAPPED)
def test_whatever_is_around_words_in_odt_they_are_read(how):
    assert odt(HEADING + WRAPPED[how]).answers == {"happened": SAME}


def test_comments_and_notes_of_odt_are_shown_beside_the_answers():
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not sure.</text:p></text:note-body></text:note>"
    comment = "<office:annotation><text:p>Ask Sam.</text:p></office:annotation>"

    reading = odt(HEADING + f"<text:p>We planned{note} it.{comment}</text:p>")

    assert reading.answers == {"happened": SAME}
    assert reading.others == [("", "Not sure."), ("", "Ask Sam.")]


@pytest.mark.parametrize(
    ("state", "expected"), [("checked", {"teller": "parent_carer"}), ("unchecked", {})]
)
def test_a_form_of_libreoffice_has_tick_boxes_too(state, expected):
    form = f'<office:forms><form:checkbox form:id="c1" form:current-state="{state}"/></office:forms>'
    line = '<text:p><draw:control draw:control="c1"/> A parent or carer</text:p>'

    assert odt(form + WHO + line).answers == expected


def test_plain_text_is_read_by_the_words_of_its_questions():
    text = "Who is telling this story?\n[x] A parent or carer\n[ ] Somebody else\n\nWhat happened?\nWe planned it.\n\nYour e-mail address\nsam@example.org"

    assert read(text.encode(), "txt").answers == {
        "teller": "parent_carer",
        "happened": SAME,
        "email": "sam@example.org",
    }
    assert read(b"What happened?\nWe planned it.", "txt") is None
