"""Loading the starter content: it makes what is missing, and never undoes what people did."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from coproduction_site.models import SiteSettings
from coproduction_site.search import index
from ladder.models import Rung
from pages.models import GlossaryTerm, Page, VideoScene
from tests.tools import all_rows, starter_content


def load(**options) -> str:
    said = StringIO()
    call_command("load_content", stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def loaded(db):
    return load()


def test_loading_twice_makes_nothing_twice(loaded):
    again = load()

    assert " 0 created, 7 kept" in again
    assert all(" 0 created" in line for line in again.splitlines())
    assert VideoScene.objects.filter(video__slug="the-ladder-film").count() < 12


def test_loading_again_overwrites_no_edit(loaded):
    Page.objects.filter(slug="privacy").update(title="Our own title")
    Rung.objects.filter(number=7).update(meaning="Our own meaning")
    SiteSettings.objects.update(city="Walsall")

    load()

    assert Page.objects.get(slug="privacy").title == "Our own title"
    assert Rung.objects.get(number=7).meaning == "Our own meaning"
    assert SiteSettings.objects.get().city == "Walsall"


def test_loading_again_brings_back_nothing_that_staff_took_out_or_moved(loaded):
    GlossaryTerm.objects.get(slug="ccg").delete()
    page = Page.objects.get(slug="in-practice")
    page.slug = "in-real-life"
    page.save()

    load()

    assert not GlossaryTerm.objects.filter(slug="ccg").exists()
    assert not Page.objects.filter(slug="in-practice").exists()


def test_loading_says_in_a_line_what_it_did_with_each_kind_of_thing(db):
    assert "rungs: 7 created, 0 kept" in load()
    assert load(verbosity=0) == ""


def test_tests_find_a_copy_that_is_what_loading_makes(db):
    made, found = loaded_and_taken_back()
    copied, found_in_copy = loaded_and_taken_back()

    assert made == copied
    assert found == found_in_copy
    assert found
    assert Rung.objects.count() == 0


def loaded_and_taken_back():
    """All rows, and what the search finds among them, for which the database keeps an index of its own."""
    with transaction.atomic():
        starter_content.load()
        left = all_rows.mark_of(all_rows.read()), index.newest_with(["ladder"])
        transaction.set_rollback(True)
    return left


def test_a_copy_undoes_nothing_that_a_test_did_before(db):
    starter_content.load()
    Page.objects.filter(slug="privacy").update(title="Our own title")

    starter_content.load()

    assert Page.objects.get(slug="privacy").title == "Our own title"
    assert Rung.objects.count() == 7
