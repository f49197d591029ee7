"""Words of a pledge that everybody reads are put right by asking: staff read them first, the live ones stay."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.rights.sources import sources
from partners.models import Pledge
from tests.support.charter import make_pledge, make_public_pledge
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db
SIGNED = "/charter/signed/"


@pytest.fixture
def pledge():
    return make_public_pledge(name="Hil School", will_do="We wil ask families.")


def ask(pledge, **details):
    client = Client()
    page = client.get(f"{pledge.get_own_url()}correct/")
    words = {"name": "Hill School", "kind": "school", "will_do": "We will ask families."}
    shown = {"version": page.context["pledge"].version} if page.context else {}
    return client.post(f"{pledge.get_own_url()}correct/", words | shown | details)


def decide(client, pledge, do, **details):
    pledge.refresh_from_db()
    address = f"/admin/partners/pledge/{pledge.pk}/change/"
    return client.post(address, {"do": do, "version": pledge.version, **details})


def test_new_words_wait_and_everybody_reads_the_old_ones(manager, pledge):
    before = revision.current()

    assertRedirects(ask(pledge), pledge.get_own_url())

    assert revision.current() == before
    assertContains(Client().get(SIGNED), "Hil School")
    assertNotContains(Client().get(SIGNED), "Hill School")
    assertContains(Client().get(pledge.get_own_url()), "Your new words wait to be read")
    assertContains(manager.get("/admin/"), "<strong>1</strong> New words for pledges to read")
    assertContains(
        manager.get("/admin/partners/pledge/?state__exact=published&asked_at__isempty=0"), "Hil"
    )
    assert {letter.subject for letter in mail.outbox} == {"New words for a pledge wait to be read"}
    assert not any("Hil" in letter.body for letter in mail.outbox)
    page = manager.get(f"/admin/partners/pledge/{pledge.pk}/change/")
    assertContains(page, "<del>wil")
    assertContains(page, "<ins>will")


def test_staff_put_them_on_and_the_address_stays(manager, pledge):
    ask(pledge)
    pledge.refresh_from_db()
    before, shown = revision.current(), pledge.version

    for _ in range(2):
        pressed = decide(manager, pledge, "take_words", version=shown)
        assertRedirects(pressed, "/admin/partners/pledge/")

    assert revision.current() > before
    assertContains(Client().get(SIGNED), "Hill School")
    pledge.refresh_from_db()
    assert (pledge.slug, pledge.will_do, pledge.asked_at) == (
        "hil-school",
        "We will ask families.",
        None,
    )
    assert mail.outbox[-1].to == [pledge.email]
    assert [letter.subject for letter in mail.outbox].count(mail.outbox[-1].subject) == 1


def test_staff_keep_the_old_words_with_a_reason(manager, pledge):
    ask(pledge)
    assertContains(decide(manager, pledge, "leave_words", **{"leave-reason": " "}), "Say why.")

    decide(manager, pledge, "leave_words", **{"leave-reason": "This is another promise."})

    assertContains(Client().get(SIGNED), "Hil School")
    assert "This is another promise." in mail.outbox[-1].body
    assertContains(Client().get(pledge.get_own_url()), "This is another promise.")


def test_better_words_before_they_are_read_take_the_place_of_those_that_wait(manager, pledge):
    ask(pledge)
    letters = len(mail.outbox)

    ask(pledge, will_do="We will ask all families.")

    pledge.refresh_from_db()
    assert pledge.asked_will_do == "We will ask all families."
    assert len(mail.outbox) == letters


def test_the_old_words_sent_again_ask_for_nothing(pledge):
    ask(pledge)

    ask(pledge, name="Hil School", will_do="We wil ask families.")

    pledge.refresh_from_db()
    assert pledge.asked_at is None


def test_staff_who_read_older_words_put_nothing_on(manager, pledge):
    ask(pledge)
    pledge.refresh_from_db()
    old = pledge.version
    ask(pledge, will_do="Buy our bread.")

    address = f"/admin/partners/pledge/{pledge.pk}/change/"
    page = manager.post(address, {"do": "take_words", "version": old})

    assertContains(page, "This has changed since you opened it.")
    assertNotContains(Client().get(SIGNED), "Buy our bread.")


def test_of_two_who_correct_it_the_second_is_told_and_loses_no_word(pledge):
    shown = pledge.version
    ask(pledge)

    page = ask(pledge, will_do="The second", version=shown)

    assertContains(page, "somebody changed it")
    assertContains(page, "The second")
    pledge.refresh_from_db()
    assert pledge.asked_will_do == "We will ask families."


def test_pressed_twice_it_is_asked_once(pledge):
    shown = pledge.version

    for _ in range(2):
        assertRedirects(ask(pledge, version=shown), pledge.get_own_url())

    pledge.refresh_from_db()
    assert pledge.version == shown + 1


def test_only_what_is_on_the_website_is_corrected(pledge):
    waiting = make_pledge()
    pledge.take_back()

    for one in (waiting, pledge):
        assertContains(ask(one), "This was not done")
        with pytest.raises(ValidationError):
            one.ask_for_words("x", "school", "y")
    assert not Pledge.objects.exclude(asked_at=None).exists()


def test_empty_words_come_back_with_a_sentence(pledge):
    page = ask(pledge, will_do=" ", name="Kept Name")

    assertContains(page, "Say what you will do.")
    assertContains(page, "Kept Name")


def test_the_database_refuses_half_a_correction(pledge):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(asked_name="x")


def test_likely_details_in_new_words_stand_before_the_button(manager, pledge):
    ask(pledge, name="We bake", will_do="We listen to my daughter Xanthe each Monday.")

    page = manager.get(f"/admin/partners/pledge/{pledge.pk}/change/")

    assert [detail.words for detail in page.context["details"]] == ["Xanthe"]
    assertContains(page, "leave the old words and say so")


def test_every_word_that_waits_is_in_the_file_for_whoever_signed_and_goes_with_the_pledge(pledge):
    ask(pledge, name="Hill Academy", kind="charity", will_do="We will ask all.")
    [source] = [source for source in sources() if source.name == "pledge"]

    [row] = source.rows(pledge.email, make_user())

    told = set(source.everything(row).values())
    assert {"Hill Academy", "Charity or community group", "We will ask all."} <= told
    assert source.erase(row)
    assert not Pledge.objects.exists()
