"""What a page may show besides its words: a template, and the rows that it needs."""

from django.utils.functional import SimpleLazyObject

from ladder.models import Rung
from pages.files import queries as files
from pages.films import stored
from pages.films.scenes import with_scenes
from pages.models import GlossaryTerm, Page, PlanRow
from pages.supports import all_supports
from stories.publication import home as told

ROWS = {
    Page.Shows.SUPPORTS: {"supports": all_supports},
    Page.Shows.RUNGS: {"rungs": Rung.objects.all},
    Page.Shows.GLOSSARY: {"terms": GlossaryTerm.objects.in_order},
    Page.Shows.CONTACT: {},
    Page.Shows.PLAN: {"plan": PlanRow.objects.all},
    Page.Shows.YOUNG_PEOPLE: {"stories": told.by_young_people},
    Page.Shows.DATA: {},
    Page.Shows.SIGNED: {"signed": stored.in_bsl},
    Page.Shows.NUMBERS: {},
    Page.Shows.NUMBERS_BELOW: {},
}
BEFORE_THE_WORDS = {Page.Shows.NUMBERS}


def below(page) -> dict:
    """Of the part, nothing is asked of the database before the template shows it."""
    films = with_scenes(page.videos.all()) if getattr(page, "has_films", True) else []
    context = {"videos": films, "files": files.of_page(page)}
    if page.shows in ROWS:
        place = "first_part" if page.shows in BEFORE_THE_WORDS else "part"
        context[place] = f"pages/parts/{page.shows}.html"
        context |= {name: SimpleLazyObject(rows) for name, rows in ROWS[page.shows].items()}
    return context
