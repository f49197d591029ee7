"""Every test runs on SQLite. PostgreSQL leaves out what it could not change, and this says what that is.

Left out by themselves: tests that never reach a database. Left out by the mark `same_on_any_database`: tests about
the words, templates and forms of pages that only read plain rows and write them one after another. What asks the
database for more than that runs on both: SQL, transactions, races, constraints, numbers of queries, searching,
migrations, and what only one of them refuses to store (a zero byte, words without an end).

Left out in `make test` as well: those that ask nothing which other tests of their file don't ask (tests/tools/asked.py).
"""

import ast
import json

import pytest
from django.db import DatabaseError, connection, transaction

from coproduction_site.models import SiteSettings
from tests.support.house import ROOT, name_of
from tests.tools import asked
from tests.tools.asked import ASKS_FOR_MORE

MARK = "same_on_any_database"
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


SELECT = 'SELECT "name" FROM "story" WHERE "id" IN (%s, %s) LIMIT 21'


def test_how_many_rows_are_named_makes_no_other_question_but_a_line_a_column_a_kind_or_a_refusal_does():
    one = asked.question(SELECT, "views.py:1")

    assert asked.question(SELECT.replace("%s, %s", "%s, %s, %s").replace("21", "5"), "views.py:1") == one
    others = [(SELECT, "views.py:2"), (SELECT.replace("name", "title"), "views.py:1")]
    others.append((SELECT, "views.py:1", "", "IntegrityError"))
    others.append((SELECT, "views.py:1", asked.kinds_of(["a" * 101])))
    assert len({one, *(asked.question(*other) for other in others)}) == 5


def test_what_one_database_alone_refuses_is_a_kind_of_its_own():
    values = ["a", "", "a" * 101, None, 1, 2**31, True, 1.5]

    assert len({asked.kinds_of([value]) for value in values}) == len(values)
    assert asked.kinds_of(["b", "a"]) == asked.kinds_of(["a"])
    assert asked.kinds_of(None) == ""


def test_of_tests_that_ask_the_same_one_runs_and_each_that_asks_something_of_its_own():
    tests = {"few": ["a"], "most": ["a", "b", "c"], "own": ["a", "d"], "same": ["a", "b", "c"]}

    assert asked.without_news(tests, set()) == ["same", "few"]
    assert set(asked.without_news(tests, {"d"})) == {"few", "own", "same"}
    assert asked.without_news({}, {"a"}) == []


def report_of(test, outcome):
    place = ("tests/test_it.py", 1, test)
    return pytest.TestReport(test, place, {}, outcome, None, "call")


def test_what_a_test_asked_is_kept_if_it_passed_and_a_refusal_with_it(db, tmp_path, monkeypatch):
    listener = asked.Listener(tmp_path / "asked")
    with connection.execute_wrapper(listener):
        for test, outcome in [("right", "passed"), ("wrong", "failed"), ("silent", "passed")]:
            listener.pytest_runtest_logstart(test)
            if test != "silent":
                SiteSettings.objects.first()
                with pytest.raises(DatabaseError), transaction.atomic():
                    connection.cursor().execute("SELECT nothing FROM nowhere")
            listener.pytest_runtest_logreport(report_of(test, outcome))
        SiteSettings.objects.count()  # Of no test.
    listener.pytest_sessionfinish()
    monkeypatch.setenv(asked.FOLDER, str(tmp_path / "asked"))

    assert list(asked.kept()) == ["right"]
    assert len(asked.kept()["right"]) == 2 + 3  # With those of a savepoint.


def test_whoever_runs_alone_knows_nothing_and_leaves_nothing_out(request, monkeypatch):
    monkeypatch.delenv(asked.FOLDER, raising=False)

    assert asked.kept() == {}
    assert asked.repeats([request.node]) == set()


def test_a_plain_test_may_be_left_out(request):
    assert not asked.asks_for_more(request.node)


@pytest.mark.django_db(transaction=True)
def test_a_test_with_rows_that_stay_is_never_left_out(request):
    assert asked.asks_for_more(request.node)


def test_a_test_that_counts_what_is_asked_is_never_left_out(request, django_assert_num_queries):
    assert asked.asks_for_more(request.node)


def test_a_test_is_left_out_only_if_another_of_its_file_asks_the_same(request, tmp_path, monkeypatch):
    here = [item for item in request.session.items if item.path == request.node.path]
    plain = [item for item in here if not asked.asks_for_more(item)][:2]
    told = {item.nodeid: ["a", "b"] for item in plain}
    (tmp_path / "gw0.json").write_text(json.dumps(told))
    monkeypatch.setenv(asked.FOLDER, str(tmp_path))

    assert len(asked.repeats(plain)) == len(plain) - 1
    assert asked.repeats(plain[:1]) == set()
