"""A family finds a way to reach somebody on every partner's page, and the desk hears of partners without one."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import SiteSettings
from partners.models import Partner
from tests.support import factories, walk

pytestmark = pytest.mark.django_db
NO_WAY = "We have no phone number or e-mail for them yet."
WAYS = ("tel:", "mailto:", "http://", "https://")


def contact_of(client, partner):
    """What stands under “Get in touch”."""
    return walk.soup_of(client.get(partner.get_absolute_url())).select_one(".partner-contact")


def links_of(part) -> list[str]:
    return [link["href"] for link in part.select("a[href]")]


def test_every_partner_of_the_starter_content_leads_to_somebody_who_can_be_reached(
    client, starter_content
):
    partners = Partner.objects.current()
    assert partners.count() == 9

    for partner in partners:
        links = links_of(contact_of(client, partner))
        assert any(link.startswith(WAYS) for link in links), partner

    for partner in Partner.objects.former():
        page = walk.soup_of(client.get(partner.get_absolute_url()))
        assert partner.heir.get_absolute_url() in links_of(page.select_one("main")), partner


def test_what_is_to_be_confirmed_stands_once_on_every_partners_page(client, starter_content):
    for partner in Partner.objects.listed():
        text = walk.soup_of(client.get(partner.get_absolute_url())).get_text().lower()
        assert text.count("to be confirmed") <= 1, partner


def test_what_is_not_sure_is_named_in_one_place_and_what_is_unknown_does_not_stand(client):
    unsure = ["name", "description", "phone", "email", "cost"]
    partner = factories.make_partner(phone="01902 123456", to_be_confirmed=unsure)

    page = walk.soup_of(client.get(partner.get_absolute_url()))

    (mark,) = page.select(".tag--tbc")
    sentence = " ".join(mark.parent.get_text().split())
    assert sentence == "To be confirmed by the partner The name, what we say about it, phone."
    assert [row.get_text() for row in page.select("main dt")] == ["Phone"]


@pytest.mark.parametrize(
    ("site", "partner", "way"),
    [
        ({"contact_phone": "01902 111111"}, {"website": "https://a.example/"}, "tel:01902111111"),
        ({"contact_email": "us@example.org"}, {}, "mailto:us@example.org"),
        ({}, {"website": "https://a.example/"}, "https://a.example/"),
        ({"local_offer_url": "https://offer.example/"}, {}, "https://offer.example/"),
    ],
)
def test_where_nobody_can_be_rung_or_written_to_one_sentence_names_another_way(
    client, site, partner, way
):
    factories.make_site(**{"contact_phone": "", "contact_email": "", "local_offer_url": ""} | site)

    contact = contact_of(client, factories.make_partner(**partner))

    assert NO_WAY in contact.get_text()
    assert way in links_of(contact)


def test_there_is_nothing_to_take_away_until_there_is_a_number_or_an_address(client):
    partner = factories.make_partner()
    taken_away = {reverse(f"partners:{name}", args=[partner.slug]) for name in ("half_page", "card")}
    assert not taken_away & set(links_of(contact_of(client, partner)))

    Partner.objects.filter(pk=partner.pk).update(phone="01902 123456")
    partner.save(update_fields=["summary"])

    contact = contact_of(client, partner)
    assert taken_away <= set(links_of(contact))
    assert NO_WAY not in contact.get_text()


def test_a_number_that_is_not_confirmed_is_printed_with_its_mark_and_not_saved_to_a_phone(client):
    partner = factories.make_partner(phone="01902 123456", to_be_confirmed=["phone"])

    contact = contact_of(client, partner)

    assert not any(link.endswith(".vcf") for link in links_of(contact))
    half_page = client.get(reverse("partners:half_page", args=[partner.slug]))
    assertContains(half_page, "To be confirmed by the partner", count=1)


def test_the_first_screen_of_the_desk_names_the_partners_that_nobody_can_reach(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    silent = factories.make_partner(name="Silent Club")
    factories.make_partner(name="Rung Club", phone="01902 123456")
    factories.make_partner(name="Written Club", email="us@example.org")
    factories.make_partner(name="Past Club", standing="former")
    client.force_login(factories.make_user(is_superuser=True, is_staff=True))

    page = client.get(reverse("admin:index"))

    assertContains(page, "Nobody can reach these partners")
    assertContains(page, reverse("admin:partners_partner_change", args=[silent.pk]))
    out_of_reach = page.content.decode().partition("Nobody edits these pages")[0]
    for name in ("Rung Club", "Written Club", "Past Club"):
        assert name not in out_of_reach


def test_nobody_hears_of_silent_partners_who_may_not_change_them(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    factories.make_partner(name="Silent Club")
    client.force_login(factories.make_moderator())

    assertNotContains(client.get(reverse("admin:index")), "Silent Club")


def test_the_starter_settings_name_somebody(starter_content):
    site = SiteSettings.objects.current()

    assert site.contact_phone_link
    assert site.contact_email
