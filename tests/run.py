"""`make test`: sets up the test tools, then checks everything, part by part.

ONLY=sqlite,browser picks parts by their keys. Nothing is skipped because a tool is missing: it is installed,
or the command fails with the reason.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time

from deploy import machine
from deploy.steps import Steps, quietly

RUFF = [machine.PYTHON, "-m", "ruff"]
MANAGE = [machine.PYTHON, "manage.py"]
PYTEST = [machine.PYTHON, "-m", "pytest", "--numprocesses=logical", "--maxprocesses=4"]
WITH_POSTGRESQL = [machine.PYTHON, "-m", "tests.tools.postgresql"]
WITHOUT_BROWSER = ["tests", "--ignore=tests/browser"]

PARTS = {
    "lint": ("Ruff, lint", [*RUFF, "check"]),
    "format": ("Ruff, format", [*RUFF, "format", "--check"]),
    "migrations": ("Migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    "deploy": ("Deployment check", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
    "sqlite": ("Tests on SQLite", [*PYTEST, *WITHOUT_BROWSER]),
    "postgresql": ("Tests on PostgreSQL", [*WITH_POSTGRESQL, *PYTEST, *WITHOUT_BROWSER]),
    "browser": ("Tests in the browser", [*PYTEST, "tests/browser"]),
    "standard": ("Open data", [machine.PYTHON, "-m", "tests.tools.open_referral"]),
}
A_PUBLIC_HOST = {
    "DEBUG": "0",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "REQUIRE_STAFF_MFA": "1",
    "RATE_LIMITS": "1",
}


def main():
    os.chdir(machine.ROOT)
    keys = chosen_parts(os.environ.get("ONLY", ""))
    machine.check_python()
    with tempfile.TemporaryDirectory(prefix="coproduction-check-") as folder:
        environment = {
            **os.environ,
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "PYTHONUNBUFFERED": "1",
        }
        set_up(environment, needs_browser="browser" in keys)
        results = [
            check(*PARTS[key], environment | (A_PUBLIC_HOST if key == "deploy" else {})) for key in keys
        ]
    print("\nIn short:")
    for _, line in results:
        print(line)
    return 0 if all(passed for passed, _ in results) else 1


def chosen_parts(only):
    keys = [key for key in only.split(",") if key]
    if unknown := sorted(set(keys) - set(PARTS)):
        sys.exit(f"ONLY knows {', '.join(PARTS)}, but not {', '.join(unknown)}.")
    return keys or list(PARTS)


def set_up(environment, needs_browser):
    steps = Steps(3 if needs_browser else 2)
    with steps.step("A virtual environment in .venv"):
        machine.make_virtual_environment()
    with steps.step("The packages in requirements.txt and requirements-dev.txt"):
        machine.install(machine.DEVELOPMENT)
    if needs_browser:
        with steps.step("A browser"):
            browser = quietly([machine.PYTHON, "-m", "tests.tools.browser"], environment)
            environment["CHROMIUM_PATH"] = browser.splitlines()[-1]


def check(name, command, environment):
    """Whether it passed, and the closing line: the name, the last words of the program, the seconds."""
    print(f"\n── {name}", flush=True)
    started = time.monotonic()
    last_words = ""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        for line in program.stdout:
            print(line, end="", flush=True)
            last_words = line.strip("= \n") or last_words
    mark = "✗" if program.returncode else "✓"
    closing = f"{mark} {name}: {last_words} ({time.monotonic() - started:.1f} s)"
    print(closing, flush=True)
    return program.returncode == 0, closing


if __name__ == "__main__":
    sys.exit(main())
