"""How long a file, a function, a template and a style sheet may be, so that each is read in one go.

Complexity is counted by ruff; what may pass its limit stands in pyproject.toml, with reasons.
"""

import ast
import re
import tomllib

import pytest

from tests.support.house import MODULES, ROOT, name_of

TESTS = sorted((ROOT / "tests").rglob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "deploy").glob("*.py"))]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
STATIC = sorted(path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js"})

# A file of tests is a list of sentences, of which one is read at a time.
LINES = [(CODE, 250), (TESTS, 650), (TEMPLATES, 80), (STATIC, 120)]
# A walk through a browser is one story from beginning to end.
FUNCTIONS = [(CODE, 25), (TESTS, 75)]
MOST_COMPLEX = 6

LONGER_FILES = {
    "coproduction_site/settings.py": "one file in the order a newcomer asks; half of it is lists that Django wants",
}
LONGER_FUNCTIONS: dict[str, str] = {}


def lines_of(path) -> int:
    return len(path.read_text().splitlines())


def functions_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)}: {node.name}", node.end_lineno - node.lineno + 1


def longer_files() -> dict[str, int]:
    return {
        name_of(path): lines_of(path) for paths, most in LINES for path in paths if lines_of(path) > most
    }


def longer_functions() -> dict[str, int]:
    return {
        name: length
        for paths, most in FUNCTIONS
        for path in paths
        for name, length in functions_of(path)
        if length > most
    }


@pytest.mark.parametrize(("paths", "most"), LINES)
def test_every_kind_of_file_is_counted(paths, most):
    assert len(paths) > 10
    assert sum(map(lines_of, paths)) > most


def test_static_desk_is_counted_too():
    assert any("desk" in path.parts for path in STATIC)


def test_no_file_is_longer_than_its_kind_may_be():
    longer = longer_files()

    assert {name: lines for name, lines in longer.items() if name not in LONGER_FILES} == {}
    assert [name for name in LONGER_FILES if name not in longer] == [], (
        "These need no exception any more."
    )


def test_no_function_is_longer_than_a_screen():
    longer = longer_functions()

    assert {name: lines for name, lines in longer.items() if name not in LONGER_FUNCTIONS} == {}
    assert [name for name in LONGER_FUNCTIONS if name not in longer] == [], (
        "These need no exception any more."
    )


def test_no_function_is_too_complex_but_for_a_short_list():
    """`ruff check` runs before all tests, and refuses the rest."""
    text = (ROOT / "pyproject.toml").read_text()
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]

    assert "C90" in lint["select"]
    assert lint["mccabe"]["max-complexity"] == MOST_COMPLEX
    complex_ones = [name for name, rules in lint["per-file-ignores"].items() if "C901" in rules]
    assert len(complex_ones) <= 4
    for name in complex_ones:
        assert re.search(rf'^"{re.escape(name)}" = .+ # .{{20,}}$', text, re.MULTILINE), name
    silenced = [name_of(path) for path in (*CODE, *TESTS) if re.search(r"noqa: *C90", path.read_text())]
    assert silenced == []
