"""A pledge knows the version that it signed; with a new one its signers are written to, look, and renew or leave."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from post_office.models import PRIORITY, Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from partners.charter import letters
from partners.charter.pledges import telling
from partners.models import CharterValue, Pledge, StatusApplication
from tests.support.charter import (
    adopt,
    make_award,
    make_pledge,
    make_public_pledge,
    next_adopted,
    pledge_words,
    signed_pledge,
    typed_pledge,
)
from tests.support.factories import make_charter, make_user

pytestmark = pytest.mark.django_db
SIGN = "/charter/sign/"
NEWER = "The words of the charter have changed since you opened this page."


@pytest.fixture
def first():
    """Adopted by the Board."""
    return adopt(make_charter(number=1))


def renew_url(pledge) -> str:
    return f"{pledge.get_own_url()}renew/"


def press_renew(client, pledge, version, **details):
    page = client.get(renew_url(pledge))
    shown = page.context["pledge"].version if page.context else 0
    words = {"will_do": pledge.will_do, "version": shown, "charter": version.number}
    return client.post(renew_url(pledge), words | details)


def told() -> list[str]:
    return [to for letter in mail.outbox if "new version" in letter.subject for to in letter.to]


# What it signed


def test_a_pledge_knows_the_version_that_stood_on_the_page(client, first):
    client.post(SIGN, typed_pledge())

    pledge = Pledge.objects.get()
    assert (pledge.charter, pledge.charter_was_draft) == (first, False)


def test_a_pledge_for_a_draft_knows_that_it_was_one(client):
    draft = make_charter(number=1)
    assertContains(client.get(SIGN), "You sign version 1.")

    client.post(SIGN, typed_pledge())

    assert (Pledge.objects.get().charter, Pledge.objects.get().charter_was_draft) == (draft, True)


def test_nobody_signs_a_version_that_they_have_not_seen(client, first):
    words = typed_pledge(will_do="We will bake bread.")
    second = next_adopted(first)

    page = client.post(SIGN, words)

    assertContains(page, NEWER)
    assertContains(page, "We will bake bread.")
    assertContains(page, 'name="charter" value="2"')
    assert not Pledge.objects.exists()
    client.post(SIGN, words | {"charter": "2"})
    assert Pledge.objects.get().charter == second


def test_page_table_and_json_say_which_version_each_has_signed(client, settings):
    settings.SITE_URL = "https://www.example.org"
    draft = make_charter(number=1)
    signed_pledge(draft, name="Early School")
    signed_pledge(next_adopted(draft), name="Late School")
    make_award(make_public_pledge(name="Nobody knows"))

    page = client.get("/charter/signed/").content.decode()
    table = client.get("/charter/signed.csv").content.decode("utf-8-sig")
    rows = client.get("/charter/signed.json").json()["signed"]

    assert ">version 1<" in page
    assert ", which was a draft" in page
    assert ">version 2<" in page
    heads, *lines = csv.reader(io.StringIO(table))
    version, draft_mark = heads.index("Version of the charter"), heads.index("Was that a draft?")
    rows_of_signers = lines[: lines.index([])]
    assert {(line[0], line[version], line[draft_mark]) for line in rows_of_signers} == {
        ("Early School", "1", "yes"),
        ("Late School", "2", "no"),
        ("Nobody knows", "", ""),
    }
    assert {row["organisation"]: row.get("charter_version") for row in rows} == {
        "Early School": {
            "number": 1,
            "was_draft": True,
            "address": "https://www.example.org/charter/versions/1/",
        },
        "Late School": {
            "number": 2,
            "was_draft": False,
            "address": "https://www.example.org/charter/versions/2/",
        },
        "Nobody knows": None,
    }


# The promised letter


def test_signers_of_other_words_are_written_to_once_each(first):
    signed_pledge(first, email="early@example.org")
    waiting = make_pledge(charter=first, email="waits@example.org")
    second = next_adopted(first)
    signed_pledge(second, email="late@example.org")
    mail.outbox.clear()

    assert telling.tell_signers() == 1
    assert telling.tell_signers() == 0
    assert told() == ["early@example.org"]

    waiting.publish(make_user())
    telling.tell_signers()
    assert told() == ["early@example.org", "waits@example.org"]
    letter = mail.outbox[-1].body
    assert "You signed version 1." in letter
    assert "The Board adopted version 2" in letter
    assert renew_url(waiting) in letter


def test_who_signed_a_draft_is_written_to_when_the_board_has_agreed_these_very_words():
    draft = make_charter(number=1)
    signed_pledge(draft)
    assert telling.tell_signers() == 0

    adopt(draft)

    assert telling.tell_signers() == 1
    assert "You signed version 1, which was a draft." in mail.outbox[-1].body


def test_who_left_meanwhile_gets_no_letter(first):
    gone, declined, stays = (signed_pledge(first) for _ in range(3))
    second = next_adopted(first)
    stale = Pledge.objects.get(pk=gone.pk)
    gone.take_back()
    declined.decline(make_user(), "An advert.")
    mail.outbox.clear()

    assert not stale.note_told(second)
    assert telling.tell_signers() == 1

    assert told() == [stays.email]


def test_of_two_workers_one_writes(first):
    pledge = signed_pledge(first)
    second = next_adopted(first)
    one, other = Pledge.objects.get(), Pledge.objects.get()

    assert (one.note_told(second), other.note_told(second)) == (True, False)
    assert telling.tell_signers() == 0
    pledge.refresh_from_db()
    assert pledge.told_of == second


def test_a_worker_that_died_goes_on_where_it_was(first, monkeypatch, settings):
    """The power goes after the second letter: what it marked without a letter is marked no more."""
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    for number in range(3):
        signed_pledge(first, email=f"s{number}@example.org")
    next_adopted(first)
    write, calls = letters.charter_adopted, []

    class PowerCut(BaseException):
        pass

    def dies(pledge, adopted):
        calls.append(pledge)
        if len(calls) == 2:
            raise PowerCut
        write(pledge, adopted)

    with monkeypatch.context() as patched:
        patched.setattr(letters, "charter_adopted", dies)
        with pytest.raises(PowerCut):
            telling.tell_signers()
    assert telling.tell_signers() == 2

    written = [letter.to for letter in Email.objects.filter(subject__contains="new version")]
    assert sorted(written) == [[f"s{number}@example.org"] for number in range(3)]


def test_an_adoption_pressed_twice_writes_once(client, first):
    signed_pledge(first)
    second = first.next_draft()
    client.force_login(make_user("Partner managers"))
    desk = f"/admin/partners/charterversion/{second.pk}/adopt/"
    assertContains(client.get(desk), "1 organisation signed other words.")
    words = {"on": timezone.localdate().isoformat(), "by": "The Board", "version": second.version}

    for _ in range(2):
        client.post(desk, words)
        telling.tell_signers()

    assert len(told()) == 1


def test_a_third_version_before_the_letters_went_is_one_letter(first):
    pledge = signed_pledge(first)
    third = next_adopted(next_adopted(first), "We will ask first.")

    assert telling.tell_signers() == 1
    assert telling.tell_signers() == 0

    pledge.refresh_from_db()
    assert pledge.told_of == third
    assert "adopted version 3" in mail.outbox[-1].body


def test_five_thousand_signers_are_written_to_in_rounds_and_pages_cost_the_same(
    client, first, django_assert_max_num_queries, monkeypatch, settings
):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    pattern, by = signed_pledge(first), make_user()
    now = timezone.now()
    decided = {"decided_at": now, "decided_by": by, "signed_on": now.date(), "state": "published"}
    Pledge.objects.bulk_create(
        (
            Pledge(slug=f"s-{number}", charter=first, **decided, **pledge_words(name=f"S {number}"))
            for number in range(4_999)
        ),
        batch_size=250,
    )
    next_adopted(first)
    monkeypatch.setattr(telling, "MOST_IN_A_ROUND", 10)

    with django_assert_max_num_queries(2 + 10 * 11):
        assert telling.tell_signers() == 10

    assert Email.objects.filter(priority=PRIORITY.low).count() == 10
    assert Pledge.objects.exclude(told_of=None).count() == 10
    for address, most in (
        ("/charter/signed/", 7),
        ("/charter/signed.csv", 4),
        ("/charter/signed.json", 4),
    ):
        with django_assert_max_num_queries(most):
            client.get(address)
    with django_assert_max_num_queries(12):
        client.get(renew_url(pattern))


# What changed, and signing again


def test_a_signer_sees_what_has_changed(client, first):
    pledge = signed_pledge(first)
    next_adopted(first)
    assertContains(client.get(pledge.get_own_url()), "There is a new version of the charter")

    page = client.get(renew_url(pledge))

    assertContains(page, "What changed since you signed?")
    assertContains(page, '<ins><span class="changes__sign">new: </span>every decision.</ins>', html=True)
    assertContains(page, pledge.will_do)
    assert "no-store" in page["Cache-Control"]


def test_words_of_a_draft_that_changed_after_somebody_signed_are_shown_as_changed(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    draft = make_charter(number=1, preamble="<p>We hope.</p>")
    time_machine.shift(timedelta(minutes=5))
    pledge = signed_pledge(draft)
    time_machine.shift(timedelta(days=5))
    value = CharterValue.objects.get()
    value.promise = "We will share all decisions."
    value.save()
    draft.preamble = "<p>We promise.</p>"
    draft.save()
    adopt(draft)

    page = client.get(renew_url(pledge))

    assertContains(page, '<ins><span class="changes__sign">new: </span>all</ins>', html=True)
    assertContains(page, '<del><span class="changes__sign">gone: </span>We hope.</del>', html=True)


def test_a_pledge_is_renewed_with_the_words_of_last_time(client, first, time_machine):
    pledge = signed_pledge(first, will_do="We will bake bread.")
    time_machine.move_to(timezone.now() + timedelta(days=40), tick=False)
    second = next_adopted(first)
    before = revision.current()

    for _ in range(2):
        assertRedirects(press_renew(client, pledge, second), pledge.get_own_url())

    pledge.refresh_from_db()
    assert (pledge.charter, pledge.will_do, pledge.asked_at) == (second, "We will bake bread.", None)
    assert revision.current() > before
    assertNotContains(client.get(pledge.get_own_url()), "There is a new version")
    assertContains(client.get("/charter/signed/"), f"renewed on {timezone.localdate():%-d %B %Y}")
    [row] = client.get("/charter/signed.json").json()["signed"]
    assert date.fromisoformat(row["renewed_on"]) == timezone.localdate()
    assert [letter.subject for letter in mail.outbox].count(
        "You signed the new version of the charter"
    ) == 1
    assert telling.tell_signers() == 0


def test_other_words_with_a_renewal_are_read_first(client, first):
    pledge = signed_pledge(first, will_do="We will bake bread.")
    second = next_adopted(first)

    press_renew(client, pledge, second, will_do="We will bake cakes.")

    pledge.refresh_from_db()
    assert (pledge.charter, pledge.will_do) == (second, "We will bake bread.")
    assert pledge.asked_words["will_do"] == "We will bake cakes."
    assertNotContains(client.get("/charter/signed/"), "cakes")


def test_nothing_is_signed_by_looking_or_on_a_page_of_an_older_version(client, first):
    pledge = signed_pledge(first)
    second = next_adopted(first)
    client.get(f"{renew_url(pledge)}?will_do=x&charter=2&version=2")
    client.head(renew_url(pledge))
    next_adopted(second, "We will ask first.")

    page = press_renew(client, pledge, second, will_do="Kept words")

    assertContains(page, NEWER)
    assertContains(page, "Kept words")
    assert Pledge.objects.get().charter == first


def test_a_version_that_was_replaced_this_moment_is_not_signed(first):
    pledge = signed_pledge(first)
    second = next_adopted(first)
    next_adopted(second, "We will ask first.")

    with pytest.raises(ValidationError):
        pledge.renew(second)


def test_whoever_has_left_renews_nothing(client, first):
    pledge = signed_pledge(first)
    second = next_adopted(first)
    pledge.take_back()

    assertRedirects(client.get(renew_url(pledge)), pledge.get_own_url())
    assertContains(press_renew(client, pledge, second), "This was not done")

    assert Pledge.objects.get().charter == first


def test_leaving_is_asked_once_from_the_page_of_the_new_version(client, first):
    pledge = signed_pledge(first)
    next_adopted(first)
    assertContains(client.get(renew_url(pledge)), f'action="{pledge.get_own_url()}"')

    asked = client.post(pledge.get_own_url(), {"take_back": "yes"})
    assertContains(asked, "Do you want to take your pledge back?")
    client.post(pledge.get_own_url(), {"take_back": "yes", "sure": "yes"})

    assert Pledge.objects.get().state == "withdrawn"


def test_a_signed_draft_is_not_deleted_under_its_signers(client):
    draft = make_charter(number=1)
    signed_pledge(draft)
    client.force_login(make_user("Partner managers"))

    client.post(f"/admin/partners/charterversion/{draft.pk}/delete/", {"post": "yes"})

    assert Pledge.objects.get().charter == draft


# Asking for a status again


def test_asking_again_starts_from_the_words_and_the_evidence_of_last_time(client):
    award = make_award(words="Families choose our staff.")
    award.evidence.create(kind="document", words="Our minutes", document="charter-evidence/x.pdf")
    own = f"{award.pledge.get_own_url()}status/"
    assertContains(client.get(own), "You start from what you wrote and showed last time.")

    for _ in range(2):
        client.post(own, {"begin": "yes"})

    again = StatusApplication.objects.exclude(pk=award.pk).get()
    assert (again.level, again.words) == (award.level, "Families choose our staff.")
    shown = ["kind", "words", "address", "document"]
    assert list(again.evidence.values(*shown)) == list(award.evidence.values(*shown))


# A value that is dropped


def test_a_value_that_a_new_version_drops_leads_to_the_version_that_had_it(client, first):
    CharterValue.objects.create(version=first, slug="clear", name="Clear", promise="We will be clear.")
    second = first.next_draft()
    second.values.filter(slug="clear").delete()
    adopt(second)

    answer = client.get("/charter/values/clear/")

    assert (answer.status_code, answer["Location"]) == (302, "/charter/versions/1/#value-clear")
    assertContains(client.get("/charter/versions/1/"), 'id="value-clear"')
    assert client.get("/charter/values/never/").status_code == 404


def test_a_former_address_of_a_dropped_value_leads_there_too_and_a_hidden_draft_to_nowhere(client):
    draft = make_charter(number=1)
    value = CharterValue.objects.create(version=draft, slug="old", name="Old", promise="We will.")
    value.slug = "newer"
    value.save()
    second = draft.next_draft()
    second.values.filter(slug="newer").delete()
    adopt(second)
    hidden = second.next_draft()
    CharterValue.objects.create(version=hidden, slug="secret", name="Secret", promise="We will.")

    answer = client.get("/charter/values/old/")

    assert answer["Location"] == "/charter/versions/1/#value-newer"
    assert Client().get("/charter/values/secret/").status_code == 404
