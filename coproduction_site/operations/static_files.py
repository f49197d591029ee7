"""Style sheets and pictures for new code, put beside those of the code that is still being served."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

LIST = "staticfiles.json"
KEPT_DAYS = 30  # A page that was kept somewhere still finds its style sheet.
MAKES_THEM = (
    "requirements.txt",
    "coproduction_site/settings.py",
    "coproduction_site/cache/static_storage.py",
)


def collect() -> str:
    """What it did, in two words. Compressing takes its time, so it is done only where something has changed."""
    root, stamp, contents = (
        Path(settings.STATIC_ROOT),
        settings.DATA_DIR / "static-collected",
        _contents(),
    )
    if (root / LIST).exists() and stamp.exists() and stamp.read_text() == contents:
        return "nothing new"
    fresh = root.with_name(f"{root.name}.new")
    _collect_into(fresh)
    number = _move_beside(fresh, root)
    shutil.rmtree(fresh)
    stamp.write_text(contents)
    return f"{number} new files"


def _contents() -> str:
    """A hash of all that decides about the files, and of where they go."""
    told = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    folder = settings.BASE_DIR / "static"
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    for file in [*files, *(settings.BASE_DIR / name for name in MAKES_THEM)]:
        told.update(f"{file.relative_to(settings.BASE_DIR)}\n".encode() + file.read_bytes())
    return told.hexdigest()


def _collect_into(folder: Path) -> None:
    """In a process of its own: this one may have read the list of the files before."""
    subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, settings.BASE_DIR / "manage.py", "collectstatic", "--no-input", "--clear"],
        env={**os.environ, "STATIC_ROOT": str(folder)},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _move_beside(fresh: Path, root: Path) -> int:
    """No file that is being served is touched, and the list of them changes last and at once."""
    in_use = _named_in(root) | _named_in(fresh)
    new = 0
    for file in [file for file in fresh.rglob("*") if file.is_file() and file.name != LIST]:
        target = root / file.relative_to(fresh)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)
            new += 1
    os.replace(fresh / LIST, root / LIST)
    _forget_others(root, in_use)
    return new


def _named_in(folder: Path) -> set[str]:
    try:
        return set(json.loads((folder / LIST).read_text())["paths"].values())
    except FileNotFoundError:
        return set()


def _forget_others(root: Path, in_use: set[str]) -> None:
    """What neither this code nor the one before it uses goes after a while; its time is the last day of use."""
    now = time.time()
    for file in [file for file in root.rglob("*") if file.is_file() and file.name != LIST]:
        if str(file.relative_to(root)).removesuffix(".gz").removesuffix(".br") in in_use:
            os.utime(file, (now, now))
        elif now - file.stat().st_mtime > KEPT_DAYS * 24 * 60 * 60:
            file.unlink()
