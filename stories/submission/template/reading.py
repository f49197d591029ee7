"""Reads our own template back when somebody has filled it in. What was ticked or written becomes answers to check."""

import re
from io import BytesIO

from django import forms
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from coproduction_site import text as door
from stories.submission.forms import StoryForm
from stories.submission.questions import QUESTIONS

TICKED = re.compile(r"^\s*(?:[☑☒✓✔✅🗹]|\[\s*[xX✓✔]\s*\]|[xX](?=\s))\s*(.+)$")
MOST_LETTERS = 60_000


def answers_in(content: bytes) -> dict | None:
    """As a form would send them. None if it is not our template, or nothing in it can be read.

    `content` has been through `documents.checked`, so it is a sound and small .docx.
    """
    found = _parts(Document(BytesIO(content)))
    if not found:
        return None
    form = StoryForm()
    answers = {name: _answer(form[name], *found[name]) for name in QUESTIONS if name in found}
    return {name: door.cleaned_throughout(answer) for name, answer in answers.items() if answer}


def _parts(document) -> dict[str, tuple[list[str], list[str]]]:
    """By the bookmark of each question: the lines in its boxes, and the lines around them."""
    found, here = {}, None
    for element in document.element.body.iterchildren():
        paragraph = Paragraph(element, document) if element.tag == qn("w:p") else None
        if paragraph and ((name := _bookmark(element)) or _is_heading(paragraph)):
            here = found.setdefault(name, ([], [])) if name else None
        elif here:
            boxes, lines = here
            boxes.extend(_lines_of_table(element, document))
            lines.extend([paragraph.text] if paragraph else [])
    return found


def _answer(field, boxes: list[str], lines: list[str]):
    ticked = {_plain(match[1]) for match in map(TICKED.match, lines) if match}
    if isinstance(field.field, forms.BooleanField):
        return "on" if ticked else ""
    if hasattr(field.field, "choices"):
        chosen = [
            str(value) for value, label in field.field.choices if value and _plain(str(label)) in ticked
        ]
        if isinstance(field.field, forms.ModelMultipleChoiceField):
            return chosen
        return chosen[0] if len(chosen) == 1 else ""
    beside = [line for line in lines if _plain(line) != _plain(field.help_text)]
    return "\n".join([*boxes, *beside]).strip()[:MOST_LETTERS]


def _lines_of_table(element, document) -> list[str]:
    """None of an element that is no table."""
    rows = Table(element, document).rows if element.tag == qn("w:tbl") else []
    return [paragraph.text for row in rows for cell in row.cells for paragraph in cell.paragraphs]


def _bookmark(element) -> str | None:
    names = (mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart")))
    return next((name for name in names if name in QUESTIONS), None)


def _is_heading(paragraph) -> bool:
    return (paragraph.style.name or "").startswith(("Heading", "Title")) if paragraph.style else False


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
