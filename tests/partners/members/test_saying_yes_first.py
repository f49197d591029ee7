"""An invitation counts when somebody said yes. Until then nothing is done in their name; whoever stops, stops by themselves."""

from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.models import User
from partners.charter import letters as charter_letters
from partners.members import actions, ending
from partners.members.invitations import invite_to_panel, invite_to_partner, send_again
from partners.members.people import members_of, without_anybody
from partners.models import Invitation, Membership, PanelSeat, Partner
from tests.partners.upkeep.test_partner_still_correct import at_once
from tests.support.charter import make_public_pledge, make_seat, make_sent_application
from tests.support.factories import make_member, make_partner, make_user
from tests.support.signing_in import is_signed_in, path_of

pytestmark = pytest.mark.django_db
NEW = "new@example.org"
OVER = "This invitation is over"
MINE = "/partners/mine/"


@pytest.fixture
def partner():
    cache.clear()
    return make_partner(slug="club", name="Club")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked_of(user) -> Invitation:
    return Invitation.objects.get(user=user)


def answer(user, asked, **data):
    return signed_in(user).post(reverse("partners:invitation", args=[asked.pk]), data)


def start(link) -> Client:
    client = Client()
    client.post(path_of(link), {"name": "Sam", "password": ""})
    return client


def invite(partner, user, by):
    return signed_in(by).post(
        reverse("partners:people", args=[partner.slug]), {"email": user.email, "role": "owner"}
    )


# Saying yes


def test_nothing_is_done_in_the_name_of_somebody_who_has_not_said_yes(partner):
    user = make_user(name="Xyzzyberry")
    invite_to_partner(user.email, partner)
    invite_to_panel(user.email, "family")
    mail.outbox.clear()

    application = make_sent_application()
    charter_letters.status_sent(application)

    assert not members_of(partner).exists()
    assert not Partner.objects.editable_by(user).exists()
    assert [letter for letter in mail.outbox if user.email in letter.to] == []
    client = signed_in(user)
    for address in ("/partners/club/edit/", "/charter/panel/", f"/charter/panel/{application.pk}/"):
        assert client.get(address).status_code == 404
    assertNotContains(Client().get("/partners/club/"), "Xyzzyberry")
    assertNotContains(client.get("/partners/club/"), "Edit this page")


def test_somebody_who_signs_in_already_says_yes_on_their_own_pages(partner):
    user = make_user()
    invite_to_partner(user.email, partner, role="editor")
    assert "say yes or no under “Your pages”" in mail.outbox[-1].body
    page = signed_in(user).get(MINE)
    assertContains(page, "Will you look after the page of Club?")

    assertRedirects(answer(user, asked_of(user), accept="yes"), MINE)

    assert user.memberships.get().role == "editor"
    assertNotContains(signed_in(user).get(MINE), "You are invited")


def test_a_new_person_says_yes_to_what_the_page_of_the_link_names(partner):
    invite_to_partner(NEW, partner)
    link = invite_to_partner(NEW, make_partner(name="Garden"), role="editor")
    page = Client().get(path_of(link))
    assertContains(page, "look after the page of Club")
    assertContains(page, "look after the page of Garden")
    assert not Membership.objects.exists()

    client = start(link)

    assert is_signed_in(client)
    assert set(Membership.objects.values_list("partner__name", "role")) == {
        ("Club", "owner"),
        ("Garden", "editor"),
    }
    assert not Invitation.objects.exists()


def test_somebody_on_the_panel_finds_it_from_the_letter_from_sign_in_and_from_the_foot_of_a_page(client):
    asked = invite_to_panel(NEW, "family", "Mo")
    letter = mail.outbox[-1].body
    assert "http://127.0.0.1:8000/charter/panel/" in letter
    link = next(word for word in letter.split() if "/accounts/invitation/" in word)

    came = client.post(path_of(link), {"name": "Mo", "password": ""})

    assertRedirects(came, "/charter/panel/")
    assert PanelSeat.objects.get().user == asked.user
    home = signed_in(User.objects.get(pk=asked.user.pk)).get(MINE)
    assertContains(home, 'href="/charter/panel/"')
    assertNotContains(home, "You have no page to edit")
    assertContains(Client().get("/"), 'href="/charter/panel/"')
    assertRedirects(Client().get("/charter/panel/"), "/accounts/login/?next=/charter/panel/")


def test_staff_who_sit_on_the_panel_see_it_where_they_land(settings):
    settings.REQUIRE_STAFF_MFA = False
    staff = lead()
    assertNotContains(signed_in(staff).get("/admin/"), 'href="/charter/panel/"')
    PanelSeat.objects.create(user=staff, side="professional")

    assertContains(signed_in(staff).get("/admin/"), 'href="/charter/panel/"')


def test_their_own_pages_count_what_waits_for_a_member_of_the_panel():
    seat, application = make_seat(), make_sent_application()

    assertContains(signed_in(seat.user).get(MINE), "1 application for charter status waits for you.")
    signed_in(seat.user).post(
        f"/charter/panel/{application.pk}/",
        {"says": "yes", "words": "Well done", "version": application.round},
    )
    assertContains(signed_in(seat.user).get(MINE), "Nothing waits for you.")


@pytest.mark.parametrize("data", [{"accept": "yes"}, {"decline": "yes", "sure": "yes"}])
def test_the_invitation_of_somebody_else_is_not_there(partner, data):
    invite_to_partner(make_user().email, partner)
    asked = Invitation.objects.get()

    for wrong in (make_user(), make_member(partner), make_user("Partner managers", is_staff=False)):
        assertContains(answer(wrong, asked, **data), OVER, status_code=404)
    assert Client().post(reverse("partners:invitation", args=[asked.pk]), data).status_code == 403
    assert Invitation.objects.get() == asked
    assert partner.memberships.count() == 1


def test_a_second_press_in_another_tab_says_that_it_is_over(partner):
    user = make_user()
    invite_to_partner(user.email, partner)
    asked = asked_of(user)
    answer(user, asked, accept="yes")

    for data in ({"accept": "yes"}, {"decline": "yes"}):
        assertContains(answer(user, asked, **data), OVER, status_code=404)
    assert user.memberships.count() == 1


def test_a_link_opened_twice_lets_in_once_and_says_yes_once(partner):
    link = invite_to_partner(NEW, partner)
    start(link)
    Membership.objects.all().delete()  # Taken off since.

    again = Client().post(path_of(link), {"name": "Sam", "password": ""})

    assertContains(again, OVER, status_code=404)
    assert not Membership.objects.exists()


def test_an_old_link_says_yes_to_nothing(partner):
    old = invite_to_partner(NEW, partner)
    invite_to_partner(NEW, make_partner())

    assert not is_signed_in(start(old))
    assert not Membership.objects.exists()


def test_an_account_that_was_erased_takes_its_invitation_along(partner):
    link = invite_to_partner(NEW, partner)
    User.objects.get(email=NEW).delete()

    assert not Invitation.objects.exists()
    assert Client().get(path_of(link)).status_code == 404


def test_somebody_switched_off_says_yes_to_nothing(partner):
    user = make_user()
    invite_to_partner(user.email, partner)
    client = signed_in(user)
    User.objects.update(is_active=False)

    client.post(reverse("partners:invitation", args=[asked_of(user).pk]), {"accept": "yes"})

    assert not Membership.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_yes():
    user, partner = make_user(), make_partner()
    invite_to_partner(user.email, partner)
    first, second = asked_of(user), asked_of(user)

    refused = at_once(first.accept, second.accept)

    assert refused == [OVER + "."]
    assert user.memberships.count() == 1


# Saying no, and not saying anything


def test_whoever_says_no_is_asked_once_and_holds_nothing(partner):
    user = make_user()
    invite_to_partner(user.email, partner)
    asked = asked_of(user)

    assertContains(answer(user, asked, decline="yes"), "Do you want to say no?")
    assert Invitation.objects.exists()
    assertRedirects(answer(user, asked, decline="yes", sure="yes"), MINE)

    assert not Invitation.objects.exists()
    assert not Membership.objects.exists()
    assert User.objects.filter(pk=user.pk).exists()


def test_an_invitation_that_nobody_answers_ends_by_itself_with_the_account_made_for_it(
    partner, settings
):
    user = make_user()
    link = invite_to_partner(NEW, partner)
    invite_to_partner(user.email, partner)
    invite_to_panel("mum@example.org", "family")
    asked = asked_of(user)

    with time_machine.travel(timezone.now() + timedelta(days=settings.INVITATION_DAYS, hours=1)):
        assertContains(answer(user, asked, accept="yes"), OVER, status_code=404)
        with pytest.raises(ValidationError):
            asked.accept()
        assert ending.end_what_is_over() == 3
        assert ending.end_what_is_over() == 0
        assert Client().get(path_of(link)).status_code == 404

    assert not Membership.objects.exists()
    assert list(User.objects.all()) == [user]


def test_the_worker_ends_them(partner, settings):
    invite_to_partner(NEW, partner)

    with time_machine.travel(timezone.now() + timedelta(days=settings.INVITATION_DAYS, hours=1)):
        call_command("work", "--once")

    assert not Invitation.objects.exists()


def test_asked_again_it_begins_anew_and_as_it_was_asked_last(partner, settings):
    user = make_user()
    invite_to_partner(user.email, partner, role="owner")

    with time_machine.travel(timezone.now() + timedelta(days=settings.INVITATION_DAYS - 1)):
        invite_to_partner(user.email, partner, role="editor")
    with time_machine.travel(timezone.now() + timedelta(days=settings.INVITATION_DAYS + 1)):
        assert ending.end_what_is_over() == 0
        asked_of(user).accept()

    assert user.memberships.get().role == "editor"


def test_an_owner_takes_an_invitation_back_and_its_link_is_dead(partner):
    owner, other = make_member(partner), make_member(make_partner())
    link = invite_to_partner(NEW, partner)
    people = reverse("partners:people", args=["club"])
    data = {"take_back": Invitation.objects.get().pk, "sure": "yes"}
    assert signed_in(other).post(people, data).status_code == 404
    theirs = reverse("partners:people", args=[other.memberships.get().partner.slug])
    assert signed_in(other).post(theirs, data).status_code == 404
    assertContains(signed_in(owner).get(people), NEW)

    assertRedirects(signed_in(owner).post(people, data), people)

    assert not is_signed_in(start(link))
    assert not User.objects.filter(email=NEW).exists()
    assert signed_in(owner).post(people, data).status_code == 404


def test_the_council_sees_who_was_asked_sends_it_again_and_takes_it_back(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    invite_to_partner(NEW, partner)
    asked = Invitation.objects.get()
    manager, address = make_user("Partner managers"), "/admin/partners/invitation/"
    assert signed_in(make_user("Moderators")).get(address).status_code == 403
    desk = signed_in(manager)
    assertContains(desk.get(address), NEW)
    mail.outbox.clear()

    for action in ("send_again", "take_back"):
        desk.post(address, {"action": action, "_selected_action": [asked.pk]})

    assert [letter.to for letter in mail.outbox] == [[NEW]]
    assert not User.objects.filter(email=NEW).exists()


def the_person_is_switched_off(asked) -> str:
    User.objects.filter(pk=asked.user_id).update(is_active=False)
    return "may not sign in any more"


def the_partner_is_of_the_past(asked) -> str:
    Partner.objects.filter(pk=asked.partner_id).update(standing="former")
    return "is a partner of the past"


def it_is_over(asked) -> str:
    long_ago = timezone.now() - timedelta(days=400)
    Invitation.objects.filter(pk=asked.pk).update(sent_at=long_ago)
    return OVER


@pytest.mark.parametrize("happens", [the_person_is_switched_off, the_partner_is_of_the_past, it_is_over])
def test_what_nobody_may_say_yes_to_is_not_sent_again(settings, partner, happens):
    settings.REQUIRE_STAFF_MFA = False
    invite_to_partner(NEW, partner)
    why = happens(Invitation.objects.get())
    asked = Invitation.objects.get()
    mail.outbox.clear()

    page = at_the_desk(make_user("Partner managers"), "send_again", asked)

    assertContains(page, why)
    assertNotContains(page, "is on its way")
    assert mail.outbox == []
    assert Invitation.objects.get().sent_at == asked.sent_at


@pytest.mark.parametrize("action", ["send_again", "take_back"])
def test_an_invitation_that_was_answered_this_moment_is_neither_sent_again_nor_taken_back(
    partner, action
):
    user = make_user()
    invite_to_partner(user.email, partner)
    early = asked_of(user)
    asked_of(user).accept()
    mail.outbox.clear()

    with pytest.raises(ValidationError):
        {"send_again": send_again, "take_back": ending.take_back}[action](early)

    assert (user.memberships.count(), Invitation.objects.count(), mail.outbox) == (1, 0, [])


def test_each_manages_the_invitations_of_what_they_may_invite_to(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    invite_to_partner("page@example.org", partner)
    invite_to_panel("panel@example.org", "family")
    rows = {asked.user.email: asked for asked in Invitation.objects.select_related("user")}
    for right, mine, other in (("membership", "page", "panel"), ("panelseat", "panel", "page")):
        user = make_user(is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename=f"add_{right}"))
        page = signed_in(user).get("/admin/partners/invitation/")
        assertContains(page, f"{mine}@example.org")
        assertNotContains(page, f"{other}@example.org")
        mail.outbox.clear()

        for name in (mine, other):
            for action in ("send_again", "take_back"):
                at_the_desk(user, action, rows[f"{name}@example.org"])

        assert [letter.to for letter in mail.outbox] == [[f"{mine}@example.org"]]
    assert not Invitation.objects.exists()


def at_the_desk(user, action, asked):
    data = {"action": action, "_selected_action": [asked.pk]}
    return signed_in(user).post("/admin/partners/invitation/", data, follow=True)


# Staff of the council


def lead(**details) -> User:
    return make_user("Safeguarding leads", **details)


def by_its_address(user):
    return user.email.upper()


def by_an_address_it_signs_in_with(user):
    EmailAddress.objects.create(user=user, email="other@example.org", verified=True)
    return "other@example.org"


@pytest.mark.parametrize("address", [by_its_address, by_an_address_it_signs_in_with])
@pytest.mark.parametrize("has_come", [True, False])
def test_an_owner_gives_no_rights_to_staff_of_the_council(partner, address, has_come):
    """Nor does a letter go out that would end the council's own invitation to them."""
    owner, staff = make_member(partner), lead()
    if has_come:
        User.objects.filter(pk=staff.pk).update(last_login=timezone.now())
    else:
        staff.set_unusable_password()
        staff.save()
    before = User.objects.get(pk=staff.pk).password, User.objects.count()
    email = address(staff)

    page = signed_in(owner).post(
        reverse("partners:people", args=["club"]), {"email": email, "role": "editor"}
    )

    assertContains(page, actions.ASK_US)
    assert not Invitation.objects.exists()
    assert mail.outbox == []
    assert (User.objects.get(pk=staff.pk).password, User.objects.count()) == before


def test_an_owner_who_works_for_the_council_gives_none_either(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    owner = make_member(partner)
    User.objects.filter(pk=owner.pk).update(is_staff=True)

    assertContains(invite(partner, lead(), by=owner), actions.ASK_US)


def test_the_council_may_ask_its_own_staff(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    staff = lead()

    invite(partner, staff, by=make_user("Partner managers"))

    for address in (MINE, "/admin/"):
        assertContains(signed_in(staff).get(address), "Will you look after the page of Club?")
    answer(staff, asked_of(staff), accept="yes")
    assert staff.memberships.get().partner == partner


def test_an_owner_changes_nothing_about_what_staff_may_do(partner):
    owner, staff = make_member(partner), lead()
    membership = Membership.objects.create(user=staff, partner=partner, role="editor")

    page = signed_in(owner).post(
        reverse("partners:person", args=["club", membership.pk]), {"role": "owner"}
    )

    assertContains(page, actions.STAFF_ASK_US)
    assert staff.memberships.get().role == "editor"


def test_whoever_becomes_staff_meanwhile_is_asked_by_the_council_alone(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    user = make_user()
    invite(partner, user, by=make_member(partner))
    User.objects.filter(pk=user.pk).update(is_staff=True)

    assertContains(answer(user, asked_of(user), accept="yes"), OVER, status_code=404)
    with pytest.raises(ValidationError):
        Invitation.objects.get(user=user).accept()
    invite_to_partner(user.email, partner)
    answer(user, asked_of(user), accept="yes")
    assert user.memberships.exists()


# Leaving


def leave(user, **data):
    return signed_in(user).post("/partners/club/leave/", data)


def test_an_editor_leaves_by_themselves_and_is_asked_once(partner):
    make_member(partner)
    editor = make_member(partner)
    editor.memberships.update(role="editor")
    assertContains(signed_in(editor).get(MINE), 'href="/partners/club/leave/"')
    for page in (signed_in(editor).get("/partners/club/leave/"), leave(editor)):
        assertContains(page, "Do you want to leave the page of Club?")
        assertNotContains(page, "nobody edits this page")
    assert editor.memberships.exists()

    assertRedirects(leave(editor, sure="yes"), MINE)

    assert not editor.memberships.exists()
    assert leave(editor, sure="yes").status_code == 404
    assert not without_anybody().exists()


def test_the_last_editor_is_told_what_it_means_and_the_desk_sees_it(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    last = make_member(partner)
    make_member(partner, is_active=False)  # May not sign in, so edits nothing.
    desk = signed_in(make_user("Partner managers"))
    assertNotContains(desk.get("/admin/"), "Nobody edits these pages")
    assertContains(signed_in(last).get("/partners/club/leave/"), "Then nobody edits this page.")

    leave(last, sure="yes")

    assertContains(desk.get("/admin/"), "Nobody edits these pages")
    assertContains(desk.get("/admin/"), f"/admin/partners/partner/{partner.pk}/change/")
    assert list(without_anybody()) == [partner]


def test_the_last_owner_of_several_makes_another_one_first(partner):
    owner, editor = make_member(partner), make_member(partner)
    editor.memberships.update(role="editor")

    page = signed_in(owner).post("/partners/club/leave/", {"sure": "yes"}, follow=True)

    assertContains(page, actions.LAST_OWNER)
    assert owner.memberships.exists()


def test_nobody_leaves_for_somebody_else(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    make_member(partner)

    for wrong in (make_member(make_partner()), make_user("Partner managers"), make_seat().user):
        assert signed_in(wrong).get("/partners/club/leave/").status_code == 404
        assert leave(wrong, sure="yes").status_code == 404
    assert partner.memberships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_owners_of_three_people_cannot_both_leave_the_editor_alone():
    partner = make_partner()
    for _ in range(3):
        make_member(partner)
    first, second, third = partner.memberships.order_by("pk")
    Membership.objects.filter(pk=third.pk).update(role="editor")

    refused = at_once(lambda: actions.leave(first), lambda: actions.leave(second))

    assert refused == [actions.LAST_OWNER]


def test_a_member_of_the_panel_leaves_and_what_they_said_stays():
    seat, application = make_seat(), make_sent_application()
    client, address = signed_in(seat.user), "/charter/panel/leave/"
    client.post(
        f"/charter/panel/{application.pk}/",
        {"says": "yes", "words": "Well done", "version": application.round},
    )
    assertContains(client.get("/charter/panel/"), f'href="{address}"')
    assertContains(client.post(address), "Do you want to leave the panel?")
    assert PanelSeat.objects.exists()

    assertRedirects(client.post(address, {"sure": "yes"}), MINE)

    assert not PanelSeat.objects.exists()
    assert application.views.count() == 1
    for gone in ("/charter/panel/", address):
        assert client.get(gone).status_code == 404


# What the database keeps


@pytest.mark.parametrize(
    "details",
    [
        {"partner": None, "role": "owner", "is_from_council": True},
        {"partner": None, "side": "family", "is_from_council": False},
        {"role": "", "side": ""},
        {"role": "king"},
        {"role": "owner", "side": "family"},
    ],
)
def test_the_database_refuses_an_invitation_to_nothing_or_to_two_things(partner, details):
    with pytest.raises(IntegrityError):
        Invitation.objects.create(user=make_user(), **{"partner": partner, **details})


def test_whoever_was_asked_before_and_never_came_is_invited_and_nothing_more(partner):
    """What the migration does with those who had their rights before they had said a word."""
    come, invited = make_member(partner), make_member(partner)
    User.objects.filter(pk=come.pk).update(last_login=timezone.now())
    PanelSeat.objects.create(user=invited, side="family")

    move = import_module("partners.migrations.0004_invitations_are_answered")
    move.invite_who_never_came(apps, None)

    assert list(members_of(partner)) == [come]
    assert not PanelSeat.objects.exists()
    assert {asked.to_do for asked in Invitation.objects.to_answer(invited)} == {
        "look after the page of Club",
        "read for charter status, as one of its panel",
    }


def test_whoever_an_organisation_has_invited_does_not_judge_it_until_that_is_over(settings):
    application = make_sent_application(make_public_pledge(partner=make_partner()))
    seat, page = make_seat(), f"/charter/panel/{application.pk}/"
    client = signed_in(seat.user)
    invite_to_partner(seat.user.email, make_partner())
    assert client.get(page).status_code == 200
    invite_to_partner(seat.user.email, application.pledge.partner)

    for answer in (client.get(page), client.post(page, {"says": "yes", "words": "Yes", "version": 1})):
        assert answer.status_code == 404

    assert not application.views.exists()
    over = timezone.now() - timedelta(days=settings.INVITATION_DAYS)
    Invitation.objects.filter(partner=application.pledge.partner).update(sent_at=over)
    assert client.get(page).status_code == 200
