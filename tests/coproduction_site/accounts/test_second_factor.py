"""Staff read what families tell us, so a password alone opens nothing to them."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.support.factories import make_member, make_partner, make_user
from tests.support.signing_in import add_app, code_of, is_signed_in, letters_to, password_step, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


@pytest.fixture
def moderator():
    return make_user("Moderators")


@pytest.fixture
def chief():
    return make_user(is_staff=True, is_superuser=True)


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def admin_addresses(patterns=None, start="/admin/"):
    """Each address of the admin, with 1 wherever it wants to know which."""
    for pattern in patterns or admin.site.get_urls():
        address = start + re.sub(r"<[^>]+>|\(.*\)", "1", str(pattern.pattern)).strip("^$")
        if hasattr(pattern, "url_patterns"):
            yield from admin_addresses(pattern.url_patterns, address)
        else:
            yield address


def test_with_a_password_alone_staff_come_only_to_the_second_step(client, chief):
    password_step(client, chief)

    answers = {address: client.get(address) for address in [*admin_addresses(), "/partners/mine/", "/"]}

    assert len(answers) > 40
    assert {answer.url for answer in answers.values()} == {reverse("mfa_index")}


def test_with_a_password_alone_staff_cannot_send_anything_to_the_admin(client, chief):
    password_step(client, chief)

    second_step = reverse("mfa_index")
    for address in admin_addresses():
        answer = client.post(address, {"name": "x"})
        assertRedirects(answer, second_step, fetch_redirect_response=False)

    assert client.get(second_step).status_code == 200


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "usersessions_list"])
def test_with_a_password_alone_staff_change_nothing_about_their_account(client, moderator, name):
    password_step(client, moderator)

    assertRedirects(client.get(reverse(name)), reverse("mfa_index"))


@pytest.mark.django_db(transaction=True)
def test_staff_add_an_app_and_are_in(client, moderator):
    password_step(client, moderator)
    page = client.get(reverse("mfa_activate_totp"))

    answer = client.post(
        reverse("mfa_activate_totp"), {"code": code_of(page.context["form"].secret)}, follow=True
    )

    assertContains(answer, "Your recovery codes")
    assert client.get(reverse("admin:index")).status_code == 200
    assert "Your app was switched on" in [letter.subject for letter in letters_to(moderator)]


def test_a_wrong_code_adds_no_app(client, moderator):
    password_step(client, moderator)
    client.get(reverse("mfa_activate_totp"))

    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assertContains(page, "This code is not right")
    assert not Authenticator.objects.exists()
    assert client.get(reverse("admin:index")).status_code == 302


def test_who_has_an_app_is_not_in_before_its_code(client, moderator):
    add_app(moderator)

    answer = password_step(client, moderator)

    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_the_code_of_the_app_opens_the_admin(client, moderator):
    secret = add_app(moderator)
    password_step(client, moderator, next="/admin/")

    answer = second_step(client, code_of(secret))

    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_of_the_app_works_once(client, moderator):
    secret = add_app(moderator)
    code = code_of(secret)
    password_step(client, moderator)
    second_step(client, code)
    another = Client()
    password_step(another, moderator)

    second_step(another, code)

    assert is_signed_in(client)
    assert not is_signed_in(another)


def test_a_recovery_code_works_once(client, moderator):
    add_app(moderator)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    another = Client()
    for browser in (client, another):
        password_step(browser, moderator)
        second_step(browser, codes[0])

    assert is_signed_in(client)
    assert not is_signed_in(another)


def test_a_code_from_an_e_mail_does_not_replace_the_second_step(client, moderator):
    add_app(moderator)
    client.post(reverse("account_request_login_code"), {"email": moderator.email})
    code = next(line for line in letters_to(moderator)[0].body.splitlines() if line[4:5] == "-")

    answer = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_guessing_the_code_is_stopped(client, moderator):
    secret = add_app(moderator)
    right = code_of(secret)
    password_step(client, moderator)
    for _ in range(5):
        second_step(client, "000000")

    assertContains(second_step(client, right), "too often")
    assert not is_signed_in(client)


def test_a_session_from_before_the_second_step_ends_when_it_is_added(client, moderator):
    password_step(client, moderator)
    add_app(moderator)

    answer = client.get("/admin/")

    assert answer.url == "/accounts/login/?next=/admin/"
    assert not is_signed_in(client)


def test_staff_may_change_their_app_but_not_do_without(client, moderator):
    sign_in(client, moderator)

    page = client.get(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))

    assertContains(page, "Council staff need a second step")
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_partner_is_offered_a_second_step_and_may_say_no(client):
    member = make_member(make_partner())
    sign_in(client, member)

    page = client.get(reverse("mfa_index"))

    assertContains(page, "Not now")
    assert client.get(reverse("partners:mine")).status_code == 200


def test_a_partner_with_a_second_step_must_use_it(client):
    member = make_member(make_partner())
    secret = add_app(member)

    assert password_step(client, member).url == reverse("mfa_authenticate")
    assert second_step(client, code_of(secret)).url == reverse("partners:mine")


def test_a_partner_never_comes_into_the_admin(client):
    sign_in(client, make_member(make_partner()))

    for address in admin_addresses():
        assert client.get(address).status_code in (302, 403, 405)
    assert client.get("/admin/login/").status_code == 403


def test_another_persons_passkey_cannot_be_touched(client, moderator):
    other = make_user()
    theirs = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Theirs"})
    sign_in(client, moderator)

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[theirs.pk])).status_code == 404
        assert client.post(reverse(name, args=[theirs.pk]), {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get(pk=theirs.pk).data["name"] == "Theirs"


def test_the_first_look_needs_no_second_step(client, moderator, settings):
    settings.REQUIRE_STAFF_MFA = False

    password_step(client, moderator)

    assert client.get("/admin/").status_code == 200


def test_the_picture_for_the_camera_is_drawn_in_the_page(client, moderator):
    password_step(client, moderator)

    page = client.get(reverse("mfa_activate_totp"))

    assertContains(page, '<svg class="qr-code"')
    assertNotContains(page, "data:image")


def test_important_changes_ask_again_after_a_while(client):
    sign_in(client, make_member(make_partner()))

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
