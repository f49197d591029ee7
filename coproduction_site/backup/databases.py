"""A whole copy of the database while it is used, the way back, and a try in a scratch place. One class a kind."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex

import psycopg
from django.core.management.base import CommandError
from django.db import connection
from psycopg import sql

EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


class SQLite:
    """A live file must never be copied as a file: what was just acknowledged is in a second one."""

    file_name = "db.sqlite3"

    def __init__(self, database: dict):
        self.file = Path(database["NAME"])

    def dump(self, target: Path) -> None:
        self._copy(self.file, target)

    def try_out(self, source: Path) -> str:
        with tempfile.TemporaryDirectory() as scratch:
            self._copy(source, Path(scratch, "db.sqlite3"))
        return "restored into a scratch file, which is whole"

    def put_aside(self, folder: Path) -> None:
        for name in (self.file.name, f"{self.file.name}-wal", f"{self.file.name}-shm"):
            if self.file.with_name(name).exists():
                shutil.move(self.file.with_name(name), folder / name)

    def restore(self, source: Path) -> None:
        self._copy(source, self.file)

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise CommandError(f"{target} is damaged: {verdict}")
        target.chmod(0o600)


class PostgreSQL:
    """With the programs of PostgreSQL itself, in the custom format. They must be as new as the server."""

    file_name = "db.dump"

    def __init__(self, database: dict):
        self.database = database
        asked = {"PGSSLMODE": "sslmode", "PGSSLROOTCERT": "sslrootcert"}
        where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
        said = {name: database.get(key) for name, key in where.items()}
        said |= {name: database["OPTIONS"].get(key) for name, key in asked.items()}
        self.environment = {name: str(value) for name, value in said.items() if value}

    def dump(self, target: Path) -> None:
        plain = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
        self._run("pg_dump", *plain, self.database["NAME"])
        target.chmod(0o600)

    def try_out(self, source: Path) -> str:
        try:
            with self._scratch() as name:
                self._run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={name}", str(source))
        except psycopg.errors.InsufficientPrivilege:
            self._run("pg_restore", f"--file={os.devnull}", str(source))
            return "read to its end (this database user may not make a scratch database)"
        return "restored into a scratch database"

    def put_aside(self, folder: Path) -> None:
        self.dump(folder / self.file_name)

    def restore(self, source: Path) -> None:
        """All of it in one transaction: if it cannot be done, what was there is there still."""
        with tempfile.TemporaryDirectory() as scratch:
            script = Path(scratch, "all.sql")
            self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
            strictly = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
            self._run("psql", *strictly, f"--command={EMPTY}", f"--file={script}", self.database["NAME"])

    @contextmanager
    def _scratch(self):
        name = f"scratch_{token_hex(6)}"
        with connection.cursor() as cursor:
            params = connection.get_connection_params()
            cursor.execute("SELECT 1")
        with psycopg.connect(**_plain(params), autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                yield name
            finally:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, program: str, *options: str) -> None:
        """The password goes through the environment: everybody can read what a program is called with."""
        try:
            done = subprocess.run(  # noqa: S603 (programs of PostgreSQL, with what the settings say)
                [program, *options],
                env={**os.environ, **self.environment},
                capture_output=True,
                text=True,
            )
        except FileNotFoundError:
            raise CommandError(
                f"The program {program} is missing: apt-get install postgresql-client"
            ) from None
        if done.returncode:
            raise CommandError(f"{program} failed: {done.stderr.strip()}")


def of_this_site() -> SQLite | PostgreSQL:
    kind = SQLite if connection.vendor == "sqlite" else PostgreSQL
    return kind(connection.settings_dict)


def _plain(params: dict) -> dict:
    """How to reach the server, without what belongs to one page of the site."""
    kept = ("dbname", "user", "password", "host", "port", "sslmode", "sslrootcert")
    return {name: value for name, value in params.items() if name in kept}
