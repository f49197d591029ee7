"""What each test asks of SQLite in `make test`, so that PostgreSQL needn't be asked the same by many tests of one file.

One question is a statement, the line of the site from which it comes, what kinds of values stand in it (none, an empty text, a
long one, a large number: what PostgreSQL may refuse where SQLite does not), and whether the database refused it. How many
rows a statement names makes no other one. PostgreSQL runs all that it must in each file for every question to be asked there too.
A test is left out only if it passed on SQLite, and never if its own words say that it asks for more: see ASKS_FOR_MORE.
ASKED_FOLDER names where workers keep this; without it nothing is kept and nothing is left out.
"""

import inspect
import json
import os
import re
import sys
from collections import defaultdict
from functools import cache, lru_cache
from hashlib import blake2s
from pathlib import Path

import pytest
from django.db import connection

from tests.support.house import ROOT

FOLDER = "ASKED_FOLDER"
ASKS_FOR_MORE = re.compile(
    r"transaction|on_commit|connection\b|cursor\(|\.raw\(|select_for_update|num_queries|threading|ThreadPool"
    r"|IntegrityError|OperationalError|DataError|DatabaseError|constraint|migrat|search|\?q=|x00|live_server",
    re.IGNORECASE,
)
FIXTURES = {  # They ask for more in other words than those of the test.
    "database",
    "prepared_database",
    "transactional_db",
    "live_server",
    "django_assert_num_queries",
    "django_assert_max_num_queries",
    "django_capture_on_commit_callbacks",
}
OF_THE_SITE = tuple(
    f"{ROOT / name}/" for name in ("coproduction_site", "ladder", "pages", "partners", "stories")
)
LONG = 100  # Letters: columns of that length are refused by PostgreSQL alone.
LARGEST_INTEGER = 2**31 - 1  # Of an integer column, there too.
Asked = dict[str, list[str]]


class Listener:
    """Hears each statement of the test that runs. What a fixture of several tests asks belongs to none of them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.heard = defaultdict(set)
        self.passed = set()
        self.test = ""

    def __call__(self, execute, sql, params, many, context):
        refused = ""
        try:
            return execute(sql, params, many, context)
        except Exception as error:
            refused = type(error).__name__
            raise
        finally:
            if self.test:
                asked = question(sql, _line_of_the_site(), kinds_of(params), refused)
                self.heard[self.test].add(asked)

    def pytest_runtest_logstart(self, nodeid):
        self.test = nodeid

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        test, self.test = self.test, self.test if fixturedef.scope == "function" else ""
        try:
            return (yield)
        finally:
            self.test = test

    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            self.test = ""
            if report.passed:
                self.passed.add(report.nodeid)

    def pytest_sessionfinish(self):
        if asked := {test: sorted(self.heard[test]) for test in sorted(self.passed & self.heard.keys())}:
            self.folder.mkdir(exist_ok=True)
            name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            (self.folder / f"{name}.json").write_text(json.dumps(asked))


def listen(config) -> None:
    """A program that a test starts keeps nothing: it would write over what is kept here."""
    folder = os.environ.pop(FOLDER, "")
    if folder and connection.vendor == "sqlite":
        listener = Listener(Path(folder))
        connection.execute_wrappers.append(listener)
        config.pluginmanager.register(listener)


def kinds_of(params) -> str:
    """Of each kind once, however many values a statement has."""
    return " ".join(sorted({_kind(value) for value in params or ()}))


def _kind(value) -> str:
    if isinstance(value, str):
        return "no text" if not value else "long" if len(value) > LONG else "text"
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return "large"
    return type(value).__name__


@lru_cache(maxsize=5_000)
def question(sql: str, line: str = "", kinds: str = "", refused: str = "") -> str:
    words = re.sub(r"\b\d+\b", "0", re.sub(r'"s\d+_x\d+"', "savepoint", sql))
    words = re.sub(r"%s(, %s)+", "%s", words)
    words = re.sub(r"\(%s\)(, \(%s\))+", "(%s)", words)
    return blake2s(f"{words}\n{line}\n{kinds}\n{refused}".encode(), digest_size=8).hexdigest()


def _line_of_the_site() -> str:
    """The nearest one; nothing where a test asks by itself."""
    frame = sys._getframe(2)
    while frame and not frame.f_code.co_filename.startswith(OF_THE_SITE):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else ""


def kept() -> Asked:
    folder = os.environ.get(FOLDER)
    files = sorted(Path(folder).glob("*.json")) if folder else []
    return {test: asked for path in files for test, asked in json.loads(path.read_text()).items()}


def repeats(items) -> set:
    """Those that ask nothing which the others of their file do not ask."""
    asked, files = kept(), defaultdict(list)
    for item in items:
        files[item.path].append(item)
    return {item for of_file in files.values() for item in _repeats(of_file, asked)}


def _repeats(items, asked: Asked) -> list:
    by_name = {item.nodeid: item for item in items}
    known = {
        name: asked[name]
        for name, item in by_name.items()
        if asked.get(name) and not asks_for_more(item)
    }
    others = {number for name in by_name.keys() - known.keys() for number in asked.get(name, ())}
    return [by_name[name] for name in without_news(known, others)]


def without_news(asked: Asked, heard: set[str]) -> list[str]:
    """Beside what was heard already, and whoever asks most comes first."""
    left_out, heard = [], set(heard)
    for name in sorted(asked, key=lambda name: (-len(asked[name]), name)):
        if heard.issuperset(asked[name]):
            left_out.append(name)
        heard.update(asked[name])
    return left_out


def asks_for_more(item) -> bool:
    marks = [str(mark.kwargs) for mark in item.iter_markers("django_db")]
    words = "\n".join([item.nodeid, *marks, _source(item.function)])
    return bool(FIXTURES & set(item.fixturenames) or ASKS_FOR_MORE.search(words))


@cache
def _source(function) -> str:
    return inspect.getsource(function)
