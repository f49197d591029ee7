"""Somebody else's partner does not exist: every address, with every wrong person."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from partners.models import Partner
from tests.factories import make_member, make_partner, make_user

pytestmark = pytest.mark.django_db
ADDRESSES = ["partners:edit", "partners:preview"]


@pytest.fixture
def partner():
    return make_partner(name="Club", is_listed=False)


def member_of_another(partner):
    return make_member(make_partner())


def former_member(partner):
    user = make_member(partner)
    user.memberships.all().delete()
    return user


def member_who_left(partner):
    return make_member(partner, is_active=False)


def moderator(partner):
    return make_user("Moderators")


def content_editor(partner):
    return make_user("Content editors")


def permitted_but_not_staff(partner):
    user = make_user("Partner managers")
    user.is_staff = False
    user.save()
    return user


WRONG_PEOPLE = [member_of_another, former_member, moderator, content_editor, permitted_but_not_staff]


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("wrong_person", WRONG_PEOPLE, ids=lambda person: person.__name__)
def test_somebody_elses_partner_is_not_found(settings, partner, name, wrong_person):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(wrong_person(partner))
    address = reverse(name, args=[partner.slug])
    words = {"version": 1, "summary": "Taken over", "slug": "mine", "is_listed": "on", "name": "Mine"}

    assert client.get(address).status_code == 404
    assert client.post(address, words).status_code == 404
    assert client.get(reverse("partners:logo", args=[partner.slug])).status_code == 404
    assert client.get(partner.get_absolute_url()).status_code == 404
    assert Partner.objects.get(pk=partner.pk).summary == partner.summary


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("who", ["nobody", "member_who_left"])
def test_whoever_is_not_signed_in_is_asked_to_sign_in(partner, name, who):
    client = Client()
    if who == "member_who_left":
        client.force_login(make_member(partner))
        member = partner.memberships.get().user
        member.is_active = False
        member.save()
    address = reverse(name, args=[partner.slug])

    assertRedirects(
        client.get(address), f"{reverse('account_login')}?next={address}", fetch_redirect_response=False
    )
    assert client.post(address, {"version": 1, "summary": "Taken over"}).status_code in (302, 403)
    assert Partner.objects.get(pk=partner.pk).summary == partner.summary


def test_a_partner_that_does_not_exist_looks_the_same_as_somebody_elses(partner):
    client = Client()
    client.force_login(member_of_another(partner))

    theirs = client.get(reverse("partners:edit", args=[partner.slug]))
    nobodys = client.get(reverse("partners:edit", args=["no-such-partner"]))

    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content.replace(b"no-such-partner", partner.slug.encode())


def test_the_dashboard_shows_my_partners_and_my_saves_alone(partner):
    client = Client()
    client.force_login(former_member(partner))

    assert b"Club" not in client.get(reverse("partners:mine")).content


def test_a_partner_has_no_way_into_the_admin(partner):
    client = Client()
    client.force_login(make_member(partner))

    for address in [
        reverse("admin:partners_partner_change", args=[partner.pk]),
        reverse("admin:partners_partner_history", args=[partner.pk]),
        reverse("admin:partners_partner_simple_history", args=[partner.pk, partner.history.first().pk]),
    ]:
        assert client.get(address).status_code in (302, 403, 404)


def test_staff_without_the_permission_see_no_history(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(make_user("Moderators"))

    assert client.get(reverse("admin:partners_partner_history", args=[partner.pk])).status_code == 403


def test_the_council_may_edit_any_partner(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(make_user("Partner managers"))

    assert client.get(reverse("partners:edit", args=[partner.slug])).status_code == 200


def test_files_have_no_address_but_the_partners_own(client, settings, partner):
    assert settings.MEDIA_URL in ("", "/")
    assert client.get("/logos/anything.webp").status_code == 404
    assert client.get("/media/logos/anything.webp").status_code == 404
