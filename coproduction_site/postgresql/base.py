"""Django's PostgreSQL, with an end to waiting.

`statement_timeout` is kept by the server, so it does not help when the server itself hangs (a full
disk below it, a lost network, a machine that sleeps). Then this side gives up and the visitor gets
the plain page, instead of one request after the other being held until none is left to answer.
"""

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg.pq import TransactionStatus

LONGEST_WAIT = 8  # Seconds; a little more than `statement_timeout` in the settings.


class ImpatientConnection(psycopg.Connection):
    """`longest_wait` is None for a migration that builds an index beside the traffic, and for nobody else."""

    longest_wait = LONGEST_WAIT

    def wait(self, gen, interval=0.1, timeout=None):
        try:
            return super().wait(gen, interval, timeout or self.longest_wait)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()  # Its answer may still come, and must not meet the next question.
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        """Without Django's own pool: connections are kept, one for each thread."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        return ImpatientConnection.connect(**conn_params)
