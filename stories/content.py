from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from stories.models import ReadySentence, Theme
from stories.models.reasons import FILE as SENTENCES

FILE = Path(__file__).with_name("content") / "themes.toml"


def load(say) -> None:
    themes = read_toml(FILE)["theme"]
    make_missing(say, Theme, [({"slug": theme["slug"]}, theme) for theme in themes])
    make_missing(say, ReadySentence, _sentences())


def _sentences() -> list[tuple[dict, dict]]:
    sentences = read_toml(SENTENCES)["sentence"]
    return [
        ({"kind": row["kind"], "code": row["code"]}, {**row, "order": order})
        for order, row in enumerate(sentences, 1)
    ]
