"""Questions of the database that are the same each time, put into SQL once in a process.

To put one together takes Django longer than the database takes to answer, where several tables are joined to one answer.
"""

from collections.abc import Callable
from functools import lru_cache, wraps

from django.db import DEFAULT_DB_ALIAS, connections, models, router

KEY = -7_354_201_986  # Stands where the number of a row will stand. No row has it.
MOST_QUESTIONS = 32  # Of one function.


def put_once(make: Callable[..., models.QuerySet]) -> Callable[..., list[tuple]]:
    """Decorates a function that makes a `values_list` of texts and whole numbers: calls give its rows.

    Its arguments are few, and can be keys; `of` alone, the number of a row, may be any. The question depends on nothing
    else: no day, no language, no setting.
    """

    @lru_cache(MOST_QUESTIONS)
    def question(vendor: str, *arguments, **of_one) -> tuple[type[models.Model], str, tuple]:
        rows = make(*arguments, **of_one)
        return rows.model, *rows.query.sql_with_params()

    @wraps(make)
    def rows(*arguments, of: int | None = None) -> list[tuple]:
        of_one = {} if of is None else {"of": KEY}
        model, sql, values = question(connections[DEFAULT_DB_ALIAS].vendor, *arguments, **of_one)
        with connections[router.db_for_read(model)].cursor() as cursor:
            cursor.execute(sql, [of if value == KEY else value for value in values])
            return cursor.fetchall()

    return rows
