"""Loading the starter content: it makes what is missing, and never undoes what people did."""

from io import StringIO

import pytest
from django.core.management import call_command

from coproduction_site.models import SiteSettings
from ladder.models import Rung
from pages.models import GlossaryTerm, Page, VideoScene


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
