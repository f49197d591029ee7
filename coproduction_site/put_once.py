"""Questions of the database that are the same each time, put into SQL once in a process.

To put one together takes Django longer than the database takes to answer, where several tables are joined to one answer.
"""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.db.models.expressions import RawSQL

KEY = -7_354_201_986  # Stands in the SQL where the number of a row will stand. No row has it.
MOST_QUESTIONS = 32  # Of one function.


class Question(NamedTuple):
    model: type[models.Model]
    sql: str
    values: tuple


class PutOnce:
    """Decorates a function that makes a `values_list` of texts and whole numbers: calls give its rows.

    Its arguments are few, and can be keys; `of` alone, the number of a row, may be any. The question depends on nothing
    else: no day, no language, no setting.
    """

    def __init__(self, make: Callable[..., models.QuerySet]):
        self._put = lru_cache(MOST_QUESTIONS)(lambda vendor, *given, **of: _question(make, given, of))
        update_wrapper(self, make)

    def __call__(self, *arguments, of: int | None = None) -> list[tuple]:
        question = self._question(*arguments, **({} if of is None else {"of": KEY}))
        with connections[router.db_for_read(question.model)].cursor() as cursor:
            cursor.execute(question.sql, [of if value == KEY else value for value in question.values])
            return cursor.fetchall()

    def within(self, *arguments) -> RawSQL:
        """For the `pk__in` of another question, where this one asks for numbers of rows."""
        question = self._question(*arguments)
        return RawSQL(question.sql, question.values)  # noqa: S611  (Django wrote it, of a queryset of ours)

    def _question(self, *arguments, **of) -> Question:
        return self._put(connections[DEFAULT_DB_ALIAS].vendor, *arguments, **of)


def _question(make, arguments, of) -> Question:
    rows = make(*arguments, **of)
    return Question(rows.model, *rows.query.sql_with_params())
