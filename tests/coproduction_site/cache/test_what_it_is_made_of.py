"""What is remembered outlives a change of other tables, and no change of its own, in whatever process that was made."""

import sys
from collections import defaultdict

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.template import TemplateSyntaxError, engines
from django.utils import timezone

from coproduction_site.cache import remembered, revision
from coproduction_site.models import ContentRevision, SiteSettings, Synonyms
from coproduction_site.templatetags.remembered import RememberedNode
from ladder.models import Rung
from pages.easy_read.sources import numbers_behind
from pages.models import EasyReadTwin, GlossaryTerm, Page, Resource, Translation
from partners.models import CharterValue
from stories.models import ReadySentence, Theme
from stories.models.figures import Figure
from stories.models.local_offer import LocalOfferComment
from stories.reports import you_said
from tests.support import factories, public_reads
from tests.support.resources import make_resource
from tests.tools.reader import reading

RUNGS = revision.tables_of([Rung])
REAL = pytest.mark.django_db(transaction=True)


class Rungs:
    """How often it was made."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return self.times


@pytest.fixture
def rungs(transactional_db):
    """Made once, and then read as often as it is called."""
    revision.move()
    rungs = Rungs()
    assert of_rungs(rungs) == 1
    return rungs


def of_rungs(make) -> int:
    return remembered.kept.get("rungs", make, RUNGS)


def test_it_outlives_a_change_of_another_table(rungs):
    revision.move(SiteSettings)
    revision.move(Page, SiteSettings)

    assert of_rungs(rungs) == 1


def test_it_goes_with_a_change_of_its_own_table_whatever_follows(rungs):
    revision.move(Rung, Page)
    revision.move(SiteSettings)

    assert of_rungs(rungs) == 2


def test_it_goes_with_a_change_that_names_no_table(rungs):
    revision.move(SiteSettings)
    revision.move()
    revision.move(SiteSettings)

    assert of_rungs(rungs) == 2


def test_it_goes_with_a_change_by_the_release_before_which_notes_nothing(rungs):
    ContentRevision.objects.update(number=F("number") + 1)
    revision.move(SiteSettings)

    assert of_rungs(rungs) == 2


def test_it_goes_when_more_has_changed_than_is_noted(rungs, monkeypatch):
    monkeypatch.setattr(revision, "MOST_LETTERS", 120)
    revision.move(Rung)
    for _ in range(3):
        revision.move(SiteSettings, Page)

    assert len(ContentRevision.objects.get().last_tables) == 120
    assert of_rungs(rungs) == 2


def test_a_change_that_is_taken_back_is_noted_nowhere(rungs):
    with transaction.atomic():
        revision.move(Rung)
        transaction.set_rollback(True)
    revision.move(SiteSettings)

    assert of_rungs(rungs) == 1


def test_a_row_that_is_deleted_takes_everything_along(rungs):
    """Others may have lost their link to it."""
    factories.make_page().delete()

    assert of_rungs(rungs) == 2


def test_what_is_remembered_has_to_say_of_what_it_is_made():
    for wrong in ([], [len], ["ladder.Rung"]):
        with pytest.raises(TypeError):
            remembered.remembered(*wrong)
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string('{% load remembered %}{% remembered "a" %}{% endremembered %}')


@pytest.mark.takes_long
@pytest.mark.django_db
def test_whatever_is_remembered_names_every_table_of_which_it_is_made():
    """In a transaction nothing is remembered, so everything is made as often as it is asked for."""
    public_reads.fill()
    ReadySentence.objects.create(kind="declined", code="own_abc", words="It is an advert.")
    made = MadeOf()

    with connection.execute_wrapper(made):
        public_reads.read_everything()
        for make in remembered.made_of:
            if not make.__code__.co_argcount:  # Some are made for the desk or the search alone.
                make()
        for kind in (EasyReadTwin, Translation):
            numbers_behind(kind)

    assert {name(make) for make in remembered.made_of} - set(made.read) == set()
    assert {what: tables for what, tables in made.unnamed.items() if tables} == {}


class MadeOf:
    """For each question that the database is asked: who is being made for it, and are its tables named there?"""

    def __init__(self):
        self.read = set()
        self.unnamed = defaultdict(set)
        self.codes = {make.__code__: make for make in remembered.made_of}

    def __call__(self, execute, sql, *more):
        tables = set(public_reads.TABLE.findall(sql))
        for what, named in self._being_made():
            self.read.add(what)
            self.unnamed[what] |= tables - named
        return execute(sql, *more)

    def _being_made(self):
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code in self.codes:
                make = self.codes[frame.f_code]
                yield name(make), remembered.made_of[make]
            elif frame.f_code is RememberedNode.render.__code__:
                node = frame.f_locals["self"]
                yield node.name, node.tables
            frame = frame.f_back


def name(make) -> str:
    return f"{make.__module__}.{make.__qualname__}"


def change(row, **columns):
    """By a save, as a desk does it."""
    vars(row).update(columns)
    row.save()


def fill():
    factories.make_site()
    factories.make_page(slug="glossary")
    factories.make_page(slug="help", body="<p>We plan a moot.</p>", shows="numbers")
    factories.make_page(slug="menu", in_menu=True, menu_title="The first name")
    factories.make_urgent_number(label="The first helper", number="999")
    GlossaryTerm.objects.create(slug="moot", term="Moot", meaning="The first meaning.")
    value = factories.make_charter().values.first()
    value.slug = "we-plan"
    value.save()
    factories.make_partner(name="The first partner").terms.add(
        factories.make_term(name="The first term")
    )
    Theme.objects.create(slug="buses", name="The first theme")
    ReadySentence.objects.create(kind="declined", code="own_abc", words="The first reason.")
    Figure.objects.create(year=timezone.localdate().year, what="received", number=you_said.FEWEST)
    make_resource(title="A guide", lang="en-GB")


def show_a_story():
    story = factories.make_published_story(title="Shown and gone")
    story.mark(factories.make_moderator(), themes=[], values=[CharterValue.objects.get()])
    comment = LocalOfferComment(
        story=story, comment="Hard to find.", answer="We moved it.", is_ready=True
    )
    comment.keep(factories.make_moderator())
    factories.date_publication(story, published_at="2019-05-05T12:00:00Z")
    revision.move()
    return story


# Where it is read, and what is read there before and after.
EDITED = {
    "settings": ("/ladder/", lambda: SiteSettings.objects.get(), {"name": "Another city"}),
    "menu": ("/ladder/", lambda: Page.objects.get(slug="menu"), {"menu_title": "Another name"}),
    "number": ("/help/", lambda: factories.UrgentNumber.objects.get(), {"label": "Another helper"}),
    "word": ("/help/", lambda: GlossaryTerm.objects.get(), {"meaning": "Another meaning."}),
    "theme": ("/stories/", lambda: Theme.objects.get(), {"name": "Another theme"}),
    "rung": ("/resources/", lambda: Rung.objects.get(number=7), {"name": "Another rung"}),
    "small ladder": ("/", lambda: Rung.objects.get(number=6), {"name": "A rung of another name"}),
    "value": ("/stories/", lambda: CharterValue.objects.get(), {"name": "Another promise"}),
    "term": ("/partners/", lambda: factories.Term.objects.get(), {"name": "Another need"}),
    "partner": ("/", lambda: factories.Partner.objects.get(), {"name": "Another partner"}),
    "a to z": ("/a-z/", lambda: factories.Partner.objects.get(), {"name": "A partner renamed"}),
    "reason": (
        "/stories/you-said-we-did/",
        lambda: ReadySentence.objects.get(),
        {"words": "Another reason."},
    ),
    "language": ("/resources/", lambda: Resource.objects.get(), {"lang": "pl"}),
}
SEEN_AS = {"pl": '<option value="pl"', "Another reason.": "another reason."}
OF_A_STORY = {
    "/stories/": '<option value="2019"',
    "/charter/": "Shown and gone",
    "/stories/local-offer/": "?year=2019",
}


@pytest.mark.takes_long
@REAL
def test_what_one_process_changes_or_takes_back_every_other_shows_at_its_next_request():
    factories.make_ladder()
    fill()
    factories.make_published_story()
    with reading() as another:
        for address, row_of, columns in EDITED.values():
            (words,) = columns.values()
            words = SEEN_AS.get(words, words)
            assert words not in another.read(address)

            change(row_of(), **columns)

            assert words in another.read(address), address

        absent = {address: another.read(address) for address in OF_A_STORY}
        story = show_a_story()
        shown = {address: another.read(address) for address in OF_A_STORY}
        Synonyms.objects.create(phrases="moot\nshown")
        assert "Shown and gone" in another.read("/search/?q=moot")
        story.withdraw()

        for address, words in OF_A_STORY.items():
            assert words not in absent[address]
            assert words in shown[address], address
            assert words not in another.read(address), address
