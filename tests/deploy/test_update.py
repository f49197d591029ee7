"""New code takes over while people read and write, as docs/running.md says: nobody is refused."""

import os
import socket
import subprocess
import threading
from collections import Counter

import pytest

from tests.support.house import ROOT
from tests.tools.releases import Releases
from tests.tools.server import Site, free_port, wait_until
from tests.tools.visitor import BROKEN, Visitor

pytestmark = pytest.mark.takes_long
SECONDS_TO_READ = 0.05  # Between two pages: readers look often, and leave the cores to the site.
OLD, NEW, BROKEN_CODE = "releases/1", "releases/2", "releases/3"


class ServiceManager:
    """What systemd does with the unit: starts, listens, and reloads the process that it was told of."""

    def __init__(self, releases, environment, folder):
        self.releases = releases
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(folder / "notify"))
        self.socket.settimeout(30)
        self.environment = environment | {
            "NOTIFY_SOCKET": str(folder / "notify"),
            "PYTHONPATH": str(ROOT),  # For the settings of the tests; the site finds its own code first.
        }
        self.main = 0

    def start(self):
        command = self.releases.command("coproduction", "ExecStart")
        self.process = subprocess.Popen(command, env=self.environment, cwd="/", start_new_session=True)
        self.main = self.process.pid
        assert b"READY=1" in self.socket.recv(500)

    def reload(self):
        command = self.releases.command("coproduction", "ExecReload", **{"$MAINPID": str(self.main)})
        done = subprocess.run(
            command, env=self.environment, cwd="/", capture_output=True, text=True, timeout=120
        )
        self.socket.settimeout(0.2)
        try:
            while line := self.socket.recv(500).decode():
                if line.startswith("MAINPID="):
                    self.main = int(line.partition("=")[2])
        except TimeoutError:
            pass
        return done

    def stop(self):
        os.killpg(self.process.pid, 15)
        wait_until(lambda: not self._is_there(), 30)
        self.socket.close()

    def _is_there(self) -> bool:
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


@pytest.fixture
def releases(tmp_path):
    releases = Releases(tmp_path)
    releases.put(OLD)
    releases.put(NEW, coproduction_site__health='"ok\\n"=>"new\\n"')
    releases.put(BROKEN_CODE, coproduction_site__health="import revision=>import no_such_thing")
    releases.switch_to(OLD)
    return releases


@pytest.fixture
def served(releases, database, tmp_path):
    site = Site(tmp_path, database, port=free_port())
    manager = ServiceManager(releases, site.environment, tmp_path)
    manager.start()
    yield manager, site
    manager.stop()


class Traffic:
    """Readers and tellers who never press twice: what is refused stays refused, and is counted."""

    def __init__(self, site):
        self.site, self.ended, self.answers = site, threading.Event(), Counter()
        self.people = [
            threading.Thread(target=act) for act in [self.read, self.read, self.read, self.tell]
        ]

    def __enter__(self):
        for person in self.people:
            person.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        for person in self.people:
            person.join()

    def read(self):
        while not self.ended.is_set():
            for path in ("/", "/ladder/", "/stories/", "/accounts/login/", "/healthz"):
                self.ask(self.site.visitor(), path)
                self.ended.wait(SECONDS_TO_READ)

    def tell(self):
        while not self.ended.is_set():
            visitor = AsksOnce(f"http://127.0.0.1:{self.site.port}")
            try:
                page = visitor.send_story()
                self.answers["told" if page.address.endswith("/thanks/") else "lost"] += 1
            except (AssertionError, *BROKEN) as error:
                self.answers[f"refused a story: {error}"] += 1

    def ask(self, visitor, path):
        try:
            self.answers[visitor.open(path).status] += 1
        except BROKEN as error:
            self.answers[f"refused {path}: {error}"] += 1


class AsksOnce(Visitor):
    def insist(self, path, form=None, seconds=0):
        return self.open(path, form)


def test_an_update_and_the_way_back_refuse_nobody(releases, served):
    manager, site = served
    assert site.visitor().open("/healthz").text == "ok\n"

    with Traffic(site) as traffic:
        wait_until(lambda: traffic.answers["told"] >= 1, 60)
        releases.switch_to(NEW)
        assert manager.reload().returncode == 0
        assert site.visitor().open("/healthz").text == "new\n"
        told = traffic.answers["told"]
        wait_until(lambda: traffic.answers["told"] > told, 60)
        releases.switch_to(OLD)
        assert manager.reload().returncode == 0
        assert site.visitor().open("/healthz").text == "ok\n"

    print(dict(traffic.answers))
    assert set(traffic.answers) == {200, "told"}
    assert traffic.answers[200] > 50
    assert len(site_masters(manager)) == 1, "nobody of the code before is left"


def test_code_that_does_not_start_changes_nothing(releases, served):
    manager, site = served
    before = manager.main

    with Traffic(site) as traffic:
        releases.switch_to(BROKEN_CODE)
        done = manager.reload()

    assert done.returncode != 0
    assert "The new code did not start" in done.stderr
    assert manager.main == before
    assert set(traffic.answers) <= {200, "told"}
    assert site.visitor().open("/healthz").text == "ok\n"

    releases.switch_to(NEW)
    assert manager.reload().returncode == 0, "the next one is not spoilt by it"
    assert site.visitor().open("/healthz").text == "new\n"

    releases.switch_to(OLD)
    assert manager.reload().returncode == 0, "and at once, whoever has just taken over is asked again"
    assert site.visitor().open("/healthz").text == "ok\n"


def site_masters(manager) -> list[int]:
    """The processes of this family that have children."""
    found = []
    for name in os.listdir("/proc"):
        try:
            if name.isdecimal() and os.getpgid(int(name)) == manager.process.pid:
                with open(f"/proc/{name}/task/{name}/children") as children:
                    found += [int(name)] if children.read().split() else []
        except OSError:
            continue
    return found
