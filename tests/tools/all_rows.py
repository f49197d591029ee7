"""Every row in a test's database as the database itself writes it, to be put there again: past all models, exactly."""

from hashlib import sha256

from django.db import connection

from coproduction_site.cache.remembered import kept

Rows = dict[str, list[str]]


def read() -> Rows:
    """By the table of each model."""
    read_table = _read_on_sqlite if connection.vendor == "sqlite" else _read_on_postgresql
    with connection.cursor() as cursor:
        return {
            name: read_table(cursor, connection.ops.quote_name(name))
            for name in sorted(connection.introspection.django_table_names())
        }


def mark_of(rows: Rows) -> str:
    """The same for the same rows, in whatever order a table keeps them."""
    return sha256(repr({name: sorted(held) for name, held in rows.items()}).encode()).hexdigest()


def write(rows: Rows) -> None:
    """In place of what these tables hold. Inside a transaction, because a row may come before one that it names."""
    put = _put_on_sqlite if connection.vendor == "sqlite" else _put_on_postgresql
    with connection.cursor() as cursor:
        for name, held in rows.items():
            table = connection.ops.quote_name(name)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            if held:
                put(cursor, table, held)
    connection.check_constraints()
    kept.forget()


def _read_on_sqlite(cursor, table) -> list[str]:
    """As the values of an INSERT."""
    cursor.execute(f"PRAGMA table_info({table})")
    columns = " || ',' || ".join(f'quote("{column[1]}")' for column in cursor.fetchall())
    cursor.execute(f"SELECT '(' || {columns} || ')' FROM {table} ORDER BY rowid")  # noqa: S608
    return [row for (row,) in cursor.fetchall()]


def _put_on_sqlite(cursor, table, held) -> None:
    cursor.execute(f"INSERT INTO {table} VALUES {','.join(held)}")  # noqa: S608


def _read_on_postgresql(cursor, table) -> list[str]:
    with cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return [bytes(row).decode() for row in copy]


def _put_on_postgresql(cursor, table, held) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in held:
            copy.write(row)
