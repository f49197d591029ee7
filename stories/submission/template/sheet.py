"""A Word document to fill in by hand or on a screen: A4, with lines to write on and boxes to tick."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from coproduction_site.text import one_line

FOLDER = Path(__file__).parent / "pictures"
# Our own drawings, with what each shows.
PICTURES = {
    "afraid": "A person who is afraid.",
    "books": "Some books.",
    "consent": "A box with a tick in it.",
    "family": "A family.",
    "friends": "Two friends. One is in a wheelchair.",
    "hands": "Two people shake hands.",
    "happy": "A happy face.",
    "ladder": "A ladder.",
    "letter": "A letter.",
    "magnifier": "A magnifying glass.",
    "map": "A map.",
    "me": "A face in a mirror.",
    "meeting": "Three people in a meeting.",
    "megaphone": "A megaphone.",
    "people-two": "Two people.",
    "round-table": "Five people plan together at a round table.",
    "screen": "A person on a screen.",
    "signpost": "A signpost that points two ways.",
    "speech": "Two people speak and listen.",
    "toolbox": "A box of tools.",
    "whiteboard": "A whiteboard.",
}
BOX = "☐"
FOOTER = "{title}, page "
BOX_FONT = "MS Gothic"  # As Word itself writes an empty box; it makes no line higher.
ALL_SIDES = ("top", "left", "bottom", "right")
WIDTH, HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(1.5)


class Sheet:
    """A heading stays with what it asks. (Rows are not kept together: LibreOffice then tears off the next heading.)"""

    def __init__(self, title: str, *, size: float, space: float, line: float, columns: int):
        self.document = Document()
        self.size, self.space, self.line, self.columns = size, space, line, columns
        self.bookmarks = 0
        self._prepare(title)

    def as_bytes(self) -> bytes:
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()

    def title(self, text: str, picture: str) -> None:
        self._illustrated(self.document.add_heading(level=0), text, picture, 1.6)

    def heading(
        self, text: str, level: int, name: str = "", *, picture: str = "", on_new_page=False
    ) -> None:
        """A question carries its field's name as a bookmark, so that a filled-in copy can be read back."""
        paragraph = self.document.add_heading(level=level)
        paragraph.paragraph_format.page_break_before = on_new_page or None
        self._illustrated(paragraph, text, picture, 1.5)
        if name:
            self._bookmark(paragraph, name)

    def paragraph(self, text: str, *, is_kept: bool = False) -> None:
        paragraph = self.document.add_paragraph(one_line(text))
        paragraph.paragraph_format.keep_with_next = is_kept

    def several_lines(self, rows: list[str], *, is_strong: bool = False) -> None:
        """One paragraph, as an address is written."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_together = True
        paragraph.add_run("\n".join(map(one_line, rows))).bold = is_strong

    def tick(self, text: str, name: str) -> None:
        """A question that is answered by a tick beside it."""
        paragraph = self.document.add_paragraph(style="Choice")
        self._choice(paragraph, one_line(text))
        self._bookmark(paragraph, name)

    def choices(self, labels) -> None:
        labels = [one_line(str(label)) for label in labels]
        for number, label in enumerate(labels, 1):
            paragraph = self.document.add_paragraph(style="Choice")
            self._choice(paragraph, label)
            paragraph.paragraph_format.keep_with_next = number in (1, len(labels) - 1)

    def choices_in_rows(self, labels) -> None:
        """Short ones, side by side in one paragraph."""
        paragraph = self.document.add_paragraph(style="Choices in rows")
        for number, label in enumerate(labels):
            if number:
                paragraph.add_run("\t" if number % self.columns else "\n")
            self._choice(paragraph, one_line(str(label)))

    def lines_to_write_on(self, number: int, label: str) -> None:
        """Ruled, as in a school book. A screen reader is told what they are for."""
        table = self.document.add_table(rows=number, cols=1)
        _rule(table, label)
        for row in table.rows:
            row.height, row.height_rule = Cm(self.line), WD_ROW_HEIGHT_RULE.AT_LEAST
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            row.cells[0].paragraphs[0].paragraph_format.space_after = Pt(0)

    def _choice(self, paragraph, label) -> None:
        box = paragraph.add_run(BOX)
        box.font.name = BOX_FONT
        box.font.size = Pt(self.size - 1)
        box._r.rPr.rFonts.set(qn("w:eastAsia"), BOX_FONT)
        paragraph.add_run(f" {label}")

    def _illustrated(self, paragraph, text, picture, width) -> None:
        if picture:
            paragraph.add_run().add_picture(str(FOLDER / f"{picture}.png"), width=Cm(width))
            paragraph._p.xpath(".//wp:docPr")[0].set("descr", PICTURES[picture])
            paragraph.add_run("  ")
            paragraph._p.get_or_add_pPr().append(_element("textAlignment", val="center"))
        paragraph.add_run(one_line(text))

    def _bookmark(self, paragraph, name: str) -> None:
        number = str(self.bookmarks)
        self.bookmarks += 1
        paragraph._p.insert(1, _element("bookmarkStart", id=number, name=name))
        paragraph._p.append(_element("bookmarkEnd", id=number))

    def _prepare(self, title) -> None:
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title, "", "en-GB"
        page = self.document.sections[0]
        page.page_width, page.page_height = WIDTH, HEIGHT
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
        page.footer_distance = Cm(0.8)
        self._prepare_styles()
        footer = page.footer.paragraphs[0]
        footer.text = FOOTER.format(title=title)
        footer._p.append(_element("fldSimple", instr="PAGE"))
        footer.runs[0].font.size = Pt(self.size - 2)

    def _prepare_styles(self) -> None:
        styles = self.document.styles
        _plain(styles["Normal"], self.size, 0, self.space)
        styles["Normal"].element.rPr.append(_element("lang", val="en-GB"))
        styles["Normal"].paragraph_format.line_spacing = 1.1
        _plain(styles["Title"], self.size + 10, 0, self.space)
        styles["Title"].element.pPr.remove(styles["Title"].element.pPr.find(qn("w:pBdr")))
        _plain(styles["Heading 1"], self.size + 4, self.space * 2, self.space / 2)
        _plain(styles["Heading 2"], self.size + 0.5, self.space * 1.5, self.space / 2)
        for name in ("Choice", "Choices in rows"):
            style = styles.add_style(name, 1)
            style.base_style = styles["Normal"]
            style.paragraph_format.space_after = Pt(self.space / 2)
            style.paragraph_format.line_spacing = Pt(self.size * 1.2)  # Whichever font lends the box.
        styles["Choice"].paragraph_format.left_indent = Cm(0.7)
        styles["Choice"].paragraph_format.first_line_indent = Cm(-0.7)
        for column in range(1, self.columns):
            stops = styles["Choices in rows"].paragraph_format.tab_stops
            stops.add_tab_stop(int((WIDTH - 2 * MARGIN) / self.columns * column))


def _plain(style, size, before, after) -> None:
    """Arial, in black: what every office has, and what a weak printer can print."""
    style.element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()
    style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _rule(table, label) -> None:
    borders = _element("tblBorders")
    for side in (*ALL_SIDES, "insideH"):
        is_line = side in ("bottom", "insideH")
        how = {"val": "single", "sz": "6", "color": "6B6B6B"} if is_line else {"val": "nil"}
        borders.append(_element(side, **how))
    properties = table._tbl.tblPr
    properties.find(qn("w:tblW")).addnext(borders)
    properties.append(_element("tblCaption", val=f"Write here: {label}"))


def _element(tag: str, **attributes):
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
