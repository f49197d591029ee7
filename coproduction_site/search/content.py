"""The words for the same that a new site begins with."""

from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from coproduction_site.search.synonyms import Synonyms

FOLDER = Path(__file__).with_name("content")


def load(say) -> None:
    rows = ["\n".join(words) for words in read_toml(FOLDER / "synonyms.toml")["same"]]
    make_missing(say, Synonyms, [({"phrases": row}, {"phrases": row}) for row in rows])
