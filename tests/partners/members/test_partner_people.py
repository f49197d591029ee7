"""Owners invite people, change what they may do, and take leavers off; the last owner stays."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.models import User
from partners.members import actions
from partners.models import Invitation, Membership, Partner
from tests.partners.upkeep.test_partner_still_correct import at_once
from tests.support.factories import make_member, make_partner, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    cache.clear()
    return make_partner(name="Club")


@pytest.fixture
def owner(partner):
    return make_member(partner, email="owner@example.org")


@pytest.fixture
def client(owner):
    return signed_in(owner)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editor_of(partner, **details) -> User:
    user = make_member(partner, **details)
    user.memberships.update(role="editor")
    return user


def address(partner, user=None) -> str:
    if user is None:
        return reverse("partners:people", args=[partner.slug])
    return reverse("partners:person", args=[partner.slug, partner.memberships.get(user=user).pk])


def invite(client, partner, **words):
    return client.post(address(partner), {"email": "new@example.org", "role": "editor"} | words)


def say_yes(user):
    asked = Invitation.objects.get(user=user)
    return signed_in(user).post(reverse("partners:invitation", args=[asked.pk]), {"accept": "yes"})


def test_an_owner_sees_the_people_and_invites_one(client, partner):
    assertContains(client.get(reverse("partners:mine")), address(partner))

    assertRedirects(invite(client, partner), address(partner))

    new = Invitation.objects.get(user__email="new@example.org")
    assert (new.partner, new.role) == (partner, "editor")
    assert mail.outbox[-1].to == ["new@example.org"]
    page = client.get(address(partner))
    assertContains(page, "owner@example.org</strong> (you)")
    assertContains(page, "Not said yes yet")
    assertNotContains(page, "/accounts/invitation/")


def test_somebody_may_belong_to_two_partners_and_leave_one(client, partner):
    elsewhere = make_partner()
    sam = make_member(elsewhere, email="sam@example.org", name="Xyzzyberry")
    invite(client, partner, email="SAM@example.org")
    say_yes(sam)
    assert set(Partner.objects.editable_by(sam)) == {partner, elsewhere}
    assertNotContains(client.get(address(partner)), "Xyzzyberry")

    client.post(address(partner, sam), {"remove": "yes", "sure": "yes"})

    assert list(Partner.objects.editable_by(sam)) == [elsewhere]


def test_an_editor_finds_none_of_it(partner, owner):
    editor = editor_of(partner)
    client = signed_in(editor)

    assert client.get(reverse("partners:edit", args=[partner.slug])).status_code == 200
    assertNotContains(client.get(reverse("partners:mine")), address(partner))
    for each in (address(partner), address(partner, owner), address(partner, editor)):
        assert client.get(each).status_code == 404
        assert client.post(each, {"role": "owner", "remove": "yes"}).status_code == 404
    assert partner.memberships.count() == 2


def test_an_owner_of_one_is_not_an_owner_of_another(owner):
    other = make_partner()
    Membership.objects.create(user=owner, partner=other, role="editor")

    assert signed_in(owner).get(address(other)).status_code == 404


def test_whoever_is_taken_off_is_out_at_once_and_told(client, partner):
    leaver = editor_of(partner)
    theirs, edit = signed_in(leaver), reverse("partners:edit", args=[partner.slug])
    assert theirs.get(edit).status_code == 200

    assertRedirects(
        client.post(address(partner, leaver), {"remove": "yes", "sure": "yes"}), address(partner)
    )

    assert theirs.get(edit).status_code == 404
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        [leaver.email],
        "You do not look after a page any more",
    )


def test_a_role_changes_once_with_one_letter(client, partner):
    other = editor_of(partner)

    for _ in range(2):
        client.post(address(partner, other), {"role": "owner"})

    assert other.memberships.get().role == "owner"
    assert len(mail.outbox) == 1


def test_the_last_owner_stays_and_another_may_follow(client, partner, owner):
    gone = make_member(partner, is_active=False)  # May not sign in, so counts for nobody.
    for words in ({"remove": "yes", "sure": "yes"}, {"role": "editor"}):
        assertContains(client.post(address(partner, owner), words), actions.LAST_OWNER)
    assert partner.memberships.get(user=owner).role == "owner"

    partner.memberships.filter(user=gone).delete()
    make_member(partner)
    assertRedirects(
        client.post(address(partner, owner), {"remove": "yes", "sure": "yes"}), reverse("partners:mine")
    )
    assert not owner.memberships.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"email": ""}, "Write the e-mail address."),
        ({"email": "x" * 5_000 + "@example.org"}, "characters long"),
        ({"email": "a@example.org\r\nBcc: all@example.org"}, "Write the whole address"),
        ({"role": "staff"}, "Choose from the answers on this page."),
        ({"email": "owner@example.org"}, "many"),
        ({"email": "off@example.org"}, actions.ASK_US),
    ],
)
def test_what_cannot_be_sent_is_said_plainly(client, partner, owner, words, said):
    make_user(email="off@example.org", is_active=False, name="Xyzzyberry")
    if said == "many":
        said = actions.HERE_ALREADY

    answer = invite(client, partner, **words)

    assertContains(answer, said)
    assertNotContains(answer, "Xyzzyberry")
    assert mail.outbox == []


def test_many_letters_wait_and_the_words_stay(client, partner, settings):
    settings.RATE_LIMITS = True
    for number in range(10):
        assert invite(client, partner, email=f"a{number}@example.org").status_code == 302

    answer = invite(client, partner, email="one.more@example.org")

    assertContains(answer, "one.more@example.org", status_code=429)
    assert len(mail.outbox) == 10


def test_a_page_that_was_open_for_long_keeps_the_words(owner, partner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)

    assertContains(invite(client, partner), "new@example.org", status_code=403)
    assert client.post(address(partner, owner), {"remove": "yes", "sure": "yes"}).status_code == 403
    assert partner.memberships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_take_each_other_off():
    partner = make_partner()
    for _ in range(2):
        make_member(partner)
    first, second = partner.memberships.all()

    refused = at_once(lambda: actions.remove(first), lambda: actions.change_role(second, "editor"))

    assert refused == [actions.LAST_OWNER]
    assert partner.memberships.filter(role="owner").count() == 1
