"""Django's PostgreSQL, with an end to waiting.

`statement_timeout` is kept by the server, so it does not help when the server itself hangs (a full
disk below it, a lost network, a machine that sleeps). Then this side gives up and the visitor gets
the plain page, instead of one request after the other being held until none is left to answer.

Whether it lives is asked shortly, before everything else: half a second on a connection that was kept, then two
for a new one and half a second on that. A question of the desk that takes long and honestly is waited for, unless it is found
meanwhile that nobody is answered.
"""

from collections import defaultdict
from contextlib import contextmanager
from time import monotonic

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg.pq import TransactionStatus

from coproduction_site.away import Away

LONGEST_WAIT = 8  # Seconds; a little more than `statement_timeout` in the settings.
SHORT_WAIT = 0.5  # Seconds, for what takes a thousandth.
SECONDS_REMEMBERED = 1.0

_away: defaultdict[str, Away] = defaultdict(lambda: Away(SECONDS_REMEMBERED))


class NoAnswer(psycopg.OperationalError, OperationalError):
    """It was given up, or not even asked for, because the server answers nobody.

    Django's error too: not every call of the driver is translated by Django (the end of a server's cursor is not).
    """


class ImpatientConnection(psycopg.Connection):
    """`longest_wait` is None for a migration that builds an index beside the traffic, and for nobody else."""

    longest_wait: float | None = LONGEST_WAIT
    away: Away | None = None

    def wait(self, gen, interval=0.1, timeout=None):
        if self.away and self.longest_wait:
            gen = _given_up_if(self.away, gen)
        try:
            return super().wait(gen, interval, timeout or self.longest_wait)
        except psycopg.OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            self.pgconn.finish()  # Its answer may still come, and must not meet the next question.
            raise NoAnswer(str(error)) from error

    def execute(self, *question, **options):
        """Django goes through cursors. This is for what comes before all else: does it live, and which revision is it?"""
        with self.wait_of(SHORT_WAIT):
            return super().execute(*question, **options)

    @contextmanager
    def wait_of(self, seconds: float | None):
        usual, self.longest_wait = self.longest_wait, seconds
        try:
            yield
        finally:
            self.longest_wait = usual


class DatabaseWrapper(base.DatabaseWrapper):
    @property
    def away(self) -> Away:
        """One for each database of the settings: where one stands still another may answer."""
        return _away[self.alias]

    def get_new_connection(self, conn_params):
        """Without Django's own pool: connections are kept, one for each thread."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        with self.away.asking(no_answer=NoAnswer, told=NoAnswer):
            connection = _connected(conn_params)
        connection.away = self.away
        return connection

    def is_usable(self):
        """Nobody waits for a kept connection while new ones are not answered."""
        return not self.away.is_remembered and super().is_usable()


def _connected(conn_params) -> ImpatientConnection:
    """One that answers: a pool in front of the server takes connections also while the server hangs."""
    try:
        connection = ImpatientConnection.connect(**conn_params)
        connection.autocommit = True
        connection.execute("SELECT 1")
        connection.autocommit = False
    except psycopg.errors.ConnectionTimeout as error:
        raise NoAnswer(str(error)) from error
    return connection


def _given_up_if(away: Away, gen):
    """The same steps; but whoever waits gives up when another has found since that nobody is answered."""
    started = monotonic()
    try:
        state = next(gen)
        while True:
            ready = yield state
            if not ready and away.noted_at > started:
                raise NoAnswer("It answers nobody.")
            state = gen.send(ready)
    except StopIteration as end:
        return end.value
