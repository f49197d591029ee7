"""A copy taken while stories arrive, and put back: nothing is missing that was acknowledged before it began."""

import os
import subprocess
import sys
import threading
import time

import pytest

from tests.support.house import ROOT
from tests.tools import databases
from tests.tools.server import serving, wait_until

pytestmark = pytest.mark.only_on("sqlite")  # PostgreSQL has tools of its own.


@pytest.mark.takes_long
def test_a_copy_taken_while_stories_arrive_brings_each_of_them_back(site, tmp_path):
    acknowledged, stopped = [], threading.Event()

    def tell(teller: int) -> None:
        number = 0
        while not stopped.is_set():
            title = f"Story {teller}-{number}"
            assert site.visitor().send_story(title=title).address.endswith("/thanks/")
            acknowledged.append(title)
            number += 1

    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "logo.png").write_bytes(b"picture")
    tellers = [threading.Thread(target=tell, args=[teller]) for teller in range(4)]
    for teller in tellers:
        teller.start()
    wait_until(lambda: len(acknowledged) >= 10, seconds=240)
    before = set(acknowledged)
    copy = backup("save", tmp_path / "copies", tmp_path)
    stopped.set()
    for teller in tellers:
        teller.join()

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    started = time.monotonic()
    backup("restore", copy, elsewhere)
    with serving(elsewhere, f"sqlite:///{elsewhere}/db.sqlite3") as restored:
        assert time.monotonic() - started < 60
        assert before <= sent_titles(restored)
        assert restored.visitor().gets("/stories/")
        assert restored.visitor().send_story(title="After").address.endswith("/thanks/")
    assert (elsewhere / "media" / "logo.png").read_bytes() == b"picture"


def test_what_was_there_is_put_aside_and_not_thrown_away(database, tmp_path):
    copy = backup("save", tmp_path / "copies", tmp_path)
    databases.change(database, "DELETE FROM ladder_method")

    backup("restore", copy, tmp_path)

    assert databases.rows(database, "SELECT count(*) FROM ladder_method") != [(0,)]
    (aside,) = tmp_path.glob("before-*")
    assert databases.rows(f"sqlite:///{aside}/db.sqlite3", "SELECT count(*) FROM ladder_method") == [
        (0,)
    ]


def backup(command, folder, data) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.backup", command, str(folder)],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def sent_titles(site) -> set[str]:
    return {title for (title,) in databases.rows(site.database, "SELECT title FROM stories_story")}
