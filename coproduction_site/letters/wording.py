"""The letters that the site writes: what each is for, what has to stand in it, and its words of the first day.

Each app with a `content/letters.toml` has its own.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

from coproduction_site.content_files import read_toml

FILE = Path("content") / "letters.toml"


@dataclass(frozen=True)
class Place:
    """What the site fills in for a name in curly brackets."""

    name: str
    says: str
    example: str


@dataclass(frozen=True)
class Frame:
    """What stands around the words of a letter, and is not theirs to change: links, numbers, a person."""

    template: str
    says: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Wording:
    name: str
    title: str
    to: str
    frame: Frame
    subject: str
    body: str
    needs: tuple[Place, ...]
    may_have: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return self.needs + self.may_have

    @property
    def example(self) -> dict[str, str]:
        """An invented person's letter: all that it needs to be written."""
        return {place.name: place.example for place in self.places + self.frame.places}


@cache
def wordings() -> dict[str, Wording]:
    files = [Path(app.path) / FILE for app in apps.get_app_configs()]
    found = [wording for file in files if file.exists() for wording in _read(read_toml(file))]
    return {wording.name: wording for wording in found}


def _read(content: dict):
    places = {name: Place(name, **facts) for name, facts in content["place"].items()}

    def named(names) -> tuple[Place, ...]:
        return tuple(places[name] for name in names)

    frames = {
        name: Frame(facts["template"], facts["says"], named(facts["fills"]))
        for name, facts in content["frame"].items()
    }
    for letter in content["letter"]:
        yield Wording(
            name=letter["name"],
            title=letter["title"],
            to=letter["to"],
            frame=frames[letter["frame"]],
            subject=letter["subject"],
            body=letter["body"].strip(),
            needs=named(letter.get("needs", [])),
            may_have=named(letter.get("may_have", [])),
        )
