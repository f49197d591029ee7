"""The story template as a Word document, made from the same questions as the form. It fits on three sheets."""

from dataclasses import dataclass

from coproduction_site.text import one_line
from stories.submission.form_outline import Question
from stories.submission.template.sheet import Sheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "Tell your story of working together"
SEND = "Where to send it"
HEADINGS = {TITLE, SEND}
# Lines to write on: more where a story is told.
LINES = {"happened": 10, "took_part": 2}
FEW_LINES, SOME_LINES = 1, 3
LONGEST_IN_A_ROW, FEWEST_IN_ROWS = 30, 4


def as_bytes(groups, site) -> bytes:
    sheet = Sheet(TITLE, size=11.5, space=2.5, line=0.8, columns=3)
    write(sheet, groups, site)
    return sheet.as_bytes()


def write(sheet, groups, site) -> None:
    _write_beginning(sheet, site)
    for heading, note, questions in groups:
        sheet.heading(heading, 1)
        if note:
            sheet.paragraph(note, is_kept=True)
        for question in questions:
            _write_question(sheet, question)
    _write_end(sheet, site)


@dataclass(frozen=True)
class Layout:
    """How much room a question gets on paper. Its choices stand in rows if all are short."""

    question: Question
    is_in_rows: bool
    lines: int

    @property
    def each_line(self) -> range:
        return range(self.lines)


def layout(question: Question) -> Layout:
    lengths = [len(choice) for choice in question.choices]
    is_in_rows = len(lengths) > FEWEST_IN_ROWS and max(lengths) <= LONGEST_IN_A_ROW
    is_written = not (question.choices or question.is_tick)
    lines = LINES.get(question.name, SOME_LINES if question.is_long else FEW_LINES)
    return Layout(question, is_in_rows, lines if is_written else 0)


def addresses(site) -> list[str]:
    """As on an envelope, as far as it is known."""
    people = [site.contact_name, site.contact_role, site.council_name]
    lines = [*people, *site.postal_address.splitlines()]
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _write_beginning(sheet, site) -> None:
    sheet.title(TITLE, "round-table")
    sheet.paragraph(
        "Fill in what you like. You can type, or print it and use a pen. "
        "You need not give your name. Please leave out real names of people, schools and streets. "
        "To tick a box, put an X in it or beside it. Use more paper if you need it."
    )
    sheet.paragraph(
        f"A person reads it within {site.reply_promise_days} days. "
        "This is not a helpline. If somebody is in danger, ring 999 now."
    )


def _write_question(sheet, question) -> None:
    if question.is_tick:
        sheet.tick(question.label, question.name)
        return
    sheet.heading(question.label, 2, question.name)
    if question.hint:
        sheet.paragraph(question.hint, is_kept=True)
    room = layout(question)
    if room.lines:
        sheet.lines_to_write_on(room.lines, question.label)
    elif room.is_in_rows:
        sheet.choices_in_rows(question.choices)
    else:
        sheet.choices(question.choices)


def _write_end(sheet, site) -> None:
    sheet.heading(SEND, 1)
    sheet.several_lines([", ".join(addresses(site))], is_strong=True)
    if site.contact_email:
        sheet.paragraph(f"Email: {site.contact_email}")
    if site.contact_phone:
        sheet.paragraph(
            f"Phone: {one_line(site.contact_phone)}. You can also ring, and we write it down."
        )
    sheet.paragraph(
        "You can change your mind at any time. Tell us, and your story is taken down. "
        "You do not have to say why."
    )
