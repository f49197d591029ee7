"""`make test`: sets up the test tools, then checks everything, part by part.

ONLY=sqlite,browser picks parts by their keys; ONLY=tests/coproduction_site/finder runs the tests of a folder or a file,
on SQLite. Nothing is skipped because a tool is missing: it is installed, or the command fails with the reason.

What needs one core (style, migrations, the deployment check, the open data, a database of each kind to be copied) runs at the
same time; the tests fill every core by themselves: a worker that has nothing left takes from the others, and long tests begin
first.
On PostgreSQL runs what a database could change: see `same_on_any_database` in pyproject.toml.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy import machine
from deploy.steps import Steps, quietly
from tests.tools import migrated

RUFF = [machine.PYTHON, "-m", "ruff"]
MANAGE = [machine.PYTHON, "manage.py"]
PYTEST = [
    machine.PYTHON,
    "-m",
    "pytest",
    "--numprocesses=logical",
    "--maxprocesses=4",
    "--dist=worksteal",
]
FEW = ["--numprocesses=0"]  # One process: it starts sooner than several.
WITHOUT_BROWSER = ["tests", "--ignore=tests/browser"]

PARTS = {
    "lint": ("Ruff, lint", [*RUFF, "check"]),
    "format": ("Ruff, format", [*RUFF, "format", "--check"]),
    "migrations": ("Migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    "deploy": ("Deployment check", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
    "sqlite": ("Tests on SQLite", [*PYTEST, *WITHOUT_BROWSER]),
    "postgresql": ("Tests on PostgreSQL", [*PYTEST, *WITHOUT_BROWSER]),
    "browser": ("Tests in the browser", [*PYTEST, "tests/browser"]),
    "standard": ("Open data", [machine.PYTHON, "-m", "tests.tools.open_referral"]),
}
ON_ONE_CORE = ["lint", "format", "migrations", "deploy", "standard"]
DATABASE_OF = {"sqlite": "sqlite", "postgresql": "postgresql", "browser": "sqlite", "standard": "sqlite"}
A_PUBLIC_HOST = {
    "DEBUG": "0",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "EMAIL_URL": "submission://mail.example.org:587",
    "MAIL_FROM": "co-production@example.org",
    "REQUIRE_STAFF_MFA": "1",
    "RATE_LIMITS": "1",
}


def main():
    os.chdir(machine.ROOT)
    keys, paths = chosen(os.environ.get("ONLY", ""))
    parts = {key: PARTS[key] for key in keys}
    if paths:
        parts["paths"] = ("Chosen tests on SQLite", [*PYTEST, *FEW, *paths])
    machine.check_python()
    with tempfile.TemporaryDirectory(prefix="coproduction-check-") as folder:
        environment = {
            **os.environ,
            "DATA_DIR": folder,
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "",  # Each worker of each part would compile every test for itself.
        }
        set_up(environment, "browser" in keys or any(in_browser(path) for path in paths))
        results = check_all(parts, environment)
    print("\nIn short:")
    for _, line in results:
        print(line)
    return 0 if all(passed for passed, _ in results) else 1


def chosen(only) -> tuple[list[str], list[str]]:
    """The keys of parts, and the paths of tests, that ONLY names; every part if it names nothing."""
    names = [name for name in only.replace(",", " ").split() if name]
    paths = [name for name in names if name.startswith("tests/") or name == "tests"]
    keys = [name for name in names if name not in paths]
    if unknown := sorted(set(keys) - set(PARTS)):
        sys.exit(f"ONLY knows {', '.join(PARTS)} and paths in tests/, but not {', '.join(unknown)}.")
    if missing := [path for path in paths if not holds_tests(path)]:
        sys.exit(f"ONLY names what is not there: {', '.join(missing)}.")
    return keys if names else list(PARTS), paths


def holds_tests(path) -> bool:
    place = Path(machine.ROOT, path.split("::")[0])
    return ".." not in place.parts and (place.is_dir() or (place.is_file() and place.suffix == ".py"))


def in_browser(path) -> bool:
    return path.rstrip("/") == "tests" or path.startswith("tests/browser")


def set_up(environment, needs_browser):
    steps = Steps(3 if needs_browser else 2)
    with steps.step("A virtual environment in .venv"):
        machine.make_virtual_environment()
    with steps.step("The packages in requirements*.txt"):
        machine.install(machine.DEVELOPMENT)
    if needs_browser:
        with steps.step("A browser"):
            browser = quietly([machine.PYTHON, "-m", "tests.tools.browser"], environment)
            environment["CHROMIUM_PATH"] = browser.splitlines()[-1]


def check_all(parts, environment):
    """What needs one core at the same time, each shown when it is over; then the others one after another."""
    alone = [key for key in parts if key in ON_ONE_CORE]
    others = [key for key in parts if key not in ON_ONE_CORE]

    def check_part(key):
        own = {"DATABASE_URL": f"sqlite:///{environment['DATA_DIR']}/{key}.sqlite3"}
        public = A_PUBLIC_HOST if key == "deploy" else {}
        own |= told(DATABASE_OF.get(key))
        return check(*parts[key], environment | own | public, is_beside_others=key in ON_ONE_CORE)

    kinds = {DATABASE_OF[key] for key in parts if key in DATABASE_OF}
    with migrated.being_made(kinds, environment) as told:
        with ThreadPoolExecutor(os.cpu_count()) as at_once:
            results = list(at_once.map(check_part, alone))
        return results + [check_part(key) for key in others]


def check(name, command, environment, is_beside_others):
    """Whether it passed, and the closing line: the name, the last words of the program, the seconds.

    Beside others, what it prints is shown in one piece when it is over, so that it does not mix with theirs.
    """
    heading = f"\n── {name}\n"
    shown = [heading]
    if not is_beside_others:
        print(heading, end="", flush=True)
    started = time.monotonic()
    last_words = ""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        for line in program.stdout:
            shown.append(line)
            last_words = line.strip("= \n") or last_words
            if not is_beside_others:
                print(line, end="", flush=True)
    mark = "✗" if program.returncode else "✓"
    closing = f"{mark} {name}: {last_words} ({time.monotonic() - started:.1f} s)"
    print(f"{''.join(shown)}{closing}" if is_beside_others else closing, flush=True)
    return program.returncode == 0, closing


if __name__ == "__main__":
    sys.exit(main())
