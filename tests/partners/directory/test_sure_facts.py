"""What a partner writes in words is told to programs in parts only where every word of it is sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.directory import languages
from partners.directory.opening_hours import parts


def told(text: str) -> list[str]:
    return [
        f"{''.join(map(str, part.days))} {part.opens:%H:%M}-{part.closes:%H:%M}" for part in parts(text)
    ]


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("Monday to Friday, 9am to 5pm", ["01234 09:00-17:00"]),
        ("Mon–Fri 09:00–17:00", ["01234 09:00-17:00"]),
        ("Mon-Fri: 9.30am - 5pm; Sat 10am-noon; Sunday closed", ["01234 09:30-17:00", "5 10:00-12:00"]),
        ("Mondays and Wednesdays 9 a.m. to 12 p.m.\nThursday: 1pm to 4:30pm", ["02 09:00-12:00", "3 13:00-16:30"]),
        ("Open every day from 8am until 8pm.", ["0123456 08:00-20:00"]),
        ("weekdays 9:00-17:00", ["01234 09:00-17:00"]),
    ],
)  # fmt: skip
def test_hours_that_mean_one_thing_are_told_in_parts(written, hours):
    assert told(written) == hours


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Ring us",
        "Monday to Friday, 9 to 5",
        "Monday to Friday, 9-5pm",
        "Monday 9:00-12:00",
        "Monday 9:00-5:00",
        "Monday 9am-17:00",
        "Monday 10pm-6am",
        "Monday 13pm-2pm",
        "Monday 09:00-25:00",
        "Monday 9.75am-5pm",
        "Friday to Monday 9am-5pm",
        "9am to 5pm",
        "Monday to Friday 9am-5pm in term time",
        "Monday to Friday 9am-5pm and by appointment",
        "Monday to Friday 9am-5pm except bank holidays",
        "Not Monday 9am-5pm",
        "First Monday 9am-5pm",
        "Every day 9am-5pm, Sunday closed",
        "Mon 9am-12pm, Mon 1pm-5pm",
        "Monday 9am-5pm " * 30,
        "monday," * 70,
    ],
)
def test_hours_that_could_mean_another_thing_are_left_to_the_words(written):
    assert told(written) == []


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("English, Polish and BSL", ["en", "pl", "bfi"]),
        ("english / Punjabi & Panjabi.", ["en", "pa"]),
        ("English, Makaton", ["en"]),
        ("English, others if you ask", []),
        ("No Polish, English", []),
        ("English on Mondays", []),
        ("", []),
    ],
)
def test_languages_have_codes_where_each_of_them_is_known(written, codes):
    assert languages.codes(written) == codes


@given(st.text(alphabet="mondayfris 0123456789:.-,;apm\n–٣", max_size=80))
def test_whatever_is_written_is_read_without_an_error(text):
    assert all(part.opens < part.closes and part.days for part in parts(text))
    assert isinstance(languages.codes(text), list)
