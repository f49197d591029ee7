"""Databases for sites that a test serves: made once with all tables and content, then copied for each site.

They are of the kind that DATABASE_URL names, so each part of `make test` tries its own.
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


def is_postgresql() -> bool:
    return os.environ["DATABASE_URL"].startswith("postgres")


@contextmanager
def prepared(folder: Path, environment: dict):
    """Yields the address of a database with tables and starter content, to be copied."""
    with new(folder) as address:
        prepare = [sys.executable, "-c", PREPARE]
        run(prepare, cwd=ROOT, env=environment | {"DATABASE_URL": address}, check=True)
        yield address


@contextmanager
def new(folder: Path, like: str = ""):
    """Yields the address of a database that is `like` another one, or empty; it goes away afterwards."""
    if not is_postgresql():
        if like:
            shutil.copyfile(_file(like), folder / "db.sqlite3")  # Nobody has it open.
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    name = f"served_{token_hex(6)}"
    template = f'TEMPLATE "{_name(like)}"' if like else ""
    _on_server(f'CREATE DATABASE "{name}" {template}')
    try:
        yield urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
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
        return sqlite3.connect(_file(address), timeout=20)
    return psycopg.connect(address)


def _file(address: str) -> str:
    return address.removeprefix("sqlite:///")


def _name(address: str) -> str:
    return urlsplit(address).path.removeprefix("/")


def _on_server(statement: str) -> None:
    everywhere = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(everywhere, autocommit=True) as server:
        server.execute(statement)
