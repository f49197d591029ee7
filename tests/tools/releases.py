"""Copies of the project beside each other, as on a server: a link leads to the one that is served."""

import os
import shutil
import sys
from hashlib import sha256
from pathlib import Path

from deploy import machine
from tests.support.house import PACKAGES, ROOT

PLACE = "/srv/coproduction"


class Releases:
    def __init__(self, folder: Path):
        self.folder, self.current = folder, folder / "current"

    def put(self, name: str, **changed: str) -> Path:
        """The project of today under this name, with other words in some files: `path__py="before=>after"`."""
        release = self.folder / name
        for part in [*PACKAGES, "deploy", "templates", "locale", "static"]:
            shutil.copytree(ROOT / part, release / part, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("Makefile", "manage.py", *machine.SCALE):
            shutil.copy(ROOT / file, release / file)
        self._bring_packages(release)
        for path, change in changed.items():
            self._change(release / path.replace("__", "/"), *change.split("=>"))
        return release

    @staticmethod
    def _bring_packages(release: Path) -> None:
        """Those of the tests, in an environment that is the release's own, and says that they are installed."""
        own = release / ".venv"
        own.mkdir()
        for name in ("bin", "lib"):
            (own / name).symlink_to(Path(sys.prefix, name))
        shutil.copy(Path(sys.prefix, "pyvenv.cfg"), own)
        for files in (machine.RUNTIME, machine.SCALE):
            contents = b"".join((release / name).read_bytes() for name in files)
            stamp = own / f"installed-{Path(files[-1]).stem}"
            stamp.write_text(sha256(contents).hexdigest())

    def switch_to(self, name: str) -> None:
        """In one step, as `ln -sfn` and `mv -T` do it."""
        new = self.folder / "new"
        new.symlink_to(name)
        os.replace(new, self.current)

    def command(self, unit: str, line: str, **values: str) -> list[str]:
        """What a unit of deploy/systemd starts, at the place of these copies."""
        text = (ROOT / "deploy" / "systemd" / f"{unit}.service").read_text()
        (found,) = [part for part in text.splitlines() if part.startswith(f"{line}=")]
        command = found.partition("=")[2].replace(PLACE, str(self.current))
        return [values.get(word, word) for word in command.split()]

    @staticmethod
    def _change(path: Path, before: str, after: str) -> None:
        path = path.with_suffix(".py")
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))
