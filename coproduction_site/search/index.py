"""The full-text index over `SearchEntry`: FTS5 on SQLite, a GIN index of `tsvector` on PostgreSQL.

One question is asked of it: which are the newest entries that hold all of these tokens? Both databases read the words
as `words` made them, stem nothing and rank nothing, so both find the same.
"""

from django.db import connection

MOST = 500
TABLE, WORDS, INDEX = "coproduction_site_searchentry", "search_words", "search_entry_words"

# PostgreSQL reads no index of words from the newest on. So each entry also bears the number of its thousands and of its
# ten thousands, and what many entries hold is looked for among the last of them first.
_NEAR, _FAR = 12, 16
_MARKS = ", ".join(f"'§{bits}:' || ((id >> {bits})::text)" for bits in (_NEAR, _FAR))
VECTOR = f"array_to_tsvector(string_to_array(tokens, ' ') || ARRAY[{_MARKS}])"

_INTO_WORDS = f"INSERT INTO {WORDS}(rowid, tokens) VALUES (new.id, new.tokens)"  # noqa: S608
_OUT_OF_WORDS = f"INSERT INTO {WORDS}({WORDS}, rowid, tokens) VALUES ('delete', old.id, old.tokens)"  # noqa: S608
_FOLLOWS = {
    "INSERT": _INTO_WORDS,
    "DELETE": _OUT_OF_WORDS,
    "UPDATE": f"{_OUT_OF_WORDS}; {_INTO_WORDS}",
}
OF_SQLITE = [
    f"CREATE VIRTUAL TABLE {WORDS} USING fts5(tokens, content='{TABLE}', content_rowid='id', "
    "tokenize='ascii', detail='none', columnsize=0)",
    *(
        f"CREATE TRIGGER {WORDS}_{event.lower()} AFTER {event} ON {TABLE} BEGIN {does}; END"
        for event, does in _FOLLOWS.items()
    ),
]
OF_POSTGRESQL = [f"CREATE INDEX {INDEX} ON {TABLE} USING gin (({VECTOR}))"]

_NEWEST_OF_SQLITE = f"""
    SELECT entry.number FROM {WORDS} JOIN {TABLE} AS entry ON entry.id = {WORDS}.rowid
    WHERE {WORDS} MATCH %s ORDER BY {WORDS}.rowid DESC LIMIT {MOST}"""  # noqa: S608
_NEWEST_OF_POSTGRESQL = f"""
    SELECT number FROM (SELECT id, number FROM {TABLE} WHERE {VECTOR} @@ %s::tsquery OFFSET 0) AS found
    ORDER BY id DESC LIMIT {MOST}"""  # noqa: S608


def make(apps, schema_editor) -> None:
    """For a migration. One that changes the table on SQLite makes it anew, without triggers: it must call this again."""
    if schema_editor.connection.vendor == "postgresql":
        statements = [f"DROP INDEX IF EXISTS {INDEX}", *OF_POSTGRESQL]
    else:
        rebuilt = f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')"  # noqa: S608
        gone = [f"DROP TRIGGER IF EXISTS {WORDS}_{event.lower()}" for event in _FOLLOWS]
        statements = [*gone, f"DROP TABLE IF EXISTS {WORDS}", *OF_SQLITE, rebuilt]
    for statement in statements:
        schema_editor.execute(statement)


def newest_with(tokens: list[str]) -> list[int]:
    """The numbers of the newest entries that hold all of these, at most `MOST`."""
    if connection.vendor == "sqlite":
        return _numbers(_NEWEST_OF_SQLITE, " AND ".join(f'"{token}"' for token in tokens))
    return _of_postgresql(" & ".join(f"'{token}'" for token in tokens))


def _of_postgresql(asked: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {TABLE}")  # noqa: S608
        ((newest,),) = cursor.fetchall()
    for bits in (_NEAR, _FAR):
        last = newest >> bits
        if last > 1:
            found = _numbers(
                _NEWEST_OF_POSTGRESQL, f"{asked} & ('§{bits}:{last}' | '§{bits}:{last - 1}')"
            )
            if len(found) == MOST:
                return found
    return _numbers(_NEWEST_OF_POSTGRESQL, asked)


def _numbers(sql: str, asked: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked])
        return [number for (number,) in cursor.fetchall()]


def tidy(pages: int = 200) -> None:
    """What was taken out of SQLite's index stands in its file until its parts are joined: so they are, a little at a time.

    PostgreSQL does so by itself.
    """
    if connection.vendor != "sqlite":
        return
    joins = f"INSERT INTO {WORDS}({WORDS}, rank) VALUES ('merge', %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(joins, [-pages])
        while True:
            before = connection.connection.total_changes
            cursor.execute(joins, [pages])
            if connection.connection.total_changes - before < 2:
                return
