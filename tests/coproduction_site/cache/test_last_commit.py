"""What was read from SQLite holds until something is committed by anybody, and only until then."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection, transaction

from coproduction_site.cache import last_commit, revision
from tests.support import factories

only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="Other databases are asked each time."
)
MOVE = "UPDATE coproduction_site_contentrevision SET number = number + 1"


class Question:
    """The revision's row, and how often it was asked for."""

    def __init__(self):
        self.times = 0

    def __call__(self, database):
        self.times += 1
        return database.connection.execute(revision.READ).fetchone()

    def ask(self):
        return last_commit.while_it_holds(self)[0]


@pytest.fixture
def question(transactional_db, monkeypatch):
    monkeypatch.setattr(last_commit, "MOST_FILES", 1_000)  # Other tests may have used up some.
    factories.make_rung()
    connection.close()
    connection.ensure_connection()
    asked = Question()
    asked.ask()
    asked.ask()
    return asked


def in_another_process(statement: str) -> str:
    """What SQLite said there, if it refused."""
    program = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], 0, isolation_level=None).execute(sys.argv[2])"
    )
    command = [sys.executable, "-c", program, str(connection.settings_dict["NAME"]), statement]
    return subprocess.run(command, capture_output=True, text=True).stderr


@only_sqlite
def test_the_row_is_read_once_for_as_long_as_nothing_is_committed(question):
    times = question.times
    assert question.ask() == question.ask()
    assert question.times == times


@only_sqlite
def test_what_another_process_commits_is_seen_at_the_next_look(question):
    before = question.ask()

    for further in range(1, 4):
        assert not in_another_process(MOVE)
        assert question.ask() == before + further


@only_sqlite
def test_what_this_thread_commits_is_seen_too(question):
    before = question.ask()

    revision.move()

    assert question.ask() == before + 1


@only_sqlite
def test_inside_a_transaction_its_own_changes_are_seen_and_afterwards_forgotten(question):
    before = question.ask()

    with transaction.atomic():
        revision.move()
        assert question.ask() == before + 1
        transaction.set_rollback(True)

    assert question.ask() == before


@only_sqlite
def test_a_connection_that_was_closed_looks_at_the_file_of_the_new_one(question):
    before = question.ask()
    connection.close()
    assert not in_another_process(MOVE)

    connection.ensure_connection()

    assert [question.ask(), question.ask()] == [before + 1, before + 1]
    assert not in_another_process(MOVE)
    assert question.ask() == before + 2


@only_sqlite
def test_a_log_that_was_emptied_and_begun_again_hides_no_change(question):
    before = question.ask()

    for further in range(1, 4):
        assert not in_another_process("PRAGMA wal_checkpoint(TRUNCATE)")
        assert not in_another_process(MOVE)
        assert question.ask() == before + further


@only_sqlite
def test_looking_lets_go_of_no_lock(question):
    """Whoever closed the file once in this process would let a second writer in, and ruin the database."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        connection.close()
        connection.ensure_connection()
        question.ask()

        assert "database is locked" in in_another_process("BEGIN IMMEDIATE")

        writer.execute("ROLLBACK")
    assert not in_another_process("BEGIN IMMEDIATE")


@only_sqlite
def test_another_way_of_writing_is_asked_each_time(tmp_path):
    with closing(sqlite3.connect(tmp_path / "old.sqlite3")) as old:
        old.execute("CREATE TABLE t (n)")
        assert last_commit._watched_by(old) is None
    with closing(sqlite3.connect(":memory:")) as nowhere:
        assert last_commit._watched_by(nowhere) is None
