"""The story template in Easy Read: short sentences, one idea a line, a picture beside each question.

It asks what the form asks, in words of its own. It is read back in the same way.
"""

from dataclasses import dataclass

from coproduction_site.text import one_line
from stories.submission.template.document import addresses
from stories.submission.template.sheet import Sheet

TITLE = "Tell us your story"
SEND = "How to send us your story"
DRAFT = "Draft Easy Read. It is not tested yet."
LINES, LINES_LONG, LINES_STORY = 1, 4, 14


@dataclass(frozen=True)
class Easy:
    title: str
    picture: str
    lines: tuple[str, ...] = ()


QUESTIONS = {
    "teller": Easy("Who are you?", "people-two", ("Tick one box.",)),
    "about_whom": Easy("Who is in the story?", "family", ("Tick one box.",)),
    "about_age": Easy(
        "How old is this person?",
        "friends",
        ("Tick one box.", "Do not write a birthday."),
    ),
    "title": Easy("Give your story a name", "books", ("A few words are enough.",)),
    "happened": Easy(
        "What happened in your story?",
        "speech",
        (
            "Tell us what you did.",
            "Tell us what other people did.",
            "Do not write real names.",
            "Say “my friend” or “my school”.",
        ),
    ),
    "language": Easy(
        "What language do you write in?",
        "map",
        ("Any language is fine.", "We find somebody who can read it."),
    ),
    "good": Easy("What was good about it?", "happy", ("What did you like?",)),
    "better": Easy(
        "What could have been better?", "toolbox", ("You can say what went wrong.", "It helps us.")
    ),
    "changed": Easy("What is different now?", "signpost", ("Is nothing different? You can say so.",)),
    "took_part": Easy(
        "Who was there?", "meeting", ("For example: two parents and a nurse.", "No names.")
    ),
    "rung": Easy(
        "How were you listened to?",
        "ladder",
        (
            "What did people say to you?",
            "Tick the box that is most like it.",
            "You do not have to know.",
        ),
    ),
    "partners": Easy("Which groups were there?", "round-table", ("You can tick more than one box.",)),
    "school": Easy("Was a school or nursery there?", "books", ("Write its name.", "We do not show it.")),
    "other_organisation": Easy(
        "Was another group there?", "people-two", ("Write its name.", "We do not show it.")
    ),
    "is_unsure_who": Easy("Are you not sure who was there?", "signpost", ("That is fine.",)),
    "name_choice": Easy(
        "Do you want to show a name?", "me", ("We never show a last name.", "You can make up a name.")
    ),
    "shown_name": Easy("Which name can we show?", "me", ("Do you want no name? Leave this empty.",)),
    "email": Easy(
        "What is your e-mail?",
        "letter",
        ("Then we can tell you what comes next.", "You can leave this empty.", "We do not show it."),
    ),
    "consent_read": Easy(
        "Can we keep your story and read it?",
        "magnifier",
        ("We need this yes.", "Only we will read it."),
    ),
    "consent_publish": Easy(
        "Can we put your story on our website?",
        "screen",
        ("Then everybody can read it.", "First we take out what shows who you are."),
    ),
    "consent_training": Easy(
        "Can we use your story to teach?", "whiteboard", ("We teach people who work with families.",)
    ),
    "consent_press": Easy("Can we show your story to newspapers?", "megaphone", ("You can say no.",)),
    "young_person_agrees": Easy(
        "Does the person in the story say yes?",
        "consent",
        ("Ask the person first.", "No means no."),
    ),
    "adult_agrees": Easy(
        "Does a parent say yes?",
        "hands",
        (
            "Is the person under 16?",
            "Then a parent must say yes too.",
            "Or an adult who is like a parent.",
        ),
    ),
}
IN_ROWS = {"about_age", "language"}
PARTS = {
    "teller": "Who tells the story",
    "title": "What you want to tell",
    "good": "More about it, if you like",
    "rung": "How people worked together",
    "name_choice": "About your name",
    "consent_read": "What we can do with your story",
}
ON_NEW_PAGES = {"title", "rung", "name_choice"}
HEADINGS = {TITLE, SEND, *PARTS.values()}


def titles(name: str) -> list[str]:
    return [QUESTIONS[name].title] if name in QUESTIONS else []


def hints(name: str) -> tuple[str, ...]:
    return QUESTIONS[name].lines if name in QUESTIONS else ()


def as_bytes(groups, site) -> bytes:
    sheet = Sheet(TITLE, size=14, space=4, line=1, columns=2)
    write(sheet, groups, site)
    return sheet.as_bytes()


def write(sheet, groups, site) -> None:
    _write_beginning(sheet, site)
    for _, _, questions in groups:
        for question in questions:
            if question.name in PARTS:
                is_on_new_page = question.name in ON_NEW_PAGES
                sheet.heading(PARTS[question.name], 1, on_new_page=is_on_new_page)
            _write_question(sheet, question)
    _write_end(sheet, site)


def _write_beginning(sheet, site) -> None:
    sheet.title(TITLE, "speech")
    for line in (
        DRAFT,
        "You can tell us about a time when you worked together with other people.",
        "You can leave a question out.",
        "Somebody you trust can help you.",
        "You do not need to tell us your name.",
        "To tick a box, put an X in it.",
        f"We read your story within {site.reply_promise_days} days.",
    ):
        sheet.paragraph(line, is_kept=True)
    sheet.heading("Are you in danger now? Ring 999.", 2, picture="afraid")


def _write_question(sheet, question) -> None:
    easy = QUESTIONS.get(question.name) or Easy(question.label, "", (question.hint,))
    sheet.heading(easy.title, 2, question.name, picture=easy.picture)
    for line in easy.lines:
        sheet.paragraph(line, is_kept=True)
    if question.is_tick:
        sheet.choices(["Yes"])
    elif question.name in IN_ROWS:
        sheet.choices_in_rows(question.choices)
    elif question.choices:
        sheet.choices(question.choices)
    else:
        sheet.lines_to_write_on(_lines_for(question), easy.title)


def _lines_for(question) -> int:
    if question.name == "happened":
        return LINES_STORY
    return LINES_LONG if question.is_long else LINES


def _write_end(sheet, site) -> None:
    sheet.heading(SEND, 1, picture="letter")
    sheet.paragraph("Post it or bring it to:", is_kept=True)
    sheet.several_lines(addresses(site), is_strong=True)
    if site.contact_email:
        sheet.paragraph(f"Or e-mail it to: {site.contact_email}")
    if site.contact_phone:
        sheet.paragraph(f"Or ring us: {one_line(site.contact_phone)}")
        sheet.paragraph("You can tell us your story on the phone. We write it down.")
    sheet.paragraph("You can change your mind.", is_kept=True)
    sheet.paragraph("Tell us. Then we take your story down.", is_kept=True)
    sheet.paragraph("You do not have to say why.")
