"""For `make test`: a database of each kind as migrations leave it, made once. Whatever needs one then copies it.

Of the standard library alone, because `make test` begins before its packages are there.
"""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from deploy import machine

SERVER = [machine.PYTHON, "-m", "tests.tools.postgresql", "sh", "-c", "echo $DATABASE_URL; cat"]
MAKE = [machine.PYTHON, "-m", "tests.tools.databases"]


@contextmanager
def being_made(kinds, environment):
    """Yields a function that waits for the database of a kind, if any, and says what its tests must be told.

    They are made at the same time, from now on. PostgreSQL runs until the end.
    """
    with ThreadPoolExecutor() as at_once, ExitStack() as until_the_end:
        made = {kind: at_once.submit(KINDS[kind], environment, until_the_end) for kind in kinds}
        yield lambda kind: made[kind].result() if kind else {}


def _on_sqlite(environment, until_the_end) -> dict[str, str]:
    return _made(environment, f"sqlite:///{environment['DATA_DIR']}/migrated.sqlite3")


def _on_postgresql(environment, until_the_end) -> dict[str, str]:
    server = subprocess.Popen(
        SERVER, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    until_the_end.enter_context(server)  # It ends when nobody holds its standard input.
    address = server.stdout.readline().strip()
    if not address:
        raise SystemExit("PostgreSQL did not start: its reason stands above.")
    return {"DATABASE_URL": address} | _made(environment, address)


def _made(environment, address) -> dict[str, str]:
    """Nothing where migrations fail: the tests migrate for themselves then, and say why they cannot."""
    own = environment | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    said = subprocess.run(MAKE, env=own, stdout=subprocess.PIPE, text=True).stdout.strip()
    return {"MIGRATED_DATABASE": said} if said else {}


KINDS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
