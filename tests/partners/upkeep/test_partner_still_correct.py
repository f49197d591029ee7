"""“Still correct?”: asked by letter, answered by one press without signing in, told to families and to staff."""

import threading
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.models import User
from partners.models import Membership, Partner, ProfileCheck
from partners.upkeep import still_correct
from tests.support.factories import make_member, make_partner, make_user
from tests.support.profiles import make_reader
from tests.support.signing_in import path_of

pytestmark = pytest.mark.django_db
DESK = "/admin/partners/profilecheck/"


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def make_due(days=200, **details) -> Partner:
    """With one member; last checked so many days ago."""
    partner = make_partner(last_checked_on=days_ago(days), phone="01902 555555", **details)
    make_member(partner)
    return partner


def ask(partner) -> str:
    """The link in the letter that the day's work wrote."""
    still_correct.daily()
    to = partner.memberships.first().user.email
    body = [letter.body for letter in mail.outbox if letter.to == [to]][-1]
    return path_of(next(line for line in body.splitlines() if "/still-correct/" in line))


def move(partner, days) -> None:
    """As if the letters had gone so many days before."""
    check = ProfileCheck.objects.get(partner=partner)
    for name in ("asked_on", "reminded_on"):
        if day := getattr(check, name):
            setattr(check, name, day - timedelta(days=days))
    check.save()


def press(link, partner, client=None):
    return (client or Client()).post(link, {"version": Partner.objects.get(pk=partner.pk).version})


def test_opening_the_letter_changes_nothing_and_one_press_says_yes(client):
    partner = make_due(summary="Helps families & friends.")
    link = ask(partner)

    for _ in range(2):  # A mail scanner first, then the person.
        page = client.get(link)
        assertContains(page, "Helps families &amp; friends.")
        assertContains(page, "01902 555555")
        assertContains(page, "Yes, it is still correct")
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page.headers["Cache-Control"]
    assert Partner.objects.get().last_checked_on == days_ago(200)
    before = revision.current()

    assertRedirects(press(link, partner, client), link)

    partner.refresh_from_db()
    record = partner.history.first()
    assert partner.last_checked_on == timezone.localdate()
    assert (record.history_user, record.history_change_reason) == (
        partner.memberships.get().user,
        "Checked by the partner",
    )
    assert revision.current() > before
    assertContains(client.get(link), "There is nothing more to do.")
    page = client.get(partner.get_absolute_url())
    assertContains(page, "Last checked by the partner on")
    assertNotContains(page, partner.memberships.get().user.email)


def test_a_link_works_once_and_not_after_another_persons_press():
    partner = make_due()
    make_member(partner)
    first = ask(partner)
    records = partner.history.count()

    assert press(first, partner).status_code == 302
    for user in (each.user for each in partner.memberships.all()):
        Partner.objects.filter(pk=partner.pk).update(last_checked_on=days_ago(1))
        link = still_correct.link(Partner(pk=partner.pk, last_checked_on=days_ago(200)), user)
        assertContains(press(link, partner), "There is nothing more to do.")
    assert Partner.objects.get().last_checked_on == days_ago(1)
    assert partner.history.count() == records + 1


def _signed(content, salt) -> str:
    return f"/partners/still-correct/{signing.dumps(content, salt=salt)}/"


WRONG_LINKS = {
    "changed": lambda link, asked: link[:-3] + "xx/",
    "other_salt": lambda link, asked: _signed(asked, "another"),
    "shape": lambda link, asked: _signed("x", still_correct.SALT),
}
NOT_ANY_MORE = {
    "leaver": lambda: Membership.objects.all().delete(),
    "switched_off": lambda: User.objects.update(is_active=False),
    "hidden": lambda: Partner.objects.update(is_listed=False),
    "old": lambda: None,
}


@pytest.mark.parametrize("what", [*WRONG_LINKS, *NOT_ANY_MORE])
def test_what_opens_nothing_says_kindly_how_to_sign_in(monkeypatch, what):
    partner = make_due()
    asked = [partner.pk, partner.memberships.get().user_id, days_ago(200).isoformat()]
    link = WRONG_LINKS.get(what, lambda link, asked: link)(ask(partner), asked)
    NOT_ANY_MORE.get(what, lambda: None)()
    if what == "old":
        monkeypatch.setattr(still_correct, "LINK_DAYS", -1)

    for answer in (Client().get(link), press(link, partner)):
        assert answer.status_code == 410
        assertContains(answer, "sign in", status_code=410)
        assertNotContains(answer, partner.name, status_code=410)
    assert Partner.objects.get().last_checked_on == days_ago(200)


def test_whoever_read_other_words_reads_them_again(client):
    partner = make_due()
    link = ask(partner)

    for version in ("0", "", "9" * 500, "x", "2"):
        answer = client.post(link, {"version": version}, follow=True)
        assertContains(answer, "The page has changed since you opened it.")
    assert Partner.objects.get().last_checked_on == days_ago(200)


def test_a_press_from_a_page_that_was_open_for_long_does_nothing_and_says_so():
    partner = make_due()
    link = ask(partner)

    answer = press(link, partner, Client(enforce_csrf_checks=True))

    assertContains(answer, "Please press the button again.", status_code=403)
    assert Partner.objects.get().last_checked_on == days_ago(200)


def test_each_is_asked_once_reminded_once_and_then_listed_for_staff(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    partner = make_due(name="Silent Club")
    still_correct.daily()
    still_correct.daily()
    assert [letter.subject for letter in mail.outbox] == ["Is your page still correct?"]

    move(partner, 14)
    still_correct.daily()
    still_correct.daily()
    assert [letter.subject for letter in mail.outbox][1:] == ["A reminder: is your page still correct?"]
    client.force_login(make_reader())
    assertNotContains(client.get(DESK), "Silent Club")

    move(partner, 14)
    still_correct.daily()
    assert len(mail.outbox) == 2
    assertContains(client.get(DESK), "Silent Club")
    press(still_correct.link(partner, partner.memberships.get().user), partner)
    assertNotContains(client.get(DESK), "Silent Club")


def test_whom_nobody_writes_to(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    make_due(days=20)
    make_due(is_listed=False)
    make_due(standing="former")
    make_member(make_partner())  # Came today, and has checked nothing yet.
    make_partner(name="Empty House")

    still_correct.daily()

    assert mail.outbox == []
    client.force_login(make_reader())
    assertContains(client.get(DESK), "Empty House")


def test_who_never_checked_anything_is_asked_a_while_after_its_first_person_came():
    partner = make_partner()
    make_member(partner)
    Membership.objects.update(created_at=timezone.now() - timedelta(days=15))

    assert press(ask(partner), partner).status_code == 302
    assert Partner.objects.get().last_checked_on == timezone.localdate()


@pytest.mark.parametrize("role", [None, "Moderators"])
def test_the_list_is_for_those_who_look_after_partners(client, settings, role):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user(*filter(None, [role])))

    assert client.get(DESK).status_code in (302, 403)


def test_after_a_year_families_are_told_and_kept_pages_are_made_anew(client):
    partner = make_due(days=364)
    still_correct.daily()
    assertNotContains(client.get(partner.get_absolute_url()), "Nobody has checked this page since")
    Partner.objects.update(last_checked_on=days_ago(366))
    before = revision.current()

    still_correct.daily()
    still_correct.daily()

    assert revision.current() == before + 1
    assertContains(client.get(partner.get_absolute_url()), "Nobody has checked this page since")


def test_the_worker_asks():
    make_due()

    call_command("work", once=True)

    assert ProfileCheck.objects.get().asked_on == timezone.localdate()


def test_a_name_that_is_hostile_stays_out_of_the_head_of_the_letter():
    make_due(name="Club\r\nBcc: all@example.org <b>")

    still_correct.daily()

    letter = mail.outbox[0]
    assert letter.subject == "Is your page still correct?"
    assert "Bcc" not in letter.message()


def at_once(*deeds) -> list:
    """Each in a thread of its own. Returns what was refused."""
    refused, ready = [], threading.Barrier(len(deeds))

    def do(deed):
        try:
            ready.wait(timeout=20)
            deed()
        except ValidationError as error:
            refused.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return refused


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_one_wins_and_of_two_workers_one_writes():
    partner = make_due()
    at_once(still_correct.daily, still_correct.daily)
    assert len(mail.outbox) == 1
    mine = [Partner.objects.get() for _ in range(2)]
    user, records = partner.memberships.get().user, partner.history.count()

    refused = at_once(
        *(lambda each=each: still_correct.say_yes(each, user, each.version) for each in mine)
    )

    assert len(refused) == 1
    assert partner.history.count() == records + 1
