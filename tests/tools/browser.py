"""A Chromium for the browser tests: found on this machine, or installed; never done without.

`python -m tests.tools.browser` prints its path.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ON_PATH = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
NPM_FOLDER = Path(sys.prefix) / "browser"
NPM_PACKAGE = "@sparticuz/chromium@153.0.0"
MINUTES_TO_INSTALL = 10


class NoBrowser(Exception):
    """Says everything that was tried and why it did not work."""


@cache
def path() -> str:
    tried = []
    for find in (_named, _on_path, _of_playwright, _from_npm_before):
        if found := find(tried):
            return found
    for install in (_install_with_playwright, _install_with_apt, _install_with_npm):
        print(f"No browser yet: {install.__doc__}", file=sys.stderr, flush=True)
        if found := install(tried):
            return found
    raise NoBrowser(
        "The browser tests need Chromium, and none could be found or installed.\n"
        + "\n".join(f"  - {line}" for line in tried)
        + "\nInstall one, or set CHROMIUM_PATH to one that is there."
    )


def _named(tried):
    name = os.environ.get("CHROMIUM_PATH")
    if not name:
        return None
    if not _starts(name, tried):
        raise NoBrowser(f"CHROMIUM_PATH names a browser that does not start: {tried[-1]}")
    return name


def _on_path(tried):
    return _first_that_starts(filter(None, map(shutil.which, ON_PATH)), tried)


def _of_playwright(tried):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        name = playwright.chromium.executable_path
    return _first_that_starts([name] if os.path.exists(name) else [], tried)


def _from_npm_before(tried):
    return _path_from_npm(tried) if (NPM_FOLDER / "node_modules").exists() else None


def _install_with_playwright(tried):
    """installing Playwright's own."""
    _call([sys.executable, "-m", "playwright", "install", "chromium"], tried)
    return _of_playwright(tried)


def _install_with_apt(tried):
    """installing Debian's."""
    if os.geteuid() or not shutil.which("apt-get"):
        tried.append("apt-get: needs root on a Debian or Ubuntu machine")
        return None
    if _call(["apt-get", "update", "-qq"], tried):
        _call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], tried)
    return _on_path(tried)


def _install_with_npm(tried):
    """installing the one in an npm package."""
    if not shutil.which("npm"):
        tried.append("npm: is not installed")
        return None
    NPM_FOLDER.mkdir(exist_ok=True)
    _call(["npm", "install", "--silent", "--prefix", str(NPM_FOLDER), NPM_PACKAGE], tried)
    return _path_from_npm(tried)


def _path_from_npm(tried):
    """The package unpacks its browser into the temporary folder, and says where."""
    script = (
        "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(p => console.log(p))"
    )
    answer = _call(["node", "--input-type=module", "-e", script], tried, cwd=NPM_FOLDER)
    return _first_that_starts([answer.strip()] if answer else [], tried)


def _first_that_starts(names, tried):
    return next((name for name in names if _starts(name, tried)), None)


def _starts(name, tried):
    """A browser without the libraries it needs is there, but of no use."""
    return bool(_call([name, "--version"], tried))


def _call(command, tried, **options):
    """What the program said, or None, with the reason noted."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            capture_output=True,
            text=True,
            timeout=MINUTES_TO_INSTALL * 60,
            **options,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        tried.append(f"{' '.join(command[:4])}: {error}")
        return None
    if done.returncode:
        tried.append(f"{' '.join(command[:4])}: {_reason(done)}")
        return None
    return done.stdout or done.stderr or "done"


def _reason(done):
    """The last line that speaks of an error; installers like to end with a brace."""
    said = (done.stderr or done.stdout).strip().splitlines()
    return next((line for line in reversed(said) if "rror" in line), f"code {done.returncode}").strip()


if __name__ == "__main__":
    try:
        print(path())
    except NoBrowser as reason:
        sys.exit(str(reason))
