"""A press on a page that is older than the pledge says plainly that it did nothing; pressed twice, it says what was done."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partners.models import Pledge, StatusApplication
from tests.support.charter import (
    adopt,
    make_application,
    make_pledge,
    make_public_pledge,
    next_adopted,
    signed_pledge,
    typed_pledge,
)
from tests.support.factories import make_charter, make_user
from tests.support.telling import boxes_of

pytestmark = pytest.mark.django_db
NOT_DONE = "This was not done"
CONTACT = {
    "contact-email": "kim@example.org",
    "contact-person": "Kim",
    "contact-role": "Head",
    "contact-reason": "Pat has left.",
}


@pytest.fixture
def pledge():
    return make_public_pledge(name="Hill School", will_do="We ask families.")


def ask(pledge, will_do) -> None:
    pledge.refresh_from_db()
    pledge.ask_for_words("Hill School", "school", will_do)


def press(client, pledge, do, version, **data):
    address = f"/admin/partners/pledge/{pledge.pk}/change/"
    return client.post(address, {"do": do, "version": version, **data}, follow=True)


def version_of(pledge) -> int:
    return Pledge.objects.get(pk=pledge.pk).version


# At the desk


def test_a_new_link_is_sent_once_and_not_again_for_a_pledge_that_changed(manager, pledge):
    shown = version_of(pledge)
    for _ in range(2):
        assertContains(press(manager, pledge, "renew_link", shown), "They get a letter with a new link.")
    shown, token = version_of(pledge), Pledge.objects.get().token
    ask(pledge, "We ask every family.")
    mail.outbox.clear()

    late = press(manager, pledge, "renew_link", shown)

    assertContains(late, NOT_DONE)
    assertNotContains(late, "They get a letter with a new link.")
    assert (Pledge.objects.get().token, mail.outbox) == (token, [])


@pytest.mark.parametrize(
    ("do", "data"), [("take_words", {}), ("leave_words", {"leave-reason": "Name no child."})]
)
def test_words_that_came_after_the_page_was_opened_are_not_decided_by_it(manager, pledge, do, data):
    """Also where the last thing at the desk was the same decision by the same person."""
    ask(pledge, "We ask every family.")
    shown = version_of(pledge)
    for _ in range(2):
        assertNotContains(press(manager, pledge, do, shown, **data), NOT_DONE)
    ask(pledge, "We ask all.")
    shown = version_of(pledge)
    ask(pledge, "We ask my daughter Xanthe.")

    assertContains(press(manager, pledge, do, shown, **data), NOT_DONE)

    assert Pledge.objects.get().asked_will_do == "We ask my daughter Xanthe."


def test_another_contact_in_a_second_tab_is_not_said_to_be_set(manager, pledge):
    shown = version_of(pledge)
    for _ in range(2):
        assertContains(press(manager, pledge, "change_contact", shown, **CONTACT), "Both addresses get")

    late = press(
        manager, pledge, "change_contact", shown, **CONTACT | {"contact-email": "al@example.org"}
    )

    assertContains(late, NOT_DONE)
    assertContains(late, "al@example.org")
    assert Pledge.objects.get().email == "kim@example.org"


def test_what_a_colleague_did_is_not_said_to_be_mine(manager, pledge):
    shown, other = version_of(pledge), Client()
    other.force_login(make_user("Partner managers"))
    press(manager, pledge, "renew_link", shown)

    assertContains(press(other, pledge, "renew_link", shown), NOT_DONE)


# On the private page


@pytest.mark.parametrize("do", ["take_back", "bring_back"])
def test_a_pledge_that_staff_declined_meanwhile_is_not_taken_back_and_does_not_come_back(pledge, do):
    pledge.decline(make_user("Partner managers"), "It is an advert.")

    page = Client().post(pledge.get_own_url(), {do: "yes", "sure": "yes"})

    assertContains(page, NOT_DONE)
    assertContains(page, "The pledge is: not published.")
    assert Pledge.objects.get().state == "declined"


def test_taking_back_and_bringing_back_pressed_twice_are_done_once(pledge):
    client = Client()
    for do, state in (("take_back", "withdrawn"), ("bring_back", "waiting")):
        mail.outbox.clear()
        for _ in range(2):
            pressed = client.post(pledge.get_own_url(), {do: "yes", "sure": "yes"})
            assertRedirects(pressed, pledge.get_own_url())
        assert Pledge.objects.get().state == state
        assert [letter.to for letter in mail.outbox].count([pledge.email]) == 1


@pytest.mark.parametrize("page", ["correct/", "renew/", "contact/"])
def test_a_page_of_a_pledge_that_has_ended_does_nothing_and_says_so(pledge, page):
    adopt(make_charter())
    address = f"{pledge.get_own_url()}{page}"
    pledge.take_back()

    late = Client().post(address, {"will_do": "New", "name": "New", "kind": "nhs", "version": "2"})

    assertContains(late, NOT_DONE)
    assertContains(late, "The pledge is: taken back.")
    assertRedirects(Client().get(address), pledge.get_own_url())


def test_other_words_in_a_second_tab_are_not_lost_when_the_first_has_signed():
    first = adopt(make_charter(number=1))
    pledge = signed_pledge(first, will_do="We bake bread.")
    second = next_adopted(first)
    data = {"will_do": "We bake bread.", "version": version_of(pledge), "charter": second.number}
    address, client = f"{pledge.get_own_url()}renew/", Client()
    for _ in range(2):
        assertRedirects(client.post(address, data), pledge.get_own_url())

    late = client.post(address, data | {"will_do": "We bake cakes."})

    assertContains(late, NOT_DONE)
    assertContains(late, "We bake cakes.")
    assertContains(late, f'action="{pledge.get_own_url()}correct/"')
    assert Pledge.objects.get().asked_at is None


def test_a_pledge_that_came_back_is_not_said_to_be_sent_when_only_its_contact_changed():
    pledge = make_pledge(will_do="We ask.")
    pledge.give_back(make_user("Partner managers"), "By when?")
    shown = version_of(pledge)
    pledge.hand_over(person="Kim")
    same = {"name": pledge.name, "will_do": "We ask.", "person": "Kim", "role": pledge.role}
    words = typed_pledge(**same, version=shown)

    page = Client().post(pledge.get_own_url(), words)

    assertContains(page, "Somebody changed this pledge while you were reading it.")
    assert Pledge.objects.get().state == "returned"


# What waits goes along


def test_a_pledge_that_comes_back_brings_the_words_that_nobody_had_read(manager, pledge):
    ask(pledge, "We listen to my daughter Xanthe each Monday.")
    Client().post(pledge.get_own_url(), {"take_back": "yes", "sure": "yes"})
    Client().post(pledge.get_own_url(), {"bring_back": "yes"})

    assertNotContains(Client().get("/charter/signed/"), "Xanthe")
    page = manager.get(f"/admin/partners/pledge/{pledge.pk}/change/")
    assertContains(page, "each Monday")
    assert "Xanthe" in [detail.words for detail in page.context["details"]]
    press(manager, pledge, "publish", version_of(pledge))
    pledge = Pledge.objects.get()
    assert (pledge.will_do, pledge.asked_at, pledge.asked_will_do) == (
        "We listen to my daughter Xanthe each Monday.",
        None,
        "",
    )


def test_a_pledge_without_words_that_wait_comes_back_as_it_was(pledge):
    pledge.take_back()
    pledge.bring_back()

    assert (pledge.name, pledge.kind, pledge.will_do) == ("Hill School", "school", "We ask families.")


def test_details_are_marked_in_the_words_that_would_be_published(manager):
    """Whatever else the row holds, such as words that waited when it was taken back before."""
    pledge = make_public_pledge(will_do="We listen to my daughter Xanthe each Monday.")
    ask(pledge, "We listen.")
    Pledge.objects.update(state="waiting")

    page = manager.get(f"/admin/partners/pledge/{pledge.pk}/change/")

    assert [detail.words for detail in page.context["details"]] == ["Xanthe"]


def test_whoever_goes_back_changes_the_words_and_signs_again_is_not_thanked_for_the_first(client):
    words = typed_pledge(email="jo@example.org")
    client.post("/charter/sign/", words)

    page = client.post("/charter/sign/", words | {"email": "joe@example.org"})

    assertContains(page, "You have sent this form before, in other words.")
    assertContains(page, "joe@example.org")
    assert Pledge.objects.get().email == "jo@example.org"
    assertRedirects(client.post("/charter/sign/", boxes_of(page)), "/charter/sign/thanks/")
    assert Pledge.objects.count() == 2


# Asking for charter status


def test_words_that_come_after_a_colleague_has_sent_it_are_shown_again(client):
    application = make_application(words="Families choose our staff.")
    address, shown = f"{application.pledge.get_own_url()}status/", application.version
    data = {"level": application.level_id, "words": "Families choose our staff.", "version": shown}
    for _ in range(2):
        page = client.post(address, data | {"do": "send"}, follow=True)
        assertContains(page, "It is with the panel")
        assertNotContains(page, "This was not done")

    late = client.post(address, data | {"do": "save", "words": "They choose <all> of it."})

    assertContains(late, "This was not done")
    assertContains(late, "They choose &lt;all&gt; of it.")
    assert StatusApplication.objects.get().words == "Families choose our staff."


def test_an_address_that_grows_too_long_is_told(client):
    application = make_application()
    box = {
        "evidence-kind": "link",
        "evidence-words": "Minutes",
        "evidence-address": "a.org/" + "x" * 490,
    }
    data = {
        "level": application.level_id,
        "words": "Words.",
        "version": application.version,
        "do": "add",
    }

    page = client.post(f"{application.pledge.get_own_url()}status/", data | box)

    assertContains(page, "This address is too long.")
    assert application.evidence.count() == 1
