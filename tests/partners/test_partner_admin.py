"""The council's desk for partners and the charter: saving, conflicts, undoing, who may."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from partners.models import CharterVersion, Membership, Partner
from tests.support.factories import make_charter, make_partner, make_term, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    user = make_user("Partner managers", name="Pat")
    client.force_login(user)
    return user


@pytest.fixture
def partner():
    return make_partner(name="Club", cost="Free", terms=[make_term(name="Old term")])


def address_of(name, *args):
    return reverse(f"admin:partners_{name}", args=args)


def what_the_form_sends(response) -> dict:
    """Every box of the page as a browser would send it back."""
    form = response.context["adminform"].form
    sent = {}
    for field in form:
        value = field.value()
        if field.name not in ("logo", "remove_logo") and value not in (None, False, ""):
            values = value if isinstance(value, list) else [value]
            sent[field.html_name] = [getattr(each, "pk", each) for each in values]
    for formset in response.context.get("inline_admin_formsets") or []:
        for field in formset.formset.management_form:
            sent[field.html_name] = field.value()
    return sent


def opened(client, partner):
    return what_the_form_sends(client.get(address_of("partner_change", partner.pk)))


def test_a_partner_manager_changes_a_partner(client, manager, partner):
    term = make_term(name="New term")
    words = opened(client, partner) | {
        "cost": "Ten pounds",
        "terms": [term.pk],
        "to_be_confirmed": ["phone", "name"],
    }

    response = client.post(address_of("partner_change", partner.pk), words)

    assert response.status_code == 302
    partner.refresh_from_db()
    assert partner.cost == "Ten pounds"
    assert sorted(partner.to_be_confirmed) == ["name", "phone"]
    assert list(partner.terms.all()) == [term]
    record = partner.history.first()
    assert record.history_user == manager
    assert [row.term for row in record.terms.all()] == [term]


def test_a_partner_manager_adds_a_partner_with_its_people(client, manager):
    person = make_user()
    page = client.get(address_of("partner_add"))
    words = what_the_form_sends(page) | {
        "name": "New", "slug": "new", "kind": "charity", "summary": "Helps.",
        "memberships-TOTAL_FORMS": 1, "memberships-0-user": person.pk, "memberships-0-role": "owner",
        "memberships-0-partner": "", "memberships-0-id": "",
    }  # fmt: skip

    response = client.post(address_of("partner_add"), words)

    assert response.status_code == 302
    assert Membership.objects.get().partner == Partner.objects.get(slug="new")


def test_staff_and_partner_who_edit_at_once_are_both_told(client, manager, partner):
    words = opened(client, partner)
    Partner.objects.filter(pk=partner.pk).update(version=2, cost="Five pounds")

    response = client.post(address_of("partner_change", partner.pk), words | {"cost": "Ten pounds"})

    assertContains(response, "Somebody else changed this while you were writing.")
    assertContains(response, "Five pounds")
    assertContains(response, "Ten pounds")
    partner.refresh_from_db()
    assert partner.cost == "Five pounds"


def test_staff_put_back_what_was_there_with_its_terms(client, manager, partner):
    first = partner.history.first()
    words = opened(client, partner) | {"cost": "Wrong", "terms": [make_term().pk]}
    client.post(address_of("partner_change", partner.pk), words)
    old = address_of("partner_simple_history", partner.pk, first.pk)

    response = client.post(old, what_the_form_sends(client.get(old)))

    assert response.status_code == 302
    partner.refresh_from_db()
    assert partner.cost == "Free"
    assert [term.name for term in partner.terms.all()] == ["Old term"]
    assert partner.version == 3


def test_the_history_says_who_changed_what(client, manager, partner):
    client.post(
        address_of("partner_change", partner.pk), opened(client, partner) | {"cost": "Ten pounds"}
    )

    response = client.get(address_of("partner_history", partner.pk))

    for words in ("Pat", "Ten pounds", "Free"):
        assertContains(response, words)


def test_the_editor_works_in_the_admin_under_our_policy(client, manager, partner):
    response = client.get(address_of("partner_change", partner.pk))

    nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])[1]
    assertContains(response, f'<script type="importmap" nonce="{nonce}">')
    assertContains(response, "js/editor.js")
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["partner", "term", "charterversion", "chartervalue"])
def test_every_list_of_the_desk_opens(client, manager, partner, name):
    make_charter()

    assert client.get(address_of(f"{name}_changelist") + "?q=club").status_code == 200


def test_a_new_wording_of_the_charter_is_written_with_its_values(client, manager):
    charter = make_charter(number=1)
    address = address_of("charterversion_change", charter.pk)
    words = what_the_form_sends(client.get(address)) | {
        "made_by": "Everybody",
        "values-0-id": charter.values.get().pk,
        "values-0-version": charter.pk,
        "values-0-name": "Equal",
        "values-0-promise": "We will share every decision.",
        "values-0-order": 1,
    }

    response = client.post(address, words)

    assert response.status_code == 302
    assert CharterVersion.objects.get().made_by == "Everybody"
    value = charter.values.get()
    assert value.promise == "We will share every decision."
    assert value.history.first().history_user == manager


def test_a_moderator_has_no_desk_for_partners(client, settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Moderators"))

    assert client.get(address_of("partner_change", partner.pk)).status_code == 403
    assert client.get(address_of("partner_changelist")).status_code == 403


def test_no_address_of_a_stored_file_is_shown(client, manager, partner):
    Partner.objects.filter(pk=partner.pk).update(logo="logos/x.webp", logo_alt="Us")

    assertNotContains(client.get(address_of("partner_change", partner.pk)), "logos/x.webp")
