"""Another process that serves the same database: it reads pages, and remembers what it remembers.

`python -m tests.tools.reader` takes an address a line, and answers with the page as a line of JSON.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

from django.db import connection

from tests.support.house import ROOT


class Reader:
    def __init__(self, process):
        self.process = process

    def read(self, address: str) -> str:
        print(address, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, "The other process has ended."
        return json.loads(answer)


@contextmanager
def reading():
    """On the database of the test, which has to write for real."""
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": _address()}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.tools.reader"],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Reader(process)
        process.stdin.close()


def _address() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    address, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def main() -> None:
    import django

    django.setup()
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for line in sys.stdin:
        print(json.dumps(client.get(line.strip()).content.decode()), flush=True)


if __name__ == "__main__":
    main()
