"""Every test runs on SQLite. PostgreSQL leaves out what it could not change, and this says what that is.

Left out by themselves: tests that never reach a database. Left out by the mark `same_on_any_database`: tests about
the words, templates and forms of pages that only read plain rows and write them one after another. What asks the
database for more than that runs on both: SQL, transactions, races, constraints, numbers of queries, searching,
migrations, and what only one of them refuses to store (a zero byte, words without an end).
"""

import ast
import re

import pytest

from tests.support.house import ROOT, name_of

MARK = "same_on_any_database"
ASKS_FOR_MORE = re.compile(
    r"transaction|on_commit|connection\b|cursor\(|\.raw\(|select_for_update|num_queries|threading|ThreadPool"
    r"|IntegrityError|OperationalError|DataError|DatabaseError|constraint|migrat|search|\?q=|x00|live_server",
    re.IGNORECASE,
)
FILES = sorted((ROOT / "tests").rglob("test_*.py"))


def marked_parts(source: str) -> list[str]:
    """The whole file if the mark stands at its head, else each test and class that bears it."""
    tree = ast.parse(source)
    parts = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and MARK in ast.unparse(node.value):
            return [source]
        if any(MARK in ast.unparse(mark) for mark in getattr(node, "decorator_list", [])):
            decorators = [ast.unparse(mark) for mark in node.decorator_list]
            parts.append("\n".join([*decorators, ast.get_source_segment(source, node)]))
    return parts


def asks_for_more(source: str) -> list[str]:
    return [found[0] for part in marked_parts(source) for found in ASKS_FOR_MORE.finditer(part)]


def test_what_runs_on_one_database_alone_asks_nothing_of_it_that_another_may_answer_otherwise():
    files = [path for path in FILES if path.name != "test_which_tests_run_where.py"]
    marked = [path for path in files if marked_parts(path.read_text())]

    assert len(marked) >= 5
    assert {name_of(path): found for path in marked if (found := asks_for_more(path.read_text()))} == {}


@pytest.mark.parametrize(
    "source",
    [
        "pytestmark = pytest.mark.same_on_any_database\n\ndef test_it(db):\n    IntegrityError",
        "@pytest.mark.same_on_any_database\ndef test_it(db):\n    with transaction.atomic(): pass",
        "@pytest.mark.parametrize('text', ['\\\\x00'])\n@pytest.mark.same_on_any_database\ndef test_it(db): pass",
    ],
)
def test_a_mark_that_hides_something_of_a_database_is_found(source):
    assert asks_for_more(source)


def test_a_test_without_the_mark_may_ask_for_anything():
    source = "@pytest.mark.same_on_any_database\ndef test_one(db): pass\n\ndef test_two(db):\n    IntegrityError"
    assert asks_for_more(source) == []
