"""`make set-up` and `make run`: one reading of the settings, and nothing is taken from those who are being served."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.house import ROOT
from tests.tools import databases
from tests.tools.releases import Releases
from tests.tools.server import free_port, wait_until
from tests.tools.visitor import Visitor

pytestmark = pytest.mark.takes_long


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A copy of the project with an .env of its own, and its tables, if somebody has made some: test_one_server.py begins with none."""
    folder = tmp_path_factory.mktemp("releases")
    if made := os.environ.get(databases.MIGRATED):
        (folder / "data").mkdir()
        shutil.copyfile(databases.file_of(made), folder / "data" / "db.sqlite3")
    release = Releases(folder).put("one")
    (release / ".env").write_text(
        f"DATA_DIR={folder}/data\nSTATIC_ROOT={folder}/collected\nPORT={free_port()}\n"
        f"SECRET_KEY={'k3y-' * 16}\n"
    )
    return release


@pytest.fixture(scope="module", autouse=True)
def said_first(release) -> str:
    return make(release, "set-up")


def make(release, kind, **environment) -> str:
    done = start(release, kind, **environment)
    said, _ = done.communicate(timeout=300)
    assert done.returncode == 0, said
    return said


def start(release, kind, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "deploy.run", kind],
        cwd=release,
        env=kept | {"PYTHONUNBUFFERED": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_it_fills_what_env_names_and_says_what_it_did(release, said_first):
    data = release.parent / "data"

    assert (data / "db.sqlite3").exists()
    assert (release.parent / "proxy-pages" / "503.html").exists()
    collected = release.parent / "collected"
    assert (collected / "staticfiles.json").exists()
    assert list(collected.rglob("*.js.br"))
    assert list(collected.rglob("*.map"))
    assert not list(collected.rglob("*.map.br"))
    assert not (release / "var").exists()
    assert not (data / "static").exists()
    for done in (" created", " new files"):
        assert done in said_first


def test_it_is_safe_to_run_again_and_says_that_there_was_nothing_to_do(release):
    said = make(release, "set-up")

    lines = [line for line in said.splitlines() if line[:1].isdigit()]
    assert [line.split()[0] for line in lines] == ["1/6", "2/6", "3/6", "4/6", "5/6", "6/6"]
    assert sum("nothing new" in line for line in lines) == 4


def test_what_the_shell_says_goes_before_what_env_says(release, database, tmp_path):
    databases.change(database, "DROP TABLE cache")

    make(release, "set-up", DATA_DIR=str(tmp_path), DEBUG="1")

    assert databases.rows(database, "SELECT count(*) FROM cache") == [(0,)]


def test_it_needs_no_port_and_serving_says_which_one_is_taken(release):
    port = port_of(release)
    with socket.create_server(("127.0.0.1", port)):
        make(release, "set-up")
        refused = start(release, "run")
        said, _ = refused.communicate(timeout=60)

    assert refused.returncode != 0
    assert f"cannot listen on port {port}: another program uses it" in said


def test_what_is_served_reads_the_same_settings(release):
    running = start(release, "run")
    visitor = Visitor(f"http://127.0.0.1:{port_of(release)}")
    try:
        wait_until(lambda: visitor.gets("/readyz"), 60)
        page = visitor.open("/ladder/").text
        sheet = page.split('href="/static/css/site.')[1].split('"')[0]
        assert (release.parent / "collected" / "css" / f"site.{sheet}").exists()
        assert visitor.open(f"/static/css/site.{sheet}").status == 200
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.communicate(timeout=60)


def test_new_files_stand_beside_those_that_are_being_served(release):
    collected = release.parent / "collected"
    (before,) = collected.glob("css/site.*.css")
    long_unused = collected / "css" / "site.000000000000.css"
    long_unused.write_text("")
    os.utime(long_unused, (0, time.time() - 31 * 24 * 60 * 60))
    tokens = release / "static" / "css" / "tokens.css"
    tokens.write_text(tokens.read_text() + "\n.new { color: inherit }\n")

    said = make(release, "set-up")

    assert "3 new files" in said, "the sheet, and the two ways in which it is packed"
    assert before.exists(), "pages of the code before still name it"
    assert len(list(collected.glob("css/site.*.css"))) == 2
    assert not long_unused.exists()


def port_of(release) -> int:
    (line,) = [line for line in Path(release / ".env").read_text().splitlines() if "PORT" in line]
    return int(line.partition("=")[2])


def test_the_demo_keeps_away_from_the_database_that_env_names():
    """Whatever .env says: invented people must never meet real ones."""
    from deploy.run import demo_environment

    said = demo_environment()

    example = (ROOT / ".env.example").read_text()
    where = ["DATA_DIR", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "STORAGE_URL"]
    where += ["MEDIA_ROOT", "STATIC_ROOT"]
    assert set(where) <= set(said)
    assert all(f"#{name}=" in example for name in said)
