"""The story template as a Word document, made from the same questions as the form."""

from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from coproduction_site.text import one_line
from stories.submission.questions import QUESTIONS

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "Tell your story of working together"
SHORT, LONG = Cm(1.2), Cm(4.5)


def as_bytes(groups, site) -> bytes:
    document = Document()
    _prepare(document)
    _write_beginning(document, site)
    for heading, note, questions in groups:
        document.add_heading(heading, level=1)
        if note:
            document.add_paragraph(note)
        for question in questions:
            _write_question(document, question)
    _write_end(document, site)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document) -> None:
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    document.core_properties.language = "en-GB"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(13)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "en-GB"})
    normal.element.rPr.append(language)
    for style in ("Title", "Heading 1", "Heading 2"):
        font = document.styles[style].font
        font.name, font.color.rgb = "Arial", RGBColor(0, 0, 0)
        document.styles[style].element.rPr.rFonts.attrib.clear()
        font.name = "Arial"


def _write_beginning(document, site) -> None:
    document.add_heading(TITLE, level=0)
    document.add_paragraph(
        "Fill in what you like. You can type, or print it and use a pen. "
        "You need not give your name. Please leave out real names of people, schools and streets."
    )
    document.add_paragraph(
        f"A person reads it within {site.reply_promise_days} days. "
        "This is not a helpline. If somebody is in danger, ring 999 now."
    )


def _write_question(document, question) -> None:
    """The heading carries the field's name as a bookmark, so that a filled-in copy can be read back."""
    heading = document.add_heading(question.label, level=2)
    _bookmark(heading, question.name)
    if question.hint:
        document.add_paragraph(question.hint)
    if question.is_tick:
        document.add_paragraph("☐ Yes")
    elif question.choices:
        for choice in question.choices:
            document.add_paragraph(one_line(f"☐ {choice}"))
    else:
        box = document.add_table(rows=1, cols=1, style="Table Grid")
        box.rows[0].height = LONG if question.is_long else SHORT


def _write_end(document, site) -> None:
    document.add_heading("Where to send it", level=1)
    for line in filter(None, [site.contact_name, site.contact_role, site.council_name]):
        document.add_paragraph(one_line(line))
    if site.contact_email:
        document.add_paragraph(f"Email: {site.contact_email}")
    if site.contact_phone:
        document.add_paragraph(
            f"Phone: {one_line(site.contact_phone)}. You can also ring, and we write it down."
        )
    document.add_paragraph(
        "You can change your mind at any time. Tell us, and your story is taken down. "
        "You do not have to say why."
    )


def _bookmark(paragraph, name: str) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    number = str(QUESTIONS.index(name))
    for element in (start, end):
        element.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    paragraph._p.insert(1, start)
    paragraph._p.append(end)
