"""The commands of docs/running.md, part by part, as they stand there."""

import re

from tests.support.house import ROOT

PAGE = ROOT / "docs" / "running.md"


def commands(heading: str) -> list[str]:
    """Each block of shell below this heading, up to the next heading of any level."""
    text = PAGE.read_text()
    assert f"\n{heading}\n" in text, heading
    part = text.split(f"\n{heading}\n", 1)[1]
    part = re.split(r"^#+ ", part, maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```sh\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
