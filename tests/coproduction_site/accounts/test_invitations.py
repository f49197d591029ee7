"""Nobody signs up: the council invites, and a link lets in the one person it is for, once."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import signing
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from coproduction_site.accounts import invitations
from coproduction_site.models import User
from partners.members.invitations import invite_to_partner
from partners.models import Invitation, Membership, Partner
from tests.support.factories import PASSWORD, make_member, make_partner, make_user
from tests.support.signing_in import is_signed_in, letters_to, path_of, sign_in

pytestmark = pytest.mark.django_db
LONG_ENOUGH = "four-kind-words-together"
NEW = "new.person@example.org"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


@pytest.fixture
def partner():
    return make_partner(slug="voice4parents", name="Voice4Parents")


def accept(client, link, **answers):
    return client.post(path_of(link), {"name": "Sam O'Neil", "password": "", **answers})


def invite(*words) -> str:
    """What the command prints."""
    said = StringIO()
    call_command("invite", *words, stdout=said)
    return said.getvalue().strip()


def test_the_command_prints_the_link_that_is_in_the_letter(partner):
    link = invite(NEW, "--partner", "voice4parents", "--name", "Sam")

    (letter,) = letters_to(User.objects.get())
    assert link.startswith("http://127.0.0.1:8000/accounts/invitation/")
    assert link in letter.body
    assert "look after the page of Voice4Parents" in letter.body
    assert "7 days" in letter.body


def test_a_letter_shows_names_as_they_are_written(partner):
    Partner.objects.update(name="Mums & Dads' Group")

    invite_to_partner(NEW, Partner.objects.get())

    assert "Mums & Dads' Group" in letters_to(User.objects.get())[0].body


def test_an_invited_partner_edits_that_page_and_no_other(client, partner):
    other = make_partner()

    accept(client, invite_to_partner(NEW, partner))

    user = User.objects.get()
    assert list(Partner.objects.editable_by(user)) == [partner]
    assert other not in Partner.objects.editable_by(user)
    assert not user.is_staff


@pytest.mark.parametrize(
    ("role", "group"),
    [
        ("content-editors", "Content editors"),
        ("moderators", "Moderators"),
        ("safeguarding-leads", "Safeguarding leads"),
        ("partner-managers", "Partner managers"),
    ],
)
def test_an_invitation_to_a_role_makes_somebody_staff(role, group):
    invite(NEW, "--role", role)

    user = User.objects.get()
    assert user.is_staff
    assert not user.is_superuser
    assert [str(group) for group in user.groups.all()] == [group]
    assert not user.has_usable_password()


def test_opening_the_link_does_nothing_yet(client, partner):
    link = invite_to_partner(NEW, partner)

    page = client.get(path_of(link))

    assertContains(page, "Welcome")
    assert "no-store" in page.headers["Cache-Control"]
    assert not is_signed_in(client)
    assert User.objects.get().last_login is None


def test_a_partner_accepts_without_a_password(client, partner):
    link = invite_to_partner(NEW, partner)

    answer = accept(client, link)

    user = User.objects.get()
    assert is_signed_in(client)
    assert answer.url == reverse("mfa_index")
    assert user.name == "Sam O'Neil"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert client.get(reverse("partners:mine")).status_code == 200


def test_a_partner_accepts_with_a_password(client, partner):
    link = invite_to_partner(NEW, partner)

    accept(client, link, password=LONG_ENOUGH)

    assert User.objects.get().check_password(LONG_ENOUGH)


@pytest.mark.parametrize(
    ("role", "password", "words"),
    [
        (None, "elevenchars", "at least 12 characters"),
        ("moderators", "fourteen-chars", "at least 15 characters"),
        (None, "new.person@example.org", "too similar"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(client, partner, role, password, words):
    link = invitations.invite(NEW, role) if role else invite_to_partner(NEW, partner)

    assertContains(accept(client, link, password=password), words)
    assert not is_signed_in(client)

    accept(client, link)
    assert is_signed_in(client)


def test_a_name_is_needed(client, partner):
    page = accept(client, invite_to_partner(NEW, partner), name="")

    assertContains(page, "There is a problem")
    assert not is_signed_in(client)


def test_nobody_changes_the_address_they_were_invited_by(client, partner):
    link = invite_to_partner(NEW, partner)

    accept(client, link, email="other@example.org", is_staff="on", is_superuser="on")

    user = User.objects.get()
    assert user.email == NEW
    assert not user.is_staff
    assert not user.is_superuser


def test_invited_staff_still_need_the_second_step(client):
    accept(client, invitations.invite(NEW, "moderators"), password=LONG_ENOUGH)

    assert is_signed_in(client)
    assert client.get("/admin/").url == reverse("mfa_index")


def test_a_link_works_once(client, partner):
    link = invite_to_partner(NEW, partner)
    accept(client, link)
    thief = Client()

    for answer in (thief.get(path_of(link)), accept(thief, link, password=LONG_ENOUGH)):
        assertContains(answer, "This invitation is over", status_code=404)
    assert not is_signed_in(thief)
    assert not User.objects.get().has_usable_password()


def test_two_presses_at_once_let_one_in(partner):
    token = path_of(invite_to_partner(NEW, partner)).split("/")[-2]
    first, second = invitations.invited(token), invitations.invited(token)

    assert invitations.accept(first, "Sam")
    assert not invitations.accept(second, "Somebody else", LONG_ENOUGH)

    user = User.objects.get()
    assert user.name == "Sam"
    assert not user.has_usable_password()


@pytest.mark.parametrize(("days", "works"), [(6.9, True), (7.1, False)])
def test_a_link_is_over_after_seven_days(client, partner, days, works):
    link = invite_to_partner(NEW, partner)

    with time_machine.travel(timezone.now() + timedelta(days=days)):
        accept(client, link)

        assert is_signed_in(client) == works


def test_inviting_again_makes_a_new_link_and_ends_the_old_one(client, partner):
    old = invite_to_partner(NEW, partner)
    new = invite_to_partner(NEW.upper(), partner)

    assert old != new
    assertContains(client.get(path_of(old)), "ask the person who invited you", status_code=404)
    assertContains(client.get(path_of(new)), "Welcome")
    assert User.objects.count() == Invitation.objects.count() == 1


def test_a_link_for_one_person_lets_in_no_other(client, partner):
    mine = path_of(invite_to_partner(NEW, partner))
    changed = mine.replace(mine[22:26], "WzEy")

    for address in (changed, "/accounts/invitation/x/", "/accounts/invitation/a:b:c/"):
        assertContains(client.get(address), "This invitation is over", status_code=404)


def test_a_link_for_a_new_password_is_no_invitation(client, partner):
    invite_to_partner(NEW, partner)
    forged = signing.dumps([User.objects.get().pk, "0" * 32], salt="another purpose")

    assert client.get(f"/accounts/invitation/{forged}/").status_code == 404


def test_a_changed_address_ends_the_invitation(client, partner):
    link = invite_to_partner(NEW, partner)
    User.objects.update(email="other@example.org")

    assert client.get(path_of(link)).status_code == 404


def test_somebody_switched_off_cannot_use_their_invitation(client, partner):
    link = invite_to_partner(NEW, partner)
    User.objects.update(is_active=False)

    assert client.get(path_of(link)).status_code == 404
    with pytest.raises(CommandError, match="may not sign in any more"):
        invite(NEW, "--partner", partner.slug)


def test_a_person_may_belong_to_two_partners_and_signs_in_as_always(client, partner):
    member = make_member(make_partner())
    client.force_login(member)

    link = invite_to_partner(member.email, partner)

    assert path_of(link) == "/accounts/login/"
    assert "You have an account already" in letters_to(member)[0].body
    client.post(reverse("partners:invitation", args=[member.invitations.get().pk]), {"accept": "yes"})
    assert Partner.objects.editable_by(member).count() == 2


def test_accepting_signs_out_whoever_was_signed_in_here(client, partner):
    client.force_login(make_user())

    accept(client, invite_to_partner(NEW, partner))

    assert client.session["_auth_user_id"] == str(User.objects.get(email=NEW).pk)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["not-an-address", "--role", "moderators"], "“not-an-address” is not an e-mail address."),
        (
            [NEW, "--role", "kings"],
            "There is no role “kings”. The roles are: administrators, content-editors, event-organisers, moderators",
        ),
        ([NEW, "--partner", "nobody"], "There is no partner “nobody”. The partners are: voice4parents."),
    ],
)
def test_the_command_says_in_a_sentence_what_is_wrong(partner, words, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        invite(*words)

    assert not User.objects.exists()


def test_a_partner_manager_invites_from_the_admin(client, partner):
    manager = make_user("Partner managers")
    sign_in(client, manager)
    address = reverse("admin:partners_partner_invite", args=[partner.pk])
    assertContains(client.get(reverse("admin:partners_partner_change", args=[partner.pk])), address)

    page = client.post(address, {"email": NEW, "name": "Sam"}, follow=True)

    assertContains(page, f"An invitation to {NEW} is on its way")
    user = User.objects.get(email=NEW)
    assert user.invitations.get().partner == partner
    assert not user.is_staff
    assert len(letters_to(user)) == 1


def test_the_admin_says_why_somebody_cannot_be_invited(client, partner):
    left = make_user(is_active=False)
    sign_in(client, make_user("Partner managers"))

    page = client.post(
        reverse("admin:partners_partner_invite", args=[partner.pk]), {"email": left.email}
    )

    assertContains(page, "may not sign in any more")
    assert not Membership.objects.exists()


@pytest.mark.parametrize("role", ["Moderators", "Content editors", "Safeguarding leads"])
def test_other_staff_invite_nobody_to_a_partner(client, partner, role):
    sign_in(client, make_user(role))

    answer = client.post(reverse("admin:partners_partner_invite", args=[partner.pk]), {"email": NEW})

    assert answer.status_code == 403
    assert not User.objects.filter(email=NEW).exists()


def test_an_administrator_adds_a_person_who_is_then_invited(client):
    sign_in(client, make_user(is_staff=True, is_superuser=True))

    client.post(reverse("admin:coproduction_site_user_add"), {"email": NEW, "is_active": "on"})

    (letter,) = letters_to(User.objects.get(email=NEW))
    assert "/accounts/invitation/" in letter.body


@pytest.mark.parametrize("role", ["Moderators", "Partner managers"])
def test_only_administrators_add_people_or_change_what_they_may_do(client, role):
    me = make_user(role)
    sign_in(client, me)

    for address in (
        reverse("admin:coproduction_site_user_add"),
        reverse("admin:coproduction_site_user_change", args=[me.pk]),
    ):
        assert client.post(address, {"email": NEW, "is_staff": "on"}).status_code == 403


def test_the_address_that_somebody_had_before_lets_nobody_in(client):
    sign_in(client, make_user(is_staff=True, is_superuser=True))
    member = make_user(email="old@example.org")
    EmailAddress.objects.create(user=member, email="old@example.org", verified=True, primary=True)

    client.post(
        reverse("admin:coproduction_site_user_change", args=[member.pk]),
        {"email": "new@example.org", "is_active": "on"},
    )
    Client().post(reverse("account_request_login_code"), {"email": "old@example.org"})

    assert not letters_to(member)


def test_a_partner_manager_never_sees_the_key_of_somebody_else(client, partner, settings):
    """The address may belong to a colleague who has not signed in yet, and who may do more."""
    settings.REQUIRE_STAFF_MFA = False
    invitations.invite("lead@example.org", "safeguarding-leads")
    client.force_login(make_user("Partner managers"))

    answer = client.post(
        reverse("admin:partners_partner_invite", args=[partner.pk]),
        {"email": "lead@example.org"},
        follow=True,
    )

    assertContains(answer, "An invitation to lead@example.org is on its way.")
    assert b"/invitation/" not in answer.content


def test_inviting_somebody_who_has_a_password_does_not_take_it_away(partner):
    owner = make_user(email="owner@example.org")

    link = invite_to_partner(owner.email, partner)

    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
    assert path_of(link) == "/accounts/login/"
