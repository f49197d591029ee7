"""Imports run one way: between the apps, and between the packages of an app."""

import ast
import sys

import pytest

from tests.support.house import MODULES, PACKAGES, ROOT, name_of

MAY_IMPORT = {
    "coproduction_site": set(),
    "ladder": {"coproduction_site"},
    "partners": {"coproduction_site"},
    "stories": {"coproduction_site", "ladder", "partners"},
    "pages": {"coproduction_site", "ladder", "partners", "stories"},
}
# The rooms of an app, the lowest first: each may import those before its own line, and nothing beside it.
ROOMS = {
    "ladder": [{"models"}, {"paper"}, {"reflection", "methods"}, {"groups"}, {"views"}],
    "partners": [
        {"models"},
        {"directory"},
        {"members"},
        {"open_referral"},
        {"profile", "upkeep", "charter"},
    ],
    "stories": [
        {"models"},
        {"letters"},
        {"publication"},
        {"submission"},
        {"following", "responses", "reports"},
        {"moderation"},
    ],
}
# Rooms in which no local name may be `words`, `said`, `each`, `typed` or `pressed`. The others follow.
SAYS_WHAT_IT_HOLDS = [
    *("coproduction_site/accounts", "coproduction_site/cache", "coproduction_site/uploads"),
    *("ladder", "partners/directory", "partners/open_referral"),
]
GATHER = {
    "admin",
    "content",
    "management",
    "retention",
    "tasks",
    "rights",
    "searched",
    "templatetags",
    "urls",
    "waiting",
}


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            yield from (f"{node.module}.{name.name}" for name in node.names)


def modules_used_by(path, names):
    """Of `from package import module`, the module alone: a package that gathers tables is not run for it."""
    used = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            found = {f"{node.module}.{name.name}" for name in node.names}
            used |= (found & set(names)) or ({node.module} & set(names))
    return used


def modules_of(package):
    return [path for path in MODULES if path.relative_to(ROOT).parts[0] == package]


def room_of(path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[1]


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_between_apps_run_one_way(package):
    others = set(PACKAGES) - {package} - MAY_IMPORT[package]

    wrong = [
        f"{name_of(path)} imports {name}"
        for path in modules_of(package)
        for name in imports_of(path)
        if name.split(".")[0] in others
    ]

    assert modules_of(package)
    assert wrong == []


@pytest.mark.parametrize("package", ROOMS)
def test_imports_between_the_rooms_of_an_app_run_one_way(package):
    storey = {room: number for number, rooms in enumerate(ROOMS[package]) for room in rooms}

    wrong = [
        f"{name_of(path)} imports {name}"
        for path in modules_of(package)
        for name in imports_of(path)
        if name.startswith(f"{package}.") and (here := room_of(path)) in storey
        if (there := name.split(".")[1]) != here
        if storey.get(there, len(storey)) >= storey[here]
    ]

    assert wrong == []


@pytest.mark.parametrize("package", ROOMS)
def test_every_room_has_its_place_in_the_order(package):
    rooms = {room_of(path) for path in modules_of(package)} - GATHER - {"__init__"}

    assert rooms == set().union(*ROOMS[package])


def test_no_modules_import_each_other_in_a_circle():
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in MODULES
    }
    leads_to = {name: modules_used_by(path, names) - {name} for name, path in names.items()}

    in_a_circle = {name for name in names if name in _reached_from(name, leads_to)}

    assert in_a_circle == set()


def _reached_from(start, leads_to):
    reached, ahead = set(), list(leads_to[start])
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += leads_to[name]
    return reached


def test_a_module_is_imported_by_its_full_name():
    assert [
        f"{name_of(path)} imports {name}"
        for path in MODULES
        for name in imports_of(path)
        if name.startswith(".")
    ] == []


def test_no_module_bears_the_name_of_one_of_the_standard_library():
    """But for the names that Django or every Python project asks for."""
    assert [
        name_of(path)
        for path in MODULES
        if path.stem in sys.stdlib_module_names and path.stem not in {"__init__", "__main__"}
    ] == []


def test_no_module_bears_a_name_that_says_nothing():
    """Each of the first was once a module here, and nobody found what was in it."""
    once = {
        "things",
        "asking",
        "answering",
        "machines",
        "bodies",
        "told",
        "written_forms",
        "settings_named",
    }
    nothing = {"utils", "helpers", "common", "misc", "core"}

    assert [name_of(path) for path in MODULES if path.stem in once | nothing] == []


def local_names_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


@pytest.mark.parametrize("room", SAYS_WHAT_IT_HOLDS)
def test_a_local_name_says_what_it_holds(room):
    paths = [path for path in MODULES if name_of(path).startswith(f"{room}/")]

    assert paths
    assert [
        f"{name_of(path)}: {name}"
        for path in paths
        for name in local_names_of(path)
        if name in {"words", "said", "each", "typed", "pressed"}
    ] == []


def test_only_the_function_that_cleans_rich_text_marks_words_as_safe():
    users = [name_of(path) for path in MODULES if "mark_safe(" in path.read_text()]

    assert users == ["coproduction_site/rich_text.py"]


def test_what_a_test_or_a_tool_imports_of_the_others_is_there():
    """Also where it is imported late: a tool that runs by itself would only fail then."""
    lost = [
        f"{name_of(path)}: {node.module}.{name.name}"
        for path in (ROOT / "tests").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tests"
        for name in node.names
        if not _stands(ROOT.joinpath(*node.module.split(".")), name.name)
    ]

    assert lost == []


def _stands(place, name) -> bool:
    if place.is_dir():
        return (place / name).is_dir() or (place / f"{name}.py").is_file()
    return place.with_suffix(".py").is_file()
