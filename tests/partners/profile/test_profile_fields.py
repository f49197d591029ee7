"""Every field of a profile is declared once, and a new one is read by the council before anybody sees it."""

import json

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.content_files import read_toml
from partners.content import FOLDER
from partners.models import Partner, Term
from partners.models.profile_fields import BY_NAME, COLUMNS, FIELDS, ProfileField, shows_at_once
from partners.models.sections import BY_SLUG, SECTIONS, Section
from partners.open_referral.serializers import organization, service_in_full
from tests.support.factories import make_member, make_partner, make_term, make_user
from tests.support.profiles import save_section

pytestmark = pytest.mark.django_db

NOT_THE_PARTNERS = {
    "id", "uuid", "slug", "formerly", "kind", "is_champion", "champion_note", "is_listed", "standing", "successor",
    "history_note", "to_be_confirmed", "last_checked_on", "order", "version",
}  # fmt: skip
PRACTICAL = {
    "who_helped", "age_from", "age_to", "kind_of_help", "need", "area", "phone", "email", "website", "address",
    "opening_hours", "cost", "languages",
}  # fmt: skip
READ_FIRST = [name for name in COLUMNS if name not in PRACTICAL and BY_NAME[name].section != "pictures"]
IN_ROWS = [field for field in FIELDS if field.row]
ADDRESS = "1 Long Street\nWolverhampton\nWV1 1AA"


@pytest.fixture
def partner(client):
    partner = make_partner(name="Club")
    client.force_login(make_member(partner))
    return partner


def told(name):
    """An answer that can be found again, in the form that the field takes."""
    numbers = {"age_from": 3, "age_to": 19}
    fixed = {"email": "we@example.org", "website": "https://example.org", "phone": "01902 1"}
    return (numbers | fixed | {"address": ADDRESS}).get(name, f"Our {name.replace('_', ' ')}.")


def test_every_column_of_a_partner_is_declared_or_is_not_for_the_partner():
    fields = [*Partner._meta.fields, *Partner._meta.many_to_many]
    columns = {field.name for field in fields}

    assert set(COLUMNS) | NOT_THE_PARTNERS | {"terms"} == columns
    assert set(COLUMNS) & NOT_THE_PARTNERS == set()
    assert {field.name for field in FIELDS if field.is_vocabulary} == set(Term.Vocabulary.values)


def test_every_declared_field_stands_in_one_section():
    assert [field.name for field in FIELDS if field.section not in BY_SLUG] == []
    assert sum(len(section.fields) for section in SECTIONS) == len(BY_NAME) == len(FIELDS)
    assert [field.name for field in FIELDS if field.goes_with and field.goes_with not in BY_NAME] == []


def test_only_practical_facts_show_at_once():
    assert {field.name for field in FIELDS if shows_at_once(field.name)} == PRACTICAL


def test_a_field_is_read_first_unless_it_says_otherwise(monkeypatch):
    new = ProfileField("new", "about-us", "What is new?")
    monkeypatch.setitem(BY_NAME, "new", new)

    assert not shows_at_once("new")
    assert not shows_at_once("nobody_declared_this")
    assert not shows_at_once("remove_logo")
    monkeypatch.setattr("partners.models.sections.FIELDS", (*FIELDS, new))
    section = Section("about-us", "About us")
    assert section.read_first == ["name", "summary", "description", "new"]
    assert section.at_once == []


@pytest.mark.parametrize("name", READ_FIRST)
def test_what_is_read_first_is_live_only_after_it_was_read(client, partner, name):
    before = getattr(partner, name)

    response = save_section(client, partner, BY_NAME[name].section, **{name: told(name)})

    assertContains(response, "Your new words are kept. Nobody sees them yet.")
    partner.refresh_from_db()
    assert getattr(partner, name) == before
    assert told(name) in partner.changes.get().asked[name]
    assertNotContains(Client().get(partner.get_absolute_url()), told(name))


@pytest.mark.parametrize("section", BY_SLUG)
def test_what_is_not_for_the_partner_cannot_be_typed_by_it(client, partner, section):
    before = Partner.objects.filter(pk=partner.pk).values(*NOT_THE_PARTNERS - {"version"}).get()
    typed = dict.fromkeys(NOT_THE_PARTNERS - {"version"}, "1") | {"standing": "former"}

    save_section(client, partner, section, **typed)

    assert Partner.objects.filter(pk=partner.pk).values(*before).get() == before
    asked = [change.asked for change in partner.changes.all()]
    assert [name for names in asked for name in names if name in NOT_THE_PARTNERS] == []


def filled(**details):
    """A partner that has told everything in words."""
    columns = [name for name in COLUMNS if BY_NAME[name].section != "pictures"]
    partner = make_partner(**{name: told(name) for name in columns} | details)
    partner.terms.set([make_term(vocabulary=name, name=told(name)) for name in Term.Vocabulary.values])
    return Partner.objects.get(pk=partner.pk)


def test_every_row_that_is_declared_stands_on_the_public_page(client):
    partner = filled()

    page = client.get(partner.get_absolute_url())

    facts = page.context["facts"]
    rows = {fact.label: fact.value for fact in facts.help + facts.contact + facts.send}
    assert set(rows) == {field.row.label for field in IN_ROWS}
    assert rows.pop("Ages") == "3 to 19"
    assert rows.pop("Website") == "example.org"
    names = {field.row.label: field.name for field in IN_ROWS}
    assert rows == {label: told(names[label]) for label in rows}
    for label, value in rows.items():
        assertContains(page, label)
        assertContains(page, value.splitlines()[0])


def places_in(answer, holder):
    """Every value of the open data, with the name that the declaration gives its place."""
    for name, value in answer.items():
        if isinstance(value, dict):
            yield from places_in(value, name)
        elif isinstance(value, list):
            for one in value:
                yield from places_in(one, name)
        else:
            yield f"{holder}.{name}", value


@pytest.mark.parametrize(
    "field", [field for field in FIELDS if field.open_data], ids=lambda field: field.name
)
def test_every_name_of_the_open_data_that_is_declared_holds_what_the_partner_told(field):
    partner = filled(logo="logos/ours.webp", logo_alt="Two hands")
    partner.modified_at = None
    places = list(places_in(service_in_full(partner), "service"))
    places += places_in(organization(partner), "organization")
    value = ADDRESS.splitlines()[0] if field.name == "address" else told(field.name)

    for place in field.open_data:
        if field.is_vocabulary:
            link_type = place.partition(".")[2]
            assert ("attributes.link_type", link_type) in places
        elif field.name == "logo":
            assert any("/logo/" in str(said) for where, said in places if where == place)
        else:
            assert any(str(value) in str(said) for where, said in places if where == place), place


def test_what_names_no_place_in_the_open_data_stands_nowhere_in_it():
    partner = filled(
        photo="photos/ours.webp", photo_alt="Young people", photo_until="2999", logo_alt="Two hands"
    )
    partner.modified_at = None

    answer = json.dumps([service_in_full(partner), organization(partner)])

    silent = [field.name for field in FIELDS if not field.open_data and field.is_column]
    assert silent == ["logo_alt", "photo", "photo_alt", "photo_until"]
    assert [name for name in silent if str(getattr(partner, name)) in answer] == []


def test_the_starter_content_leaves_unsure_only_what_may_be():
    may_be = {field.name for field in FIELDS if field.may_be_unconfirmed} | {"history_note"}
    partners = read_toml(FOLDER / "partners.toml")["partner"]

    unsure = {name for partner in partners for name in partner.get("to_be_confirmed", [])}

    assert unsure
    assert unsure - may_be == set()


def test_a_field_that_may_be_unsure_can_be_marked_so_on_the_desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Partner managers"))
    page = client.get(f"/admin/partners/partner/{make_partner().pk}/change/")

    form = page.context["adminform"].form
    offered = {name for name, _ in form.fields["to_be_confirmed"].choices}
    assert offered == {field.name for field in FIELDS if field.may_be_unconfirmed} | {"history_note"}
    shown = {name for _, options in page.context["adminform"].fieldsets for name in options["fields"]}
    assert set(COLUMNS) <= shown
