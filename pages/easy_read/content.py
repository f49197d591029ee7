"""The twins that come with the site: one file each, written for the words of the pages that come with it."""

from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from pages.easy_read.models import EasyReadStep, EasyReadTwin
from pages.easy_read.sources import mark_of, text_of
from pages.models import Page

FOLDER = Path(__file__).parents[1] / "content/easy_read"


def load(say) -> None:
    """After everything that pages show. A twin whose page staff have taken out waits."""
    pages = {page.slug: page for page in Page.objects.all()}
    files = [read_toml(path) for path in FOLDER.glob("*.toml")]
    for file in sorted(files, key=lambda file: file["order"]):
        if file.get("page") in {None, *pages}:
            _load(say, file, pages)


def _load(say, file, pages) -> None:
    key = {"place": file["place"]} if "place" in file else {"page": pages[file["page"]]}
    text = text_of(EasyReadTwin(**key))
    facts = {name: file[name] for name in ("title", "order")}
    facts["written_for"] = text if mark_of(text) == file["mark"] else ""
    make_missing(say, EasyReadTwin, [(key, {**key, **facts})])
    for twin in EasyReadTwin.objects.filter(steps=None, **key):
        for number, step in enumerate(file["step"], start=1):
            step["text"] = step["text"].strip()
            EasyReadStep.objects.create(twin=twin, order=number, **step)
