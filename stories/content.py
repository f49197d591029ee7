from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from stories.models import Theme

FILE = Path(__file__).with_name("content") / "themes.toml"


def load(say) -> None:
    themes = read_toml(FILE)["theme"]
    make_missing(say, Theme, [({"slug": theme["slug"]}, theme) for theme in themes])
