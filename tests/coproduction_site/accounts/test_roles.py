"""A role is the same, whether somebody ticked it in the admin or invited by a command."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from coproduction_site.models import User
from tests.support.admin_forms import opened_form
from tests.support.factories import make_member, make_partner, make_user
from tests.support.signing_in import letters_to, password_step, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    chief = make_user(is_staff=True, is_superuser=True)
    sign_in(client, chief)
    return chief


def save(client, user, **answers):
    address = reverse("admin:coproduction_site_user_change", args=[user.pk])
    form = opened_form(client, address)
    form = {name: value for name, value in form.items() if name not in answers}
    return client.post(address, form | {name: value for name, value in answers.items() if value})


def moderators() -> Group:
    return Group.objects.get(name="Moderators")


def test_a_tick_and_a_command_make_the_same_of_somebody(client, chief):
    ticked, invited = make_member(make_partner()), make_member(make_partner())

    save(client, ticked, groups=[moderators().pk])
    call_command("invite", invited.email, "--role", "moderators")

    for user in (ticked, invited):
        user = User.objects.get(pk=user.pk)
        assert user.is_staff
        assert list(user.groups.all()) == [moderators()]
        assert user.has_perm("stories.moderate_story")
        assert len(letters_to(user)) == 1


def test_somebody_with_a_role_is_asked_for_a_second_step(client, chief):
    user = make_member(make_partner())
    save(client, user, groups=[moderators().pk])

    browser = Client()
    password_step(browser, user)

    assertRedirects(browser.get("/partners/mine/"), reverse("mfa_index"), fetch_redirect_response=False)
    assertRedirects(browser.get("/admin/"), reverse("mfa_index"), fetch_redirect_response=False)


def test_a_new_person_with_a_role_is_staff_and_gets_one_letter(client, chief):
    address = reverse("admin:coproduction_site_user_add")
    form = opened_form(client, address)

    client.post(address, form | {"email": "new@example.org", "groups": [moderators().pk]})

    user = User.objects.get(email="new@example.org")
    assert user.is_staff
    assert len(letters_to(user)) == 1


def test_a_role_without_the_admin_is_refused_with_a_sentence(client, chief):
    user = make_user("Moderators", is_staff=True)

    page = save(client, user, is_staff=None)

    assertContains(page, "Whoever has a role is council staff. Take the roles away too.")
    user.refresh_from_db()
    assert user.is_staff


def test_who_leaves_the_council_loses_both(client, chief):
    user = make_user("Moderators", is_staff=True)

    save(client, user, is_staff=None, groups=None)

    user.refresh_from_db()
    assert not user.is_staff
    assert not user.groups.exists()
    assert letters_to(user) == []
