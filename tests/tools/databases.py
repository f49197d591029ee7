"""Databases for tests and for the sites that they serve: made once with all tables, then copied.

They are of the kind that DATABASE_URL names, so each part of `make test` tries its own. MIGRATED_DATABASE names one
that is as migrations leave it, on the same server; without it each is migrated anew.

    python -m tests.tools.databases     makes such a one and says its address
"""

import os
import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex
from subprocess import run
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.support.house import ROOT

PREPARE = """
import django
django.setup()
from django.core.management import call_command
for command in ("migrate", "createcachetable", "load_content"):
    call_command(command, verbosity=0)
"""


MIGRATED = "MIGRATED_DATABASE"


def is_postgresql() -> bool:
    return os.environ["DATABASE_URL"].startswith("postgres")


@contextmanager
def prepared(folder: Path, environment: dict):
    """Yields the address of a database with tables and starter content, to be copied."""
    with new(folder, like=os.environ.get(MIGRATED, "")) as address:
        prepare = [sys.executable, "-c", PREPARE]
        run(prepare, cwd=ROOT, env=environment | {"DATABASE_URL": address}, check=True)
        yield address


@contextmanager
def new(folder: Path, like: str = ""):
    """Yields the address of a database that is `like` another one, or empty; it goes away afterwards."""
    if not is_postgresql():
        if like:
            shutil.copyfile(file_of(like), folder / "db.sqlite3")  # Nobody has it open.
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    name = f"served_{token_hex(6)}"
    template = f'TEMPLATE "{name_of(like)}"' if like else ""
    _on_server(f'CREATE DATABASE "{name}" {template}')
    try:
        yield _on_this_server(name)
    finally:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def rows(address: str, question: str) -> list[tuple]:
    with closing(connection(address)) as to_database:
        return list(to_database.execute(question))


def change(address: str, *statements: str) -> None:
    with closing(connection(address)) as to_database:
        for statement in statements:
            to_database.execute(statement)
        to_database.commit()


def connection(address: str):
    if address.startswith("sqlite"):
        return sqlite3.connect(file_of(address), timeout=20)
    return psycopg.connect(address)


def file_of(address: str) -> str:
    return address.removeprefix("sqlite:///")


def name_of(address: str) -> str:
    return urlsplit(address).path.removeprefix("/")


def begin_as_migrated(settings: dict) -> bool:
    """Whether the database of the tests is there already: a file is copied here, PostgreSQL copies as it makes one."""
    address = os.environ.get(MIGRATED, "")
    if address and not is_postgresql():
        shutil.copyfile(file_of(address), settings["TEST"]["NAME"])
        return True
    settings["TEST"]["TEMPLATE"] = name_of(address) or None
    return False


def make_migrated() -> str:
    address = os.environ["DATABASE_URL"]
    if is_postgresql():
        _on_server("CREATE DATABASE migrated")
        address = _on_this_server("migrated")
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    run(migrate, cwd=ROOT, env=os.environ | {"DATABASE_URL": address}, check=True)
    return address


def _on_this_server(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _on_server(statement: str) -> None:
    with psycopg.connect(_on_this_server("postgres"), autocommit=True) as server:
        server.execute(statement)


if __name__ == "__main__":
    print(make_migrated())
