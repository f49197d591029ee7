"""Pictures and documents, copied once: what has not changed since the copy before is the same file on the disk."""

import json
import os
import shutil
from pathlib import Path

from coproduction_site.backup.keeping import Keeping

FOLDER, INDEX = "media", "media.json"


def save(root: Path, copy: Path, before: Path | None, keeping: Keeping) -> int:
    """How many files there are now."""
    known, index = _index_of(before), {}
    for file in [file for file in sorted(root.rglob("*")) if file.is_file()]:
        name = str(file.relative_to(root))
        try:
            seen = _size_and_time(file)
            there = before / FOLDER / name if before and known.get(name) == seen else None
            _once(file, copy / FOLDER / name, there, keeping)
        except FileNotFoundError:
            continue  # Erased since we looked.
        index[name] = seen
    (copy / INDEX).write_text(json.dumps(index))
    return len(index)


def _once(file: Path, target: Path, there: Path | None, keeping: Keeping) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if there and keeping.place(there).exists():
        os.link(keeping.place(there), keeping.place(target))
    else:
        keeping.keep(file, target)


def _size_and_time(file: Path) -> list[int]:
    """By which the next copy knows whether it has changed."""
    stat = file.stat()
    return [stat.st_size, stat.st_mtime_ns]


def _index_of(before: Path | None) -> dict:
    if before is None or not (before / INDEX).exists():
        return {}
    return json.loads((before / INDEX).read_text())


def put_aside(root: Path, aside: Path) -> None:
    """What is in the folder, not the folder: it may be a disk of its own."""
    if root.exists():
        (aside / FOLDER).mkdir(mode=0o700)
        for child in root.iterdir():
            shutil.move(child, aside / FOLDER / child.name)


def restore(copy: Path, root: Path, keeping: Keeping) -> int:
    stored = [file for file in sorted((copy / FOLDER).rglob("*")) if file.is_file()]
    for file in stored:
        target = root / keeping.plain(file).relative_to(copy / FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        keeping.bring(keeping.plain(file), target)
    return len(stored)
