"""The folder of copies: which are whole, which may go, and what each says about itself."""

import json
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

UNFINISHED = ".unfinished"
ABOUT = "about.json"
EVERY_ONE_FOR = timedelta(days=2)
TIME = "%Y-%m-%dT%H-%M-%S-%f"


def new_name(now: datetime) -> str:
    return now.astimezone(UTC).strftime(TIME)


def whole(folder: Path) -> list[Path]:
    """The oldest first."""
    return sorted(path for path in folder.glob("20*T*") if path.suffix != UNFINISHED)


def made_at(copy: Path) -> datetime:
    return datetime.strptime(copy.name, TIME).replace(tzinfo=UTC)


def to_go(folder: Path, now: datetime, days: int) -> list[Path]:
    """Every copy of two days is kept, then the last of each day, and none for longer than `days`."""
    gone = [copy for copy in whole(folder) if now - made_at(copy) > timedelta(days=days)]
    older = [copy for copy in whole(folder) if copy not in gone and now - made_at(copy) > EVERY_ONE_FOR]
    for _, of_a_day in groupby(older, key=lambda copy: made_at(copy).date()):
        gone += list(of_a_day)[:-1]
    return gone


def write_about(copy: Path, **facts) -> None:
    (copy / ABOUT).write_text(json.dumps(facts, indent=2) + "\n")
