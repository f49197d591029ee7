"""Languages in which a story may be told, besides English. They are listed in content/languages.toml."""

from functools import cache
from pathlib import Path

from coproduction_site.content_files import read_toml

FILE = Path(__file__).parents[1] / "content" / "languages.toml"
ENGLISH, SAID_ENGLISH = [("", "English")], "en"
NOT_WRITTEN = {"bfi", "other"}  # The words that came are in a language that we do not know.


@cache
def names() -> dict[str, str]:
    """Code and name, with what the language calls itself."""
    return {
        language["code"]: f"{language['name']} ({language['own']})"
        if language["own"]
        else language["name"]
        for language in read_toml(FILE)["language"]
    }


def choices() -> list[tuple[str, str]]:
    return [*ENGLISH, *names().items()]


def name_of(code: str) -> str:
    return dict(choices()).get("" if code == SAID_ENGLISH else code, code)


def is_written(code: str) -> bool:
    """Whether words in it can be marked as such."""
    return code in names() and code not in NOT_WRITTEN
