"""What a machine needs before the site can run on it: Python, a virtual environment, the locked packages.

Only the standard library, in words that an old Python still reads, so that it can say what is wrong.
"""

import hashlib
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from deploy.steps import quietly

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
# Not `python -m gunicorn`: that cannot start itself again with new code.
GUNICORN = [PYTHON, str(VENV / "bin" / "gunicorn"), "-c", str(ROOT / "deploy" / "gunicorn.conf.py")]

RUNTIME = ["requirements.txt"]
SCALE = [*RUNTIME, "requirements-scale.txt"]
DEVELOPMENT = [*SCALE, "requirements-dev.txt"]


def check_python():
    if sys.version_info < (3, 11):
        sys.exit(
            f"This site needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. "
            "If a newer one is installed, name it: make run PYTHON=python3.12"
        )


def make_virtual_environment():
    """Keep the one that works; make a new one where there is none or its Python has gone."""
    if _runs([PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]):
        return
    if not _runs([sys.executable, "-c", "import ensurepip, venv"]):
        sys.exit(
            f"{sys.executable} cannot make a virtual environment: its modules venv and ensurepip are missing. "
            "On Debian or Ubuntu, install them with: apt-get install python3-venv"
        )
    quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install(requirements):
    """Bring the virtual environment to these files; every download is checked against the hashes in them.

    Whether something was installed.
    """
    files = [ROOT / name for name in requirements]
    options = [option for file in files for option in ("-r", str(file))]
    with once_for(files, VENV / f"installed-{files[-1].stem}") as is_new:
        if is_new:
            quietly([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", *options])
    return is_new


def of_this_site(environment):
    """The files of requirements that its settings ask for. What RUNTIME names must be there by now."""
    ask = [PYTHON, "-m", "deploy.needs"]
    return SCALE if quietly(ask, environment).strip() else RUNTIME


@contextmanager
def once_for(files, stamp):
    """Whether these files are other than when this last ended well, which the stamp remembers."""
    contents = hashlib.sha256()
    for file in files:
        contents.update(file.read_bytes())
    is_new = not stamp.exists() or stamp.read_text() != contents.hexdigest()
    yield is_new
    if is_new:
        stamp.write_text(contents.hexdigest())


def setting(name, environment):
    """What the site itself reads, from the environment and from .env."""
    ask = f"from coproduction_site import settings; print(settings.{name})"
    return quietly([PYTHON, "-c", ask], environment).splitlines()[-1]


def _runs(command):
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False
