"""Who looks after a pledge changes: by the old address and a press at the new one, or by staff with a reason."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import limits
from coproduction_site.limits import Limit
from coproduction_site.rights.actions import erase, hand_out, search
from coproduction_site.rights.sources import sources
from partners.charter.pledges import actions, contacts
from partners.models import ContactChange, Pledge
from tests.support.charter import make_pledge, make_public_pledge
from tests.support.factories import make_site, make_user

pytestmark = pytest.mark.django_db
NEW = {"email": "kim@example.org", "person": "Kim", "role": "Deputy"}


@pytest.fixture
def pledge():
    return make_public_pledge(name="Hill School", email="pat@example.org")


def ask(pledge, **details):
    client = Client()
    page = client.get(f"{pledge.get_own_url()}contact/")
    shown = {"version": page.context["pledge"].version} if page.context else {}
    return client.post(f"{pledge.get_own_url()}contact/", NEW | shown | details)


def asked(pledge, **details) -> ContactChange:
    ask(pledge, **details)
    return pledge.contact_changes.get(done_at=None)


def staff_change(client, pledge, **details):
    pledge.refresh_from_db()
    boxes = {
        f"contact-{name}": text for name, text in (NEW | {"reason": "I rang them."} | details).items()
    }
    address = f"/admin/partners/pledge/{pledge.pk}/change/"
    return client.post(address, {"do": "change_contact", "version": pledge.version, **boxes})


# By the old address


def test_nothing_changes_before_somebody_presses_at_the_new_address(pledge):
    old = pledge.get_own_url()
    change = asked(pledge)
    [to] = mail.outbox[-1].to
    assert to == "kim@example.org"
    assert change.get_confirm_url() in mail.outbox[-1].body
    for word in ("Hill School", "Pat", "Kim", "Deputy", pledge.token):
        assert word not in mail.outbox[-1].body

    for look in (Client().get, Client().head):
        assert look(change.get_confirm_url()).status_code == 200

    pledge.refresh_from_db()
    assert pledge.email == "pat@example.org"
    assertContains(Client().get(old), "kim@example.org")
    assertContains(Client().get(change.get_confirm_url()), "Hill School")


def test_a_press_at_the_new_address_hands_it_over_and_both_get_a_letter(pledge):
    old = pledge.get_own_url()
    change = asked(pledge)
    mail.outbox.clear()

    answer = Client().post(change.get_confirm_url())

    pledge.refresh_from_db()
    assertRedirects(answer, pledge.get_own_url())
    assert (pledge.email, pledge.person, pledge.role) == ("kim@example.org", "Kim", "Deputy")
    for end in ("", "contact/", "correct/", "renew/", "status/"):
        assert Client().get(f"{old}{end}").status_code == 404
    to_new, to_old = mail.outbox
    assert (to_new.to, to_old.to) == (["kim@example.org"], ["pat@example.org"])
    assert pledge.get_own_url() in to_new.body
    for word in (pledge.token, "kim@", "Kim", old):
        assert word not in to_old.body


def test_pressed_twice_it_is_done_once_and_the_link_gives_nothing_away(pledge):
    change = asked(pledge)
    Client().post(change.get_confirm_url())
    letters = len(mail.outbox)

    page = Client().post(change.get_confirm_url())

    pledge.refresh_from_db()
    assertContains(page, "This is done.")
    assertNotContains(page, pledge.token)
    assert len(mail.outbox) == letters


def test_a_browser_without_cookies_may_press_and_another_site_may_not(pledge):
    change, browser = asked(pledge), Client(enforce_csrf_checks=True)

    from_there = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert browser.post(change.get_confirm_url(), headers=from_there).status_code == 403
    from_here = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert browser.post(change.get_confirm_url(), headers=from_here).status_code == 302

    pledge.refresh_from_db()
    assert pledge.email == "kim@example.org"


def test_the_link_ends_after_seven_days_and_the_address_goes(pledge, time_machine):
    change = asked(pledge)
    time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)

    page = Client().post(change.get_confirm_url())

    assertContains(page, "This link does not work any more.")
    pledge.refresh_from_db()
    assert pledge.email == "pat@example.org"
    assert contacts.erase_what_is_over() == 1
    assert Client().get(change.get_confirm_url()).status_code == 404


def test_a_pledge_that_was_taken_back_meanwhile_is_handed_to_nobody(pledge):
    change = asked(pledge)
    pledge.refresh_from_db()
    pledge.take_back()

    assertContains(Client().post(change.get_confirm_url()), "This link does not work any more.")
    assertContains(ask(pledge), "This was not done")

    pledge.refresh_from_db()
    assert pledge.email == "pat@example.org"


def test_a_new_link_by_staff_ends_what_somebody_who_left_has_asked_for(pledge, manager):
    change = asked(pledge)
    pledge.refresh_from_db()

    actions.renew_link(pledge)

    assert Client().post(change.get_confirm_url()).status_code == 404
    assert not ContactChange.objects.exists()


def test_a_second_request_takes_the_place_of_the_first(pledge):
    first = asked(pledge)

    second = asked(pledge, email="lee@example.org")

    assert Client().get(first.get_confirm_url()).status_code == 404
    Client().post(second.get_confirm_url())
    pledge.refresh_from_db()
    assert pledge.email == "lee@example.org"


def test_a_button_pressed_twice_is_one_letter(pledge):
    shown, letters = pledge.version, len(mail.outbox)

    for _ in range(2):
        assertRedirects(ask(pledge, version=shown), pledge.get_own_url())

    assert len(mail.outbox) == letters + 1


def test_an_older_page_names_nobody_and_loses_no_word(pledge):
    shown = pledge.version
    ask(pledge)

    page = ask(pledge, version=shown, email="other@example.org")

    assertContains(page, "Somebody changed this pledge")
    assertContains(page, "other@example.org")
    assert pledge.contact_changes.get().email == "kim@example.org"


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"email": "PAT@example.org"}, "This is the address that we have."),
        ({"email": "kim"}, "Write the whole address"),
        ({"person": ""}, "Write the name of whoever reads it."),
    ],
)
def test_a_contact_that_is_not_right_comes_back(pledge, details, sentence):
    assertContains(ask(pledge, **details), sentence)
    assert not ContactChange.objects.exists()


def test_one_address_gets_only_so_many_letters(pledge, monkeypatch):
    make_site(contact_phone="01902 123456")
    monkeypatch.setattr(limits, "CONTACTS_ASKED_ONE", Limit("few", times=1, minutes=60))
    ask(pledge)
    letters = len(mail.outbox)

    page = ask(pledge, role="Another role")

    assert page.status_code == 429
    assertContains(page, "Another role", status_code=429)
    assertContains(page, "01902 123456", status_code=429)
    assert len(mail.outbox) == letters


# By staff


def test_staff_change_it_with_a_reason_and_both_addresses_get_a_letter(pledge, manager):
    old = pledge.get_own_url()
    open_change = asked(pledge, email="thief@example.org")
    mail.outbox.clear()
    assertContains(staff_change(manager, pledge, reason=" "), "Say why. Somebody may ask.")

    staff_change(manager, pledge)

    pledge.refresh_from_db()
    assert (pledge.email, pledge.state) == ("kim@example.org", "published")
    assert Client().get(old).status_code == 404
    assert Client().get(open_change.get_confirm_url()).status_code == 404
    assert [letter.to for letter in mail.outbox] == [["kim@example.org"], ["pat@example.org"]]
    assert all("I rang them" not in letter.body for letter in mail.outbox)
    page = manager.get(f"/admin/partners/pledge/{pledge.pk}/change/")
    assertContains(page, "pat@example.org")
    assertContains(page, "I rang them.")


def test_only_partner_managers_change_a_contact(pledge):
    client = Client()
    client.force_login(make_user("Moderators"))

    assert staff_change(client, pledge).status_code == 403

    assert Pledge.objects.get().email == "pat@example.org"


# What is kept


def test_the_former_contact_is_kept_for_thirty_days(pledge, time_machine):
    Client().post(asked(pledge).get_confirm_url())
    time_machine.move_to(timezone.now() + timedelta(days=30), tick=False)
    assert contacts.erase_what_is_over() == 0

    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)

    assert contacts.erase_what_is_over() == 1


def test_both_contacts_find_it_have_it_in_their_file_and_have_it_erased(pledge):
    Client().post(asked(pledge).get_confirm_url())
    by = make_user("Administrators")
    source = next(source for source in sources() if source.name == "contact")

    for address in ("kim@example.org", "pat@example.org"):
        [row] = source.rows(address, by)
        told = str(hand_out([(source, row)], by))
        assert "Kim" in told
        assert "Pat" in told
        assert any(found["source"] == source for found in search(address, by))

    assert erase([(source, row)], by, "They asked for it.") == 1
    assert not ContactChange.objects.exists()


def test_an_erased_pledge_takes_its_contacts_and_their_letters_along(settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    pledge = make_pledge()
    change = asked(pledge)
    assert Email.objects.filter(message__contains=change.token).exists()

    actions.erase(pledge)

    assert not ContactChange.objects.exists()
    assert not Email.objects.filter(message__contains=change.token).exists()
