"""Imports run one way: pages → stories → ladder and partners → the ground."""

import ast

import pytest

from tests.house import MODULES, PACKAGES, ROOT, name_of

MAY_IMPORT = {
    "coproduction_site": set(),
    "ladder": {"coproduction_site"},
    "partners": {"coproduction_site"},
    "stories": {"coproduction_site", "ladder", "partners"},
    "pages": {"coproduction_site", "ladder", "partners", "stories"},
}


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package):
    others = set(PACKAGES) - {package} - MAY_IMPORT[package]
    modules = [path for path in MODULES if path.relative_to(ROOT).parts[0] == package]

    wrong = [
        f"{name_of(path)} imports {name}"
        for path in modules
        for name in imports_of(path)
        if name.split(".")[0] in others
    ]

    assert modules
    assert wrong == []


def test_a_module_is_imported_by_its_full_name():
    assert [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        for name in imports_of(path)
        if name.startswith(".")
    ] == []


def test_only_the_function_that_cleans_rich_text_marks_words_as_safe():
    users = [name_of(path) for path in MODULES if "mark_safe(" in path.read_text()]

    assert users == ["coproduction_site/rich_text.py"]
