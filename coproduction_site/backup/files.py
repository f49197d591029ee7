"""Pictures and documents, copied once: what has not changed since the copy before is the same file on the disk."""

import json
import os
from pathlib import Path

from coproduction_site.backup.keeping import Keeping
from coproduction_site.backup.media import Folder, Store

FOLDER, INDEX = "media", "media.json"


def save(source: Folder | Store, copy: Path, before: Path | None, keeping: Keeping) -> int:
    """How many files there are now."""
    known, index = _index_of(before), {}
    for name, seen in source.all_files():
        there = before / FOLDER / name if before and known.get(name) == seen else None
        try:
            _once(source, name, copy / FOLDER / name, there, keeping)
        except FileNotFoundError:
            continue  # Erased since we looked.
        index[name] = seen
    (copy / INDEX).write_text(json.dumps(index))
    return len(index)


def _once(source, name: str, target: Path, there: Path | None, keeping: Keeping) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if there and keeping.place(there).exists():
        os.link(keeping.place(there), keeping.place(target))
    else:
        source.keep(name, keeping, target)


def _index_of(before: Path | None) -> dict:
    if before is None or not (before / INDEX).exists():
        return {}
    return json.loads((before / INDEX).read_text())


def restore(copy: Path, target: Folder | Store, keeping: Keeping) -> int:
    stored = [file for file in sorted((copy / FOLDER).rglob("*")) if file.is_file()]
    for file in stored:
        plain = keeping.plain(file)
        target.bring(str(plain.relative_to(copy / FOLDER)), keeping, plain)
    return len(stored)
