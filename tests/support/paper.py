"""The template filled in as somebody with a word processor would, in one way of many."""

import re
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from coproduction_site.models import SiteSettings
from stories.submission import form_outline
from stories.submission.template import document as standard

FILLED = {
    "title": "The calm room",
    "happened": "We planned it together.\nThen we built it.",
    "good": "The lamps.",
    "email": "teller@example.org",
}
TICKED = [
    "A parent or carer",
    "My child, or a child I look after",
    "13 to 15",
    "Show no name",
    "Co-design: “What shall we do?”",
    "Voice",
]
_made: dict = {}  # The same questions make the same template, in some tenths of a second.
BOX = re.compile(r"☐ ([^\t\n]+)")


def blank(template=standard) -> Document:
    groups, site = form_outline.groups(), SiteSettings.objects.current()
    known = (template, repr(groups), site.version, site.contact_email, site.postal_address)
    if known not in _made:
        _made[known] = template.as_bytes(groups, site)
    return Document(BytesIO(_made[known]))


def filled(
    texts=FILLED,
    ticked=TICKED,
    mark="☒",
    yes=("consent_read", "consent_publish"),
    way="{mark} {label}",
    template=standard,
    document=None,
    ways=None,
) -> bytes:
    """`way` says where beside a label the mark stands; `ways` says so for some labels, with a mark of their own.
    `ticked` are labels, or pairs of a question and a label."""
    order = [names_in(element) for element in blank(template).element.body]
    document = document or blank(template)
    here, boxes = "", iter(document.tables)
    for element, names in zip(document.element.body, order, strict=True):
        here = names[0] if names else here
        if element.tag.endswith("}tbl"):
            next(boxes).cell(0, 0).text = texts.get(here, "")
        elif element.tag.endswith("}p"):
            _tick(Paragraph(element, document), here, ticked, mark, yes, way, ways or {})
    return as_bytes(document)


def names_in(element) -> list[str]:
    """Of the questions that begin in this part of a template."""
    return [bookmark.get(qn("w:name")) for bookmark in element.iter(qn("w:bookmarkStart"))]


def as_bytes(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _tick(paragraph, here, ticked, mark, yes, way, ways) -> None:
    """The bookmark and the bold letters of a paragraph stay where they are."""

    def marked(found):
        label = found[1]
        is_meant = label in ticked or (here, label) in ticked or here in yes
        how = ways.get(label, way) if is_meant else found[0]
        return how.format(mark=mark, label=label)

    text = BOX.sub(marked, paragraph.text)
    if text != paragraph.text:
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = text


# As Word writes it: XML put into a template by hand

NAMES = " ".join(
    f'xmlns:{short}="{long}"'
    for short, long in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    return f'<w:del w:id="9" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="8" w:author="A">{run(text)}</w:ins>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def elements(xml: str) -> list:
    return list(parse_xml(f"<w:body {NAMES}>{xml}</w:body>"))


def put(document, name: str, xml: str) -> None:
    """Paragraphs, in place of what stands in the box of one question."""
    cell = box_of(document, name).cell(0, 0)._tc
    for old in cell.findall(qn("w:p")):
        cell.remove(old)
    for element in elements(xml):
        cell.append(element)


def box_of(document, name: str):
    heading = document.element.xpath(f'//w:bookmarkStart[@w:name="{name}"]/ancestor::w:p')[0]
    table = next(element for element in heading.itersiblings() if element.tag == qn("w:tbl"))
    return next(box for box in document.tables if box._tbl is table)


def in_place_of_box(document, label: str, xml: str) -> None:
    """What a tick box of Word is made of, before a label."""
    labelled = next(line for line in document.paragraphs if line.text == f"☐ {label}")
    box = labelled.runs[0]._r
    for element in elements(xml):
        box.addprevious(element)
    box.getparent().remove(box)
