"""The full-text index over `SearchEntry`: FTS5 on SQLite, a GIN index of `tsvector` on PostgreSQL.

One question is asked of it: which are the newest entries that hold all of these tokens? Both databases read the words
as `words` made them, stem nothing and rank nothing, so both find the same.
"""

from typing import NamedTuple

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

_FOUND_BY_SQLITE = f"""SELECT %s AS which, * FROM (
        SELECT entry.id, entry.number, entry.kind, length(entry.title)
        FROM {WORDS} JOIN {TABLE} AS entry ON entry.id = {WORDS}.rowid
        WHERE {WORDS} MATCH %s ORDER BY {WORDS}.rowid DESC LIMIT {MOST}
    ) AS found"""  # noqa: S608


def _newest_of_postgresql(asked: str, where: str = "true") -> str:
    """`asked` stands in a query of its own, so PostgreSQL cannot know how many rows hold the words, and takes the index.

    If it knew that many do, it would read the whole table: it thinks that to make the words of a row anew costs nothing.
    """
    return f"""SELECT id, number, kind, length(title) FROM (
        SELECT id, number, kind, title FROM {TABLE} WHERE {VECTOR} @@ (SELECT ({asked})::tsquery) AND {where} OFFSET 0
    ) AS matching ORDER BY id DESC LIMIT {MOST}"""  # noqa: S608


def _among_the_last(bits: int) -> str:
    last = f"(SELECT coalesce(max(id), 0) >> {bits} FROM {TABLE})"  # noqa: S608
    return f"(SELECT words FROM asked) || format(' & (''§{bits}:%%s'' | ''§{bits}:%%s'')', {last}, {last} - 1)"  # noqa: S608


_NEAR_TOO_FEW = f"(SELECT count(*) FROM near) < {MOST}"  # noqa: S608
_BOTH_TOO_FEW = f"{_NEAR_TOO_FEW} AND (SELECT count(*) FROM far) < {MOST}"  # noqa: S608
_FOUND_BY_POSTGRESQL = f"""SELECT %s AS which, * FROM (
        WITH asked AS (SELECT %s AS words),
        near AS ({_newest_of_postgresql(_among_the_last(_NEAR))}),
        far AS ({_newest_of_postgresql(_among_the_last(_FAR), _NEAR_TOO_FEW)}),
        anywhere AS ({_newest_of_postgresql("SELECT words FROM asked", _BOTH_TOO_FEW)})
        SELECT * FROM near UNION SELECT * FROM far UNION SELECT * FROM anywhere
    ) AS found"""  # noqa: S608

# All of these groups, of each any alternative, of that each token.
Asked = list[list[list[str]]]


class Match(NamedTuple):
    """`number` is that of the thing."""

    id: int
    number: int
    kind: str
    length_of_title: int


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
    (found,) = found_by([[[token]] for token in tokens])
    return [match.number for match in found]


def found_by(*several: Asked) -> list[list[Match]]:
    """For each, the newest entries that fit, at most `MOST`: one query for all."""
    is_sqlite = connection.vendor == "sqlite"
    one = _FOUND_BY_SQLITE if is_sqlite else _FOUND_BY_POSTGRESQL
    written = _for_sqlite if is_sqlite else _for_postgresql
    values = [value for which, asked in enumerate(several) for value in (which, written(asked))]
    found: list[list[Match]] = [[] for _ in several]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(several)), values)
        for which, *columns in cursor.fetchall():
            found[which].append(Match(*columns))
    return [sorted(matches, reverse=True) for matches in found]


def _for_sqlite(asked: Asked) -> str:
    return _written(asked, " AND ", " OR ", '"{}"')


def _for_postgresql(asked: Asked) -> str:
    return _written(asked, " & ", " | ", "'{}'")


def _written(asked: Asked, both: str, either: str, quoted: str) -> str:
    """Tokens hold no quotes, as `words` made them."""
    groups = [
        [f"({both.join(map(quoted.format, tokens))})" for tokens in alternatives]
        for alternatives in asked
    ]
    return both.join(f"({either.join(group)})" for group in groups)


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
