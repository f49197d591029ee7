"""What many pages share is drawn once, is new at the next request after a change, and is nobody's own."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from coproduction_site.cache import remembered
from coproduction_site.forms import Form, forms
from pages.models import GlossaryTerm, Page
from stories.models import Publication, Theme
from stories.publication.subjects import partners_and_subjects
from tests.support import factories


@pytest.fixture
def site(transactional_db):
    factories.make_ladder()
    return factories.make_site()


def reading(address) -> str:
    return Client().get(address).content.decode()


def test_a_number_to_ring_is_new_at_the_next_request_on_each_page_that_shows_it(site):
    number = factories.make_urgent_number(label="Talk to somebody", number="0800 111 222")
    partner = factories.make_partner(is_champion=True)
    addresses = [reverse("stories:start"), reverse("partners:ask", args=[partner.slug])]
    assert all("0800 111 222" in reading(address) for address in addresses)

    number.number = "0800 333 444"
    number.save()

    assert all("0800 333 444" in reading(address) for address in addresses)
    assert not any("0800 111 222" in reading(address) for address in addresses)


def test_how_to_reach_the_team_is_new_at_the_next_request(site):
    address = reverse("stories:start")
    assert "01902 000000" in reading(address)

    site.contact_phone = "01902 999999"
    site.save()

    assert "01902 999999" in reading(address)
    assert "01902 000000" not in reading(address)


def test_a_word_of_the_list_is_new_at_the_next_request(site):
    factories.make_page(slug="glossary", shows=Page.Shows.GLOSSARY)
    term = GlossaryTerm.objects.create(slug="plan", term="Plan", meaning="What we will do.")
    assert "What we will do." in reading("/glossary/")

    term.meaning = "What we agreed to do."
    term.save()
    GlossaryTerm.objects.create(slug="rung", term="Rung", meaning="A step of a ladder.")

    assert "What we agreed to do." in reading("/glossary/")
    assert "A step of a ladder." in reading("/glossary/")
    assert "What we will do." not in reading("/glossary/")


def test_each_rung_is_marked_on_its_own_page_and_has_its_new_name_there(site):
    first, second = factories.Rung.objects.order_by("number")[:2]
    marks = [marked(reading(rung.get_absolute_url())) for rung in (first, second)]
    assert [first.name in marks[0], second.name in marks[1]] == [True, True]

    first.name = "Another name"
    first.save()

    assert "Another name" in marked(reading(first.get_absolute_url()))
    assert second.name in marked(reading(second.get_absolute_url()))


def marked(page: str) -> str:
    """The one rung that says that it is this page."""
    _, _, rest = page.partition('aria-current="true"')
    return rest.partition("This page")[0]


def test_a_story_that_goes_out_stands_on_the_page_of_its_rung_at_the_next_request(site):
    rung = factories.Rung.objects.get(number=7)
    assert "Our new bus" not in reading(rung.get_absolute_url())

    factories.make_published_story(title="Our new bus", rung=rung)

    assert "Our new bus" in reading(rung.get_absolute_url())


def test_what_somebody_typed_is_shown_to_them_and_to_nobody_after_them(site):
    partner = factories.make_partner()
    address = reverse("partners:mistake", args=[partner.slug])
    before = reading(address)

    refused = Client().post(address, {"words": "", "email": "not an address <b>"}).content.decode()

    assert "not an address &lt;b&gt;" in refused
    assert 'class="field field--wrong"' in refused
    assert "not an address" not in reading(address)
    assert 'class="field field--wrong"' not in reading(address)
    assert fields_of(before) == fields_of(reading(address))


def fields_of(page: str) -> str:
    return page.partition('<div class="fields flow">')[2].partition("<button")[0]


class Asked(Form):
    words = forms.CharField(label="What happened?")
    how = forms.ChoiceField(choices=[("", "Any"), ("a", "First")], required=False)


@pytest.fixture
def request_that_goes_on(db):
    remembered._begin(environ={})
    yield
    remembered._end()


@pytest.mark.parametrize(
    ("name", "changes", "text"),
    [
        ("words", {"label": "Who was there?"}, "Who was there?"),
        ("words", {"required": False}, "(optional)"),
        ("words", {"help_text": "In a few words."}, "In a few words."),
        ("words", {"initial": "Mine alone"}, "Mine alone"),
        ("words", {"widget": forms.Textarea(attrs={"rows": 9})}, 'rows="9"'),
        ("how", {"choices": [("b", "Second")]}, "Second"),
    ],
)
def test_a_field_that_is_asked_in_another_way_is_drawn_in_that_way(
    request_that_goes_on, name, changes, text
):
    before = field_as_drawn(name)
    assert text not in before

    assert text in field_as_drawn(name, **changes)
    assert field_as_drawn(name) == before


def field_as_drawn(name, **changes) -> str:
    form = Asked()
    for what, value in changes.items():
        setattr(form.fields[name], what, value)
    shape = Template('{% include "forms/field.html" %}')
    return shape.render(Context({"form": form, "field": form[name]}))


def test_each_story_has_its_own_partners_and_themes_and_their_new_names(site):
    moderator, theme = factories.make_moderator(), Theme.objects.create(slug="buses", name="Buses")
    with_theme, without = factories.make_published_story(), factories.make_published_story()
    with_theme.mark(moderator, themes=[theme], values=[])
    found = [
        partners_and_subjects(Publication.objects.get(pk=story.pk))[1] for story in (without, with_theme)
    ]
    assert [[subject.name for subject in one] for one in found] == [[], ["Buses"]]

    theme.name = "Buses and trams"
    theme.save()

    assert "Buses and trams" in reading(reverse("stories:detail", args=[with_theme.slug]))
    assert "Buses and trams" not in reading(reverse("stories:detail", args=[without.slug]))
