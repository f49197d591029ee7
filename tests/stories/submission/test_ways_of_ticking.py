"""People tick a box in many ways. Each is read, for each answer of each question, and no other answer is."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stories.submission import form_outline
from stories.submission.template import document, easy_read
from stories.submission.template.reading import read
from stories.submission.template.ticks import ticked
from tests.support import paper
from tests.support.factories import make_ladder, make_partner
from tests.support.paper import filled

MARKS = [
    "☑",
    "☑️",
    "☒",
    "✓",
    "✔",
    "✔️",
    "✅",
    "✗",
    "✘",
    "❌",
    "X",
    "x",
    "√",
    "●",
    "•●",
    "⦿",
    "■",
    "[x]",
    "(X)",
    "+",
    "yes",
]
WAYS = {
    "☐ in its place": "{mark} {label}",
    "after the box": "☐{mark} {label}",
    "after the box, apart": "☐ {mark} {label}",
    "before the box": "{mark} ☐ {label}",
    "no box": "{mark} {label}",
    "at the end": "☐ {label} {mark}",
    "at the end, no box": "{label} {mark}",
    "after a tab": "☐ {label}\t{mark}",
    "before a tab": "{mark}\t☐ {label}",
    "in brackets": "({mark}) {label}",
    "under a line": "_{mark}_ {label}",
    "dots": "{label} ..... {mark}",
}
CLOSE = {"before the label": "{mark}{label}", "at its end": "☐ {label}{mark}"}
HARD = [
    *(
        "Somebody else",
        "Somebody else in the family",
        "Somebody",
        "Me",
        "Some",
        "X-ray team",
        "x",
        "Ray",
    ),
    *(
        "Voice",
        "Voice (West)",
        "Yes we can",
        "V",
        "Co-design: “Help us.”",
        "Co-design: “Do it.”",
        "One/two",
        "+",
    ),
]


def choices_of(labels):
    return [(str(number), label) for number, label in enumerate(labels)]


def sheet(labels, here, way, mark):
    return [
        way.format(mark=mark, label=label) if number == here else f"☐ {label}"
        for number, label in enumerate(labels)
    ]


@pytest.fixture
def questions(db):
    make_ladder()
    make_partner(name="Voice")
    make_partner(name="Voice of the West")
    return [q for _, _, group in form_outline.groups() for q in group if q.choices]


@pytest.mark.same_on_any_database
@pytest.mark.parametrize("mark", MARKS)
def test_each_answer_of_each_question_is_ticked_in_each_way(questions, mark):
    close = CLOSE if len(mark.strip("️")) == 1 else {}
    wrong = []
    for question, way in product(questions, (WAYS | close).values()):
        for here in range(len(question.choices)):
            lines = sheet(question.choices, here, way, mark)
            if ticked(lines, choices_of(question.choices)).values != [str(here)]:
                wrong.append(lines[here])

    assert {"teller", "language", "rung", "partners"} < {question.name for question in questions}
    assert wrong == []


@given(
    some.sampled_from(range(len(HARD))),
    some.sampled_from([mark for mark in MARKS if mark not in ("+", "x", "X")]),
)
def test_labels_that_begin_with_each_other_or_with_an_x_are_told_apart(here, mark):
    labels = [label for label in HARD if label not in ("x", "V", "+", "Co-design: “Do it.”")]
    here %= len(labels)

    for way in WAYS.values():
        found = ticked(sheet(labels, here, way, mark), choices_of(labels))

        assert (found.values, found.others) == ([str(here)], [])


@pytest.mark.parametrize("label", HARD)
def test_an_empty_box_beside_any_label_is_no_tick(label):
    found = ticked([f"☐ {label}", f"  ☐  {label}. ", f"☐\t{label}"], choices_of([label]))

    assert (found.values, found.others) == ([], [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("☒ English\t☐ Urdu (اردو)\t☐ Polish (Polski)", ["English"]),
        ("☐ English\t☐ Urdu (اردو) x\t☐ Polish (Polski)", ["Urdu (اردو)"]),
        ("☐ English\tx\t☐ Urdu (اردو)\t☐ Polish (Polski)", ["English"]),
        ("x\t☐ English\t☐ Urdu (اردو)\t☐ Polish (Polski)", ["English"]),
        ("☐ English   ☒ Urdu (اردو)   ☐ Polish (Polski)", ["Urdu (اردو)"]),
        ("☐ English ☒ Urdu (اردو) ☐ Polish (Polski)", ["Urdu (اردو)"]),
        ("☐ English ☐ Urdu (اردو) ☐ Polish (Polski) ✓", ["Polish (Polski)"]),
        ("☐ English x ☐ Urdu (اردو) ☐ Polish (Polski)", ["English"]),
        ("English x Urdu (اردو) Polish (Polski)", ["English", "Urdu (اردو)"]),
        ("☐ English\t☐ Urdu (اردو)\n☐ Polish (Polski) ✓", ["Polish (Polski)"]),
    ],
)
def test_answers_side_by_side_each_have_their_own_tick(line, expected):
    """Where a tick could be that of two, both are taken, and their teller chooses."""
    labels = ["English", "Urdu (اردو)", "Polish (Polski)"]

    found = ticked([line], [(label, label) for label in labels])

    assert (found.values, found.others) == (expected, [])


@pytest.mark.parametrize(
    "line", ["☒ Somebody else: her gran", "Somebody else ✓ (her gran)", "X Somebody else, her gran"]
)
def test_words_after_a_ticked_label_take_nothing_from_the_tick_and_are_kept(line):
    found = ticked([line], choices_of(["Somebody else", "Me"]))

    assert (found.values, found.others) == (["0"], [line])


@pytest.mark.parametrize("line", ["☐ Me, no", "not me", "Me?", "Somebody else is me", "Mexico", "- - -"])
def test_what_is_not_surely_a_tick_is_none(line):
    assert ticked([line], choices_of(["Me", "Somebody else"])).values == []


def test_who_uses_ticks_and_crosses_says_no_with_a_cross():
    found = ticked(["✓ Voice", "✗ Forum", "☐ Club"], choices_of(["Voice", "Forum", "Club"]))

    assert (found.values, found.crossed) == (["0"], ["1"])
    assert ticked(["✗ Voice", "✗ Forum"], choices_of(["Voice", "Forum"])).values == ["0", "1"]


@pytest.mark.django_db
@pytest.mark.same_on_any_database
@pytest.mark.parametrize("template", [document, easy_read], ids=["standard", "easy read"])
@pytest.mark.parametrize(
    "way", ["☐{mark} {label}", "{mark}{label}", "{label} {mark}", "{mark} ☐ {label}"]
)
def test_a_whole_template_is_read_back_whichever_it_is(template, way):
    make_ladder()
    make_partner(name="Voice")
    expected = read(filled()).answers

    reading = read(filled(template=template, way=way, mark="✔"))

    assert (reading.answers, reading.doubts, reading.others) == (expected, {}, [])
    assert len(expected) == 12


@pytest.mark.django_db
@pytest.mark.same_on_any_database
def test_a_crossed_yes_beside_a_ticked_one_is_no_yes_and_is_shown():
    content = filled(ticked=[], texts={}, mark="✓", yes=("consent_read",))
    form = paper.Document(paper.BytesIO(content))
    publish = next(line for line in form.paragraphs if line.text.endswith("publish it on this website"))
    publish.runs[0].text = "✗"

    reading = read(paper.as_bytes(form))

    assert reading.answers == {"consent_read": "on"}
    assert reading.others == [("consent_publish", "✗")]
