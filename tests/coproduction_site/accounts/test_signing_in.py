"""Who gets in, what a stranger learns, and how long it lasts."""

import re
from datetime import timedelta
from time import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.models import User
from partners.members.invitations import invite_to_partner
from tests.support.factories import PASSWORD, make_member, make_partner, make_site, make_user
from tests.support.signing_in import add_app, is_signed_in, letters_to, password_step, path_of, sign_in
from tests.tools import html_validator

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "a-new-and-long-enough-one"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


@pytest.fixture
def member():
    return make_member(make_partner())


def ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email}, follow=True)


def code_in(letter) -> str:
    return re.search(r"^(\w{4}-\w{4})$", letter.body, re.MULTILINE)[1]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_can_make_an_account_for_themselves(client, method):
    new = {"email": "new@example.org", "password1": NEW_PASSWORD}

    page = getattr(client, method)(reverse("account_signup"), new)

    assertContains(page, "Accounts come by invitation")
    assert not User.objects.exists()


def test_a_partner_signs_in_with_a_password(client, member):
    answer = password_step(client, member)

    assert is_signed_in(client)
    assert answer.url == reverse("partners:mine")


def test_a_partner_signs_in_with_a_code_from_an_e_mail(client, member):
    ask_for_code(client, member.email)
    (letter,) = letters_to(member)

    client.post(reverse("account_confirm_login_code"), {"code": code_in(letter)})

    assert is_signed_in(client)
    assert "Working Together Through Co-production" in letter.body


def test_a_wrong_code_lets_nobody_in(client, member):
    ask_for_code(client, member.email)

    page = client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})

    assertContains(page, "This code is not right")
    assert not is_signed_in(client)


def test_a_code_is_over_after_some_minutes(client, member):
    ask_for_code(client, member.email)
    (letter,) = letters_to(member)

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        client.post(reverse("account_confirm_login_code"), {"code": code_in(letter)})

    assert not is_signed_in(client)


def test_a_wrong_password_says_the_same_as_an_unknown_address(client, member):
    known = password_step(client, member, "not-the-right-password").content.decode()
    member.delete()
    unknown = password_step(client, member, "not-the-right-password").content.decode()

    assert "do not belong together" in known
    assert without_tokens(known) == without_tokens(unknown)


@pytest.mark.parametrize(
    "name", ["account_request_login_code", "account_reset_password"], ids=["code", "forgotten password"]
)
def test_asking_for_a_letter_says_the_same_for_an_unknown_address(member, name):
    pages = []
    for _ in range(2):
        pages.append(Client().post(reverse(name), {"email": member.email}, follow=True))
        cache.clear()
        User.objects.all().delete()

    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert without_tokens(pages[0].content.decode()) == without_tokens(pages[1].content.decode())
    assert len(mail.outbox) == 1


def test_an_unknown_address_takes_as_long_as_a_known_one(client, member, settings, monkeypatch):
    """Both hash a password once, which is where the time goes."""
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *words: hashed.append(1) or encode(self, *words)
    )

    password_step(client, member, "not-the-right-password")
    known = len(hashed)
    password_step(client, User(email="nobody@example.org"), "not-the-right-password")

    assert known == 1
    assert len(hashed) == 2


def test_somebody_who_left_cannot_sign_in(client, member):
    User.objects.update(is_active=False)

    page = client.get(password_step(client, member).url)
    ask_for_code(client, member.email)

    assertContains(page, "switched off")
    assert not is_signed_in(client)
    assert not mail.outbox


def test_guessing_a_password_is_stopped(client, member):
    for _ in range(5):
        password_step(client, member, "not-the-right-password")

    page = password_step(client, member)

    assertContains(page, "too often")
    assert not is_signed_in(client)


def test_asking_for_codes_is_stopped(client, member):
    for _ in range(5):
        Client().post(reverse("account_request_login_code"), {"email": member.email})

    assert len(letters_to(member)) == 3


def test_the_limits_can_be_switched_off_for_a_first_look(client, member, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False
    for _ in range(12):
        password_step(client, member, "not-the-right-password")

    password_step(client, member)

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "next", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"]
)
def test_signing_in_leads_to_no_other_site(client, member, next):
    answer = password_step(client, member, next=next)

    assert answer.url == reverse("partners:mine")


def test_signing_in_leads_back_to_the_page_that_asked(client, member):
    answer = password_step(client, member, next="/ladder/")

    assert answer.url == "/ladder/"


def test_signing_in_makes_a_new_session(client, member):
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key

    password_step(client, member)

    assert client.session.session_key != before


def test_only_a_button_signs_out(client, member):
    sign_in(client, member)

    assertContains(client.get(reverse("account_logout")), "Sign out?")
    assert is_signed_in(client)

    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_a_new_password_ends_the_other_sessions_and_is_told_by_letter(client, member):
    elsewhere = Client()
    sign_in(client, member)
    sign_in(elsewhere, member)

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})

    assert client.get(reverse("account_email")).status_code == 200
    assert elsewhere.get(reverse("account_email")).status_code == 302
    assert [letter.subject for letter in letters_to(member)] == ["Your password was changed"]


def test_a_forgotten_password_is_replaced_once(client, member):
    client.post(reverse("account_reset_password"), {"email": member.email})
    link = re.search(r"http\S+", letters_to(member)[0].body)[0]
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD})

    member.refresh_from_db()
    assert member.check_password(NEW_PASSWORD)
    assertContains(Client().get(link), "This link is over")


def test_a_link_for_a_new_password_is_over_after_two_hours(client, member):
    client.post(reverse("account_reset_password"), {"email": member.email})
    link = re.search(r"http\S+", letters_to(member)[0].body)[0]

    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        assertContains(client.get(link), "This link is over")


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 12 characters"),
        ("qwertyuiop12", "too common"),
        ("four kind words together", None),
    ],
)
def test_a_password_is_long_and_not_a_common_one(client, member, password, words):
    sign_in(client, member)

    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password}
    )

    if words:
        assertContains(page, words)
    else:
        assert page.status_code == 302


def test_somebody_can_sign_out_everywhere_else(client, member):
    elsewhere = Client()
    sign_in(elsewhere, member)
    sign_in(client, member)
    assertContains(client.get(reverse("usersessions_list")), "Somewhere else")

    client.post(reverse("usersessions_list"))

    assert is_signed_in(client)
    assert elsewhere.get(reverse("account_email")).status_code == 302


@pytest.mark.parametrize(("away", "still_in"), [(23, True), (25, False)])
def test_a_partner_is_signed_out_after_a_day_away(client, member, away, still_in):
    sign_in(client, member)

    with time_machine.travel(timezone.now() + timedelta(hours=away)):
        answer = client.get(reverse("account_email"))

    assert (answer.status_code == 200) == still_in


def test_whoever_is_signed_out_by_the_clock_is_told_why(client, member):
    sign_in(client, member)

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assertContains(client.get(reverse("account_email"), follow=True), "so we signed you out")


def test_a_public_page_that_renews_a_session_is_kept_by_nobody(client, member):
    sign_in(client, member)

    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        page = client.get("/ladder/")

    assert page.status_code == 200
    assert page.cookies
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("away", "still_in"), [(1, True), (3, False)])
def test_staff_are_signed_out_after_two_hours_away(client, away, still_in):
    sign_in(client, make_user("Moderators"))

    with time_machine.travel(timezone.now() + timedelta(hours=away)):
        answer = client.get(reverse("account_email"))

    assert (answer.status_code == 200) == still_in


def test_staff_are_signed_out_after_twelve_hours_however_busy(client):
    sign_in(client, make_user("Moderators"))
    start = timezone.now()

    with time_machine.travel(start) as clock:
        for _ in range(12):
            clock.shift(timedelta(minutes=59))
            assert client.get(reverse("account_email")).status_code == 200
        clock.shift(timedelta(minutes=59))
        assert client.get(reverse("account_email")).status_code == 302


def test_a_clock_that_goes_back_signs_nobody_out_and_breaks_nothing(client, member):
    sign_in(client, member)

    with time_machine.travel(timezone.now() - timedelta(days=30)):
        assert client.get(reverse("account_email")).status_code == 200


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
)
def test_pages_for_signing_in_are_kept_by_nobody(client, name):
    assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_change_password", "mfa_index", "usersessions_list", "mfa_activate_totp"],
)
def test_pages_about_my_account_are_kept_by_nobody(client, member, name):
    sign_in(client, member)

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]


def test_pages_for_signing_in_know_the_citys_names(client, settings):
    make_site(name="A city together")

    page = client.get(reverse("account_login"))

    assertContains(page, "<title>Sign in – A city together</title>")


def test_nobody_changes_their_address_by_themselves(client, member):
    sign_in(client, member)

    answer = client.post(reverse("account_email"), {"email": "other@example.org", "action_add": ""})

    assert answer.status_code == 405
    assert not EmailAddress.objects.filter(email="other@example.org").exists()
    assertContains(client.get(reverse("account_email")), "ask the person who invited you")


def test_the_admin_signs_people_in_through_the_same_door(client):
    answer = client.get("/admin/login/?next=/admin/stories/")

    assertRedirects(answer, "/accounts/login/?next=%2Fadmin%2Fstories%2F")
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code in (302, 403)


def test_words_of_somebody_whose_time_ran_out_are_all_there(client, member):
    address = reverse("partners:section", args=[member.memberships.get().partner.slug, "about-us"])
    words = {
        "summary": "We help.\r\nAll families.",
        "description": "<p>About <b>us</b></p><script>",
        "terms": ["1", "2"],
    }

    page = client.post(address, words | {"new_password": "never-shown-again"})

    assertContains(page, "your words are here", status_code=403)
    assertContains(page, 'value="We help.\r\nAll families."', status_code=403)
    assertContains(page, 'name="terms" value="2"', status_code=403)
    assertContains(page, "&lt;script&gt;", status_code=403)
    assertContains(page, f'action="{address}"', status_code=403)
    assertNotContains(page, "never-shown-again", status_code=403)
    assert "no-store" in page.headers["Cache-Control"]


def test_somebody_who_only_looks_is_asked_to_sign_in_and_led_back(client, member):
    address = reverse("partners:section", args=[member.memberships.get().partner.slug, "about-us"])

    assertRedirects(client.get(address), f"/accounts/login/?next={address}")


def test_words_are_there_even_if_the_page_was_too_old_to_be_trusted(member):
    client = Client(enforce_csrf_checks=True)
    address = reverse("partners:section", args=[member.memberships.get().partner.slug, "about-us"])

    page = client.post(address, {"summary": "We help."})

    assertContains(page, 'value="We help."', status_code=403)


def test_words_typed_in_the_admin_are_there_too(client):
    sign_in(client, make_user("Moderators"))

    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        page = client.post("/admin/stories/story/1/change/", {"public_text": "A careful copy."})

    assertContains(page, "A careful copy.", status_code=403)


@pytest.mark.same_on_any_database
def test_every_page_of_an_account_is_valid_html(client, member, settings):
    pages = {
        name: client.get(reverse(name)).content
        for name in (
            "account_login",
            "account_signup",
            "account_request_login_code",
            "account_reset_password",
        )
    }
    link = path_of(invite_to_partner("new@example.org", member.memberships.get().partner))
    pages |= {"invitation": client.get(link).content, "invalid": client.post(link, {"name": ""}).content}
    pages["over"] = client.get("/accounts/invitation/x/").content
    ask_for_code(client, member.email)
    pages["code"] = client.get(reverse("account_confirm_login_code")).content
    pages["kept"] = client.post(
        reverse("partners:section", args=["x", "about-us"]), {"summary": "We help."}
    ).content
    client = Client()
    add_app(member)
    password_step(client, member)
    pages["second step"] = client.get(reverse("mfa_authenticate")).content
    client.force_login(member)
    record = {"method": "mfa", "at": time(), "type": "totp"}
    session = client.session
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()
    for name in (
        "account_email",
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "usersessions_list",
        "account_reauthenticate",
        "mfa_reauthenticate",
    ):
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        pages[name] = answer.content

    assert html_validator.errors_in(pages) == []


def without_tokens(page: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"|nonce="[^"]+"', "", page)
