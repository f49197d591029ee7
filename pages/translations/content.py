"""The translations that come with the site: one file each, written for the words of the pages that come with it."""

from pathlib import Path

from coproduction_site.content_files import make_missing, read_page
from coproduction_site.rich_text import from_markdown
from pages.easy_read.sources import mark_of, text_of
from pages.models import Page, Translation

FOLDER = Path(__file__).parents[1] / "content/translations"


def load(say) -> None:
    """After everything that pages show. A translation whose page staff have taken out waits."""
    pages = {page.slug: page for page in Page.objects.all()}
    for path in sorted(FOLDER.glob("*/*.md")):
        facts, body = read_page(path)
        if facts.get("page") in {None, *pages}:
            _load(say, path.parent.name, facts, body, pages)


def _load(say, language, facts, body, pages) -> None:
    key = {"place": facts["place"]} if "place" in facts else {"page": pages[facts["page"]]}
    text = text_of(Translation(**key))
    row = {name: facts[name] for name in ("title", "menu_title", "summary", "is_about_safety")}
    row["written_for"] = text if mark_of(text) == facts["mark"] else ""
    key["language"] = language
    make_missing(say, Translation, [(key, {**key, **row, "body": from_markdown(body)})])
