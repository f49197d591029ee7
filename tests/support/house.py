"""The files of the project, for tests that read them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STYLE_SHEETS = sorted((ROOT / "static/css").rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PACKAGES = ["coproduction_site", "ladder", "partners", "stories", "pages"]
MODULES = sorted(
    path for name in PACKAGES for path in (ROOT / name).rglob("*.py") if "migrations" not in path.parts
)


def name_of(path) -> str:
    return str(path.relative_to(ROOT))


def lines_with(pattern, paths, prepare=str) -> list[str]:
    """Every place that matches, as "file: what was found", so that a failure says where to look."""
    return [
        f"{name_of(path)}: {found[0]}"
        for path in paths
        for found in re.finditer(pattern, prepare(path.read_text()), re.IGNORECASE | re.MULTILINE)
    ]
