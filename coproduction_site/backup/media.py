"""Where pictures and documents are kept now, for a copy and the way back: a folder, or a store. One class a kind."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

SeenAs = list[int] | list[int | str]


class Folder:
    def __init__(self, root: Path):
        self.root = root

    def all_files(self) -> Iterator[tuple[str, SeenAs]]:
        """Name, and that by which the next copy knows whether it has changed. What is erased meanwhile is left out."""
        for file in sorted(self.root.rglob("*")):
            if file.is_file():
                with suppress(FileNotFoundError):
                    stat = file.stat()
                    yield str(file.relative_to(self.root)), [stat.st_size, stat.st_mtime_ns]

    def keep(self, name: str, keeping, target: Path) -> None:
        keeping.keep(self.root / name, target)

    def bring(self, name: str, keeping, stored: Path) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        keeping.bring(stored, target)

    def put_aside(self, folder: Path) -> None:
        """What is in the folder, not the folder: it may be a disk of its own."""
        if self.root.exists():
            folder.mkdir(mode=0o700)
            for child in self.root.iterdir():
                shutil.move(child, folder / child.name)


class Store:
    """Each file goes through this machine's disk, one at a time."""

    def __init__(self, storage):
        self.storage = storage

    def all_files(self) -> Iterator[tuple[str, SeenAs]]:
        yield from sorted((name, [size, mark]) for name, size, mark in self.storage.all_files())

    def keep(self, name: str, keeping, target: Path) -> None:
        with tempfile.NamedTemporaryFile() as plain:
            self._fetch(name, Path(plain.name))
            keeping.keep(Path(plain.name), target)

    def bring(self, name: str, keeping, stored: Path) -> None:
        with tempfile.NamedTemporaryFile() as plain:
            keeping.bring(stored, Path(plain.name))
            with open(plain.name, "rb") as content:
                self.storage.put(name, content)

    def put_aside(self, folder: Path) -> None:
        """Nothing is taken out of the store before all of it lies in the folder."""
        names = [name for name, _ in self.all_files()]
        for name in names:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._fetch(name, target)
        for name in names:
            self.storage.delete(name)

    def _fetch(self, name: str, target: Path) -> None:
        with self.storage.open(name) as stored, open(target, "wb") as file:
            shutil.copyfileobj(stored, file)


def of_this_site() -> Folder | Store:
    return Store(default_storage) if settings.STORAGE_URL else Folder(Path(settings.MEDIA_ROOT))
