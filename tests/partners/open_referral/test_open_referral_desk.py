"""Staff see from a partner's page in the admin what other directories read of it."""

import json

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from partners.models import Partner
from tests.support import factories, open_data, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(db, settings):
    settings.REQUIRE_STAFF_MFA = False
    return open_data.make_partners_of_every_sort()


def page_of(client, partner):
    return client.get(reverse("admin:partners_partner_open_data", args=[partner.pk]))


def test_staff_see_what_is_published_and_what_would_be(client, partners):
    client.force_login(factories.make_user("Partner managers"))
    partner = partners["full"]
    form = client.get(reverse("admin:partners_partner_change", args=[partner.pk]))
    assertContains(form, reverse("admin:partners_partner_open_data", args=[partner.pk]))

    page = page_of(client, partner)

    assertContains(page, "Other directories read this")
    organization, service = (
        json.loads(words.get_text()) for words in walk.soup_of(page).find_all("pre")
    )
    assert service == open_data.read(client, f"/services/{service['id']}")
    assert organization == service["organization"]
    Partner.objects.filter(pk=partner.pk).update(is_listed=False)
    assertContains(page_of(client, partner), "Nobody reads this now")


def test_hostile_words_are_shown_as_words(client, partners):
    client.force_login(factories.make_user("Partner managers"))

    page = page_of(client, partners["hostile"])

    assertNotContains(page, "<script>alert")
    assertContains(page, "&lt;script&gt;alert")


def test_only_who_may_see_the_partner_may_see_it(client, partners):
    partner = partners["full"]
    assert page_of(client, partner).status_code == 302
    client.force_login(factories.make_member(partner))
    assert page_of(client, partner).status_code == 302
    client.force_login(factories.make_user("Moderators"))
    assert page_of(client, partner).status_code in {403, 404}
    client.force_login(factories.make_user("Partner managers"))
    assert client.get(reverse("admin:partners_partner_open_data", args=[0])).status_code == 404
