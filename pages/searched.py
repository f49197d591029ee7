"""What of the pages and of the word list everybody can search, and the doors of the site that are no rows (see `search.kinds`).

What there is to read, to learn and to come to stands in `LATER`, so that it comes after who helps.
"""

from django.urls import reverse
from django.utils import timezone

from coproduction_site.search.kinds import ENGLISH, Entry, SearchKind, plain
from pages.doors import DOORS
from pages.files.models import PageFile
from pages.models import (
    CaseStudy,
    Chance,
    Event,
    GlossaryTerm,
    Page,
    Resource,
    ResourceFormat,
    ToolkitStep,
    Video,
)
from pages.word_list.models import SHOWN_ON


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
    return Entry(title=term.term, address=term.get_absolute_url(), shown=term.meaning, also=term.also)


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


def _of_resource(resource) -> Entry:
    kinds = (resource.get_kind_display(), resource.get_audience_display())
    formats = (f"{way.get_format_display()} {way.get_lang_display()}" for way in resource.ways)
    easy = "Easy Read" if resource.is_easy_read else ""
    return Entry(
        title=resource.title,
        address=resource.get_absolute_url(),
        shown=resource.summary,
        also=" ".join([*kinds, *formats, resource.source, easy]),
        lang=resource.lang,
    )


def _resource_of(row) -> list[int]:
    return [row.pk if isinstance(row, Resource) else row.resource_id]


def _of_case_study(study) -> Entry:
    texts = (study.had_to_change, study.who, study.changed, study.known_by, study.went_wrong, study.tips)
    return Entry(
        title=study.title,
        address=study.get_absolute_url(),
        shown=" ".join([study.summary, *texts]),
        lang=study.language or ENGLISH,
    )


def _of_step(step) -> Entry:
    return Entry(
        title=step.title,
        address=step.get_absolute_url(),
        shown=f"{step.summary} {step.ticks} {step.warning}",
        also=f"{step.sheet_title} {step.questions} {step.costs}",
    )


def _of_event(event) -> Entry:
    """Who wanted to come looks for a cancelled day too, and reads first of all that it is."""
    cancelled = f"Cancelled: {event.why_cancelled} " if event.is_cancelled else ""
    return Entry(
        title=event.title,
        address=event.get_absolute_url(),
        shown=f"{cancelled}{event.summary} {plain(event.about)}",
        also=f"{event.get_kind_display()} {event.place} {event.run_by} {event.getting_in}",
    )


def _of_chance(chance) -> Entry:
    outcome = f"{chance.you_said} {chance.we_did} {chance.we_could_not}"
    return Entry(
        title=chance.title,
        address=chance.get_absolute_url(),
        shown=f"{chance.summary} {plain(chance.about)} {chance.can_change} {outcome}",
        also=f"{chance.get_kind_display()} {chance.fixed} {chance.why_fixed}",
    )


LATER = [
    SearchKind(
        "chance",
        "Chance to join in",
        "Chances to join in",
        Chance,
        Chance.objects.all,
        _of_chance,
    ),
    SearchKind(
        "event",
        "Training or meeting",
        "Training and meetings",
        Event,
        lambda: Event.objects.coming(timezone.now()),
        _of_event,
    ),
    SearchKind(
        "step", "Step of the guide", "How-to guide", ToolkitStep, ToolkitStep.objects.all, _of_step
    ),
    SearchKind(
        "case-study", "Case study", "Case studies", CaseStudy, CaseStudy.objects.listed, _of_case_study
    ),
    SearchKind(
        "resource",
        "Thing to read",
        "Things to read",
        Resource,
        lambda: Resource.objects.listed().prefetch_related("formats"),
        _of_resource,
        also=(ResourceFormat,),
        numbers_of=_resource_of,
    ),
]
