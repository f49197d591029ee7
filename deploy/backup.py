"""Copies of everything that matters, taken while the site runs, and the way back.

    python -m deploy.backup save FOLDER      a new copy in FOLDER; the oldest beyond 48 go
    python -m deploy.backup restore COPY     with the site stopped; what was there is put aside

A live SQLite file must never be copied as a file: what was just acknowledged is in a second file.
"""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

KEPT = 48
DATABASE, MEDIA, KEY = "db.sqlite3", "media", "secret-key"


def main(command: str, folder: str) -> None:
    data = Path(os.environ.get("DATA_DIR", "var")).absolute()
    {"save": save, "restore": restore}[command](data, Path(folder).absolute())


def save(data: Path, folder: Path) -> None:
    """Under another name until it is whole, so that half a copy is never taken for one."""
    if not (data / DATABASE).exists():
        sys.exit(f"There is no {data / DATABASE}. With PostgreSQL use pg_dump, and copy the pictures.")
    copy = folder / _now()
    unfinished = copy.with_suffix(".unfinished")
    unfinished.mkdir(parents=True, mode=0o700)
    _copy_database(data / DATABASE, unfinished / DATABASE)
    if (data / MEDIA).exists():  # After the database, so that every picture that it names is there.
        shutil.copytree(data / MEDIA, unfinished / MEDIA)
    if (data / KEY).exists():
        shutil.copy2(data / KEY, unfinished / KEY)
    unfinished.rename(copy)
    for old in _whole_copies(folder)[:-KEPT]:
        shutil.rmtree(old)
    print(copy)


def restore(data: Path, copy: Path) -> None:
    if not (copy / DATABASE).exists():
        sys.exit(f"{copy} is not a copy that `save` made.")
    aside = data / f"before-{_now()}"
    aside.mkdir(parents=True)
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", MEDIA):
        if (data / name).exists():
            (data / name).rename(aside / name)
    _copy_database(copy / DATABASE, data / DATABASE)
    if (copy / MEDIA).exists():
        shutil.copytree(copy / MEDIA, data / MEDIA)
    if (copy / KEY).exists():
        shutil.copy2(copy / KEY, data / KEY)
    print(f"Restored. What was there is in {aside}.")


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        sys.exit(f"{target} is damaged: {verdict}")
    target.chmod(0o600)


def _whole_copies(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("20*T*") if path.suffix != ".unfinished")


def _now() -> str:
    return datetime.now().strftime("%Y-%m-%dT%H-%M-%S-%f")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in {"save", "restore"}:
        sys.exit(__doc__)
    main(*sys.argv[1:])
