"""What everybody who opens the project relies on."""

import re

import pytest

from tests.support.house import MODULES, ROOT, lines_with

REQUIREMENTS = ["requirements.txt", "requirements-scale.txt", "requirements-dev.txt"]
ONE_PACKAGE = re.compile(
    r"^[a-z0-9.-]+(\[[a-z,]+\])?==\S+( ; .+?)? \\$\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+", re.M
)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_required_package_has_one_version_and_its_hashes(name):
    lines = (ROOT / name).read_text()

    rest = ONE_PACKAGE.sub("", lines).splitlines()

    assert ONE_PACKAGE.search(lines)
    assert [line for line in rest if not line.lstrip().startswith("#")] == []


def test_what_installs_something_names_packages_and_no_addresses():
    installers = [
        *ROOT.glob("requirements*"),
        *(ROOT / "deploy").glob("*.py"),
        *(ROOT / "tests/tools").glob("*.py"),
        *(ROOT / name for name in ["Makefile", "pyproject.toml", ".ci/run", "tests/run.py"]),
    ]

    assert lines_with(r"https?://(?!127\.0\.0\.1|www\.example\.org|\{address\})", installers) == []


def test_the_readme_can_be_read_in_one_go():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120


def test_every_setting_is_explained_in_the_example():
    settings = (ROOT / "coproduction_site/settings.py").read_text()
    names = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings)
    example = (ROOT / ".env.example").read_text()

    assert names
    assert [name for name in names if not re.search(rf"^#? ?{name}=", example, re.M)] == []


def test_whatever_answers_get_answers_head():
    """A program that looks through mail asks for the head of a page first, and calls its link dead without one."""
    assert lines_with(r"require_GET\b|\[\"GET\", \"POST\"\]", MODULES) == []
