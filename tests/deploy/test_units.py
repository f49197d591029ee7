"""The units for the service manager: they can be read, they start what is there, and they may do little."""

import re
import subprocess

import pytest

from tests.support.house import ROOT
from tests.tools.programs import path_of

UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
PLACE = "/srv/coproduction"
MOST_EXPOSED = 3.0


@pytest.fixture(scope="module")
def analyze():
    return path_of("systemd-analyze", package="systemd")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The units as they would be on a server, with the project where it is here."""
    folder = tmp_path_factory.mktemp("units")
    for path in UNITS.iterdir():
        (folder / path.name).write_text(path.read_text().replace(f"{PLACE}/", f"{ROOT}/"))
    return folder


def test_the_service_manager_finds_no_fault_in_any_of_them(analyze, installed):
    done = subprocess.run(
        [analyze, "verify", "--recursive-errors=no", *sorted(map(str, installed.iterdir()))],
        capture_output=True,
        text=True,
    )

    assert done.stderr + done.stdout == ""
    assert done.returncode == 0


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_little(analyze, name):
    done = subprocess.run(
        [analyze, "security", "--offline=true", UNITS / name], capture_output=True, text=True
    )

    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert float(exposure[1]) <= MOST_EXPOSED, done.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_every_command_of_ours_is_there(name):
    for line in (UNITS / name).read_text().splitlines():
        if line.startswith(("ExecStart=", "ExecReload=")):
            words = line.partition("=")[2].split()
            assert words[0] == f"{PLACE}/.venv/bin/python", "not by a path that an update changes"
            assert (ROOT / words[1].removeprefix(f"{PLACE}/")).exists()
            if words[1].endswith("manage.py"):
                assert list(ROOT.glob(f"*/management/commands/{words[2]}.py")), words[2]


def test_no_unit_says_where_data_is():
    """That is read from .env, by every command alike."""
    for path in UNITS.glob("*.service"):
        said = re.findall(r"^Environment=(\w+)", path.read_text(), re.MULTILINE)
        assert set(said) <= {"PYTHONDONTWRITEBYTECODE"}, path.name
