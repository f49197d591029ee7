"""What `make test` runs when ONLY names something."""

import pytest

from tests.run import PARTS, chosen, in_browser

ONE, TWO = "tests/pages/test_pages.py", "tests/house/test_words.py"


def test_without_a_name_every_part_runs():
    assert chosen("") == (list(PARTS), [])


def test_parts_and_paths_are_chosen_by_name_with_commas_or_spaces():
    assert chosen("sqlite,browser") == (["sqlite", "browser"], [])
    assert chosen(f"{ONE}, {TWO}") == ([], [ONE, TWO])
    assert chosen(f"lint {ONE}::test_a tests/house") == (["lint"], [f"{ONE}::test_a", "tests/house"])


@pytest.mark.parametrize(
    ("only", "sentence"),
    [
        ("sqlit", "ONLY knows lint, .* and paths in tests/, but not sqlit."),
        ("README.md", "but not README.md."),
        (f"{ONE},tests/no_such_test.py", "ONLY names what is not there: tests/no_such_test.py."),
        ("tests/../README.md", "ONLY names what is not there: tests/../README.md."),
    ],
)
def test_what_nobody_knows_is_refused_with_a_sentence(only, sentence):
    with pytest.raises(SystemExit, match=sentence):
        chosen(only)


def test_a_browser_is_found_for_the_paths_that_need_one():
    assert in_browser("tests")
    assert in_browser("tests/browser/test_reading.py")
    assert not in_browser(ONE)
