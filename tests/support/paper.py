"""The template filled in as somebody with a word processor would, in one way of many."""

import re
from io import BytesIO

from docx import Document
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
BOX = re.compile(r"☐ ([^\t\n]+)")


def blank(template=standard) -> Document:
    content = template.as_bytes(form_outline.groups(), SiteSettings.objects.current())
    return Document(BytesIO(content))


def filled(
    texts=FILLED,
    ticked=TICKED,
    mark="☒",
    yes=("consent_read", "consent_publish"),
    way="{mark} {label}",
    template=standard,
) -> bytes:
    """`way` says where beside a label the mark stands. `ticked` are labels, or pairs of a question and a label."""
    document = blank(template)
    here, boxes = "", iter(document.tables)
    for element in document.element.body:
        names = [bookmark.get(qn("w:name")) for bookmark in element.iter(qn("w:bookmarkStart"))]
        here = names[0] if names else here
        if element.tag.endswith("}tbl"):
            next(boxes).cell(0, 0).text = texts.get(here, "")
        elif element.tag.endswith("}p"):
            _tick(Paragraph(element, document), here, ticked, mark, yes, way)
    return as_bytes(document)


def as_bytes(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _tick(paragraph, here, ticked, mark, yes, way) -> None:
    """The bookmark and the bold letters of a paragraph stay where they are."""

    def marked(found):
        label = found[1]
        is_meant = label in ticked or (here, label) in ticked or here in yes
        return way.format(mark=mark, label=label) if is_meant else found[0]

    text = BOX.sub(marked, paragraph.text)
    if text != paragraph.text:
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = text
