"""What of the pages and of the word list everybody can search, and the doors of the site that are no rows (see `search.kinds`)."""

from django.urls import reverse

from coproduction_site.search.kinds import Entry, SearchKind, plain
from pages.files.models import PageFile
from pages.models import GlossaryTerm, Page, Video
from pages.word_list import SHOWN_ON

DOORS = [
    (
        "stories:start",
        "Tell your story",
        "What was good, and what could be better? Write it, say it or draw it. You need no account.",
        "share experience feedback complaint",
    ),
    ("stories:list", "Stories", "Read what families have told us, and what came of it.", "experiences"),
    (
        "partners:list",
        "Partners",
        "Groups and services that have promised to work with families. Find one that can help you.",
        "organisations support directory",
    ),
    ("charter:charter", "Our charter", "What everybody who signs it has promised.", "values"),
    (
        "charter:sign",
        "Sign the charter",
        "For organisations that want to promise it too.",
        "pledge join",
    ),
    (
        "ladder:ladder",
        "The ladder of co-production",
        "Seven rungs, from being told to deciding together.",
        "levels of participation",
    ),
    (
        "ladder:where",
        "Where are you on the ladder?",
        "Answer a few questions, and see which rung you are on.",
        "self-reflection check",
    ),
    (
        "ladder:methods",
        "Ways to take part",
        "Choose a way of working together, and read how to do it.",
        "methods levels",
    ),
    (
        "ladder:group",
        "Find your rung as a group",
        "Families and staff answer each for themselves, and compare.",
        "workshop session",
    ),
]


def _of_page(page) -> Entry:
    films = " ".join(f"{film.title} {plain(film.transcript)}" for film in page.videos.all())
    files = " ".join(file.title for file in page.files.all())
    return Entry(
        title=page.title,
        address=page.get_absolute_url(),
        shown=f"{page.summary} {plain(page.body)}",
        also=f"{page.menu_title} {films} {files}",
        lang=page.lang,
    )


def _pages():
    return Page.objects.published().prefetch_related("videos", "files")


def _page_of(row) -> list[int]:
    return [row.pk if isinstance(row, Page) else row.page_id]


def _terms_of(row) -> list[int]:
    """The page of words shows them all, or none."""
    if isinstance(row, GlossaryTerm):
        return [row.pk]
    return list(GlossaryTerm.objects.values_list("pk", flat=True)) if row.slug == SHOWN_ON else []


def _of_term(term) -> Entry:
    return Entry(title=term.term, address=term.get_absolute_url(), shown=term.meaning)


def _doors() -> list[Entry]:
    return [Entry(title, reverse(name), shown, also) for name, title, shown, also in DOORS]


PAGES = SearchKind(
    "page", "Page", "Pages", Page, _pages, _of_page, also=(Video, PageFile), numbers_of=_page_of
)
DOOR = SearchKind("door", "Page", "Pages", fixed=_doors, together_with="page")
WORDS = SearchKind(
    "word",
    "Word",
    "Words",
    GlossaryTerm,
    lambda: GlossaryTerm.objects.public(Page.objects.published()),
    _of_term,
    also=(Page,),
    numbers_of=_terms_of,
)
KINDS = [DOOR, PAGES, WORDS]
