"""A copy taken while stories arrive, and put back: nothing is missing that was acknowledged before it began."""

import os
import re
import threading
import time
from pathlib import Path

import pytest

from tests.tools import databases
from tests.tools.postgresql import PROGRAMS_FOLDER
from tests.tools.server import Site, serving, wait_until

KEY = {"BACKUP_KEY": "only-for-tests-" * 4}


@pytest.fixture
def settings(tmp_path):
    """The programs of PostgreSQL are as new as the server of the tests."""
    path = f"{PROGRAMS_FOLDER}:{os.environ['PATH']}"
    return {"PATH": path, "BACKUP_DIR": str(tmp_path / "copies")}


@pytest.fixture
def site(database, tmp_path, settings):
    with serving(tmp_path, database, **settings) as served:
        yield served


@pytest.mark.takes_long
@pytest.mark.parametrize("key", [{}, KEY], ids=["plain", "sealed"])
def test_a_copy_taken_while_stories_arrive_brings_each_of_them_back(site, tmp_path, key):
    acknowledged, stopped = [], threading.Event()
    site.settings |= key

    def tell(teller: int) -> None:
        number = 0
        while not stopped.is_set():
            title = f"Story {teller}-{number}"
            assert site.visitor().send_story(title=title).address.endswith("/thanks/")
            acknowledged.append(title)
            number += 1

    put_picture(tmp_path)
    tellers = [threading.Thread(target=tell, args=[teller]) for teller in range(4)]
    for teller in tellers:
        teller.start()
    wait_until(lambda: len(acknowledged) >= 10, seconds=240)
    before = set(acknowledged)
    copy, said = back_up(site)
    stopped.set()
    for teller in tellers:
        teller.join()

    with another_place(site, tmp_path, key) as elsewhere:
        started = time.monotonic()
        assert re.search(r"Restored in \d+\.\d s", elsewhere.manage("restore", str(copy)))
        elsewhere.start()
        assert time.monotonic() - started < 60
        assert before <= sent_titles(elsewhere)
        assert elsewhere.visitor().gets("/stories/")
        assert elsewhere.visitor().send_story(title="After").address.endswith("/thanks/")
        assert (elsewhere.folder / "media" / "logo.png").read_bytes() == b"picture"
        elsewhere.stop()
    assert "restored into a scratch" in said
    assert "so long takes the way back" in said


def test_what_was_there_is_put_aside_and_not_thrown_away(site, tmp_path):
    copy, _ = back_up(site)
    databases.change(site.database, "DELETE FROM pages_glossaryterm")
    put_picture(tmp_path)
    site.stop()

    site.manage("restore", str(copy))

    assert databases.rows(site.database, "SELECT count(*) FROM pages_glossaryterm") != [(0,)]
    (aside,) = tmp_path.glob("before-*")
    assert (aside / "media" / "logo.png").read_bytes() == b"picture"
    assert not (tmp_path / "media" / "logo.png").exists()
    assert any((aside / name).exists() for name in ("db.sqlite3", "db.dump"))
    site.start()


def test_nobody_reads_a_sealed_copy_and_another_key_changes_nothing(site, tmp_path):
    site.settings |= KEY
    site.visitor().send_story(title="A title that can be found")
    put_picture(tmp_path)
    copy, _ = back_up(site)
    databases.change(site.database, "DELETE FROM pages_glossaryterm")

    for file in [file for file in copy.rglob("*") if file.is_file()]:
        assert b"A title that can be found" not in file.read_bytes(), file
        assert file.stat().st_mode & 0o077 == 0 or file.suffix == ".json"
    site.settings |= {"BACKUP_KEY": "another-for-tests-" * 4}
    with pytest.raises(AssertionError, match="sealed with another BACKUP_KEY, or is damaged"):
        site.manage("restore", str(copy))

    assert databases.rows(site.database, "SELECT count(*) FROM pages_glossaryterm") == [(0,)]
    assert not list(tmp_path.glob("before-*"))


def test_what_was_erased_since_stays_erased_and_the_list_holds_only_hashes(site, tmp_path):
    for title in ("Kept", "Erased"):
        site.visitor().send_story(title=title)
    copy, _ = back_up(site)
    site.shell(
        "from stories.models import Story; from stories.following.data_rights import erase;"
        "erase(Story.objects.get(title='Erased'))"
    )
    back_up(site)
    (listed,) = (copy.parent / "erased.txt").read_text().splitlines()

    with another_place(site, tmp_path, {}) as elsewhere:
        elsewhere.manage("restore", str(copy))
        assert sent_titles(elsewhere) == {"Kept"}

    site.stop()
    site.manage("restore", str(copy))
    assert sent_titles(site) == {"Kept"}
    assert re.fullmatch(r"[0-9a-f]{64} 20\S+", listed)
    site.start()


def test_pictures_that_did_not_change_take_their_place_on_the_disk_once(site, tmp_path):
    put_picture(tmp_path)
    first, _ = back_up(site)
    (tmp_path / "media" / "new.png").write_bytes(b"new")
    second, _ = back_up(site)

    inodes = [(copy / "media" / "logo.png").stat().st_ino for copy in (first, second)]
    assert inodes[0] == inodes[1]
    assert (second / "media" / "new.png").read_bytes() == b"new"
    assert not (first / "media" / "new.png").exists()


def put_picture(folder: Path) -> None:
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media" / "logo.png").write_bytes(b"picture")


def back_up(site) -> tuple[Path, str]:
    said = site.manage("back_up")
    return Path(said.splitlines()[0]), said


class another_place:
    """A machine of its own, with an empty database."""

    def __init__(self, site, folder, key):
        self.folder, self.settings = folder / "elsewhere", {**site.settings, **key}

    def __enter__(self):
        self.folder.mkdir()
        self.database = databases.new(self.folder)
        return Site(self.folder, self.database.__enter__(), self.settings)

    def __exit__(self, *error):
        self.database.__exit__(*error)


def sent_titles(site) -> set[str]:
    return {title for (title,) in databases.rows(site.database, "SELECT title FROM stories_story")}
