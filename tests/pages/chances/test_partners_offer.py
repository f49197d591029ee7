"""A partner offers a chance to join in, through the same gate. Somebody of the council reads it first, and answers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.drafts.models import Draft
from coproduction_site.rights.actions import erase, picked
from pages.chances import actions, keeping
from pages.chances.gate import MISSING
from pages.models import Chance, Offer
from tests.support.admin_forms import opened_form
from tests.support.chances import day, make_offer, words_of_a_chance
from tests.support.factories import make_member, make_partner, make_user

pytestmark = pytest.mark.django_db
OFFER = "/get-involved/offer/"
LETTER = "We have read the chance that you offer"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def member(client, partner):
    client.force_login(make_member(partner))
    return client


def typed(partner, **changes) -> dict:
    words = words_of_a_chance(title="Choose our club")
    return {"key": str(uuid4()), "partner": partner.pk, **words, "rung": words["rung"].pk, **changes}


def desk_of(client):
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def decide(desk, offer, do, **answers):
    page = reverse("admin:pages_offer_change", args=[offer.pk])
    return desk.post(page, {"do": do, "version": offer.version, **answers})


def test_what_a_partner_offers_waits_and_nobody_else_sees_it(member, partner):
    assertContains(member.get(reverse("partners:mine")), OFFER)
    assertRedirects(member.post(OFFER, typed(partner)), reverse("partners:mine"))

    assert Offer.objects.get().state == "waiting"
    assert not Chance.objects.exists()
    assertNotContains(member.get("/get-involved/"), "Choose our club")


def test_the_same_form_sent_twice_is_one(member, partner):
    data = typed(partner)
    for _ in range(2):
        member.post(OFFER, data)

    assert Offer.objects.count() == 1


@pytest.mark.parametrize("name", MISSING)
def test_the_gate_is_the_same_for_partners(member, partner, name):
    page = member.post(OFFER, typed(partner, **{name: ""}))

    assert page.context["form"].errors[name] == [MISSING[name]]
    assertContains(page, "Three evenings of two hours" if name != "hours" else "Where the club is.")
    assert not Offer.objects.exists()
    nothing = None if name in ("rung", "closes_on", "hear_by") else ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=make_offer(partner).pk).update(**{name: nothing})


def test_days_in_the_wrong_order_are_refused(member, partner):
    for wrong in ({"hear_by": day(10)}, {"closes_on": day(-1)}):
        member.post(OFFER, typed(partner, **wrong))

    assert not Offer.objects.exists()


def test_nobody_offers_for_a_partner_that_is_not_theirs(member):
    member.post(OFFER, typed(make_partner()))

    assert not Offer.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client):
    assert reverse("account_login") in client.get(OFFER).url


def test_it_waits_on_the_first_screen_and_likely_names_are_marked(client, partner):
    offer = make_offer(partner, can_change="My son Jaydon decides. Ring 07700 900123.")
    desk = desk_of(client)

    assertContains(desk.get(reverse("admin:index")), "Chances from partners to read")
    assertContains(desk.get(reverse("admin:pages_offer_changelist")), offer.title)
    page = desk.get(reverse("admin:pages_offer_change", args=[offer.pk]))
    assertContains(page, "Might name somebody")
    for words in (
        "07700 900123",
        "The money.",
        offer.rung.name,
        "Panel",
        "owner@example.org",
        f"{day(40):%-d %B %Y}",
    ):
        assertContains(page, words)


def test_a_yes_makes_a_draft_with_every_word_which_is_then_published(client, partner):
    member, offer = make_member(partner), make_offer(partner, title="Choose our club")
    desk = desk_of(client)

    answer = decide(desk, offer, "take", **{"take-answer": "Good idea."})

    offer.refresh_from_db()
    assert (offer.state, offer.draft) == ("taken", Draft.objects.get())
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == (LETTER, [member.email])
    assert "Good idea." in letter.body
    assert not Chance.objects.exists()
    assertContains(desk.get(answer.url), 'value="Choose our club"')
    desk.post(answer.url, opened_form(desk, answer.url) | {"_save": "1"})
    chance = Chance.objects.get()
    assert (chance.partner, chance.rung, chance.slug) == (partner, offer.rung, "choose-our-club")
    for name in (*MISSING, "owner", "owner_email"):
        assert getattr(chance, name) == getattr(offer, name)


def test_a_no_says_why(client, partner):
    make_member(partner)
    offer, desk = make_offer(partner), desk_of(client)

    assertContains(decide(desk, offer, "leave_out"), "Something is missing")
    decide(desk, offer, "leave_out", **{"out-answer": "Say what you pay."})

    offer.refresh_from_db()
    assert (offer.state, offer.answer) == ("not taken", "Say what you pay.")
    assert "Say what you pay." in mail.outbox[0].body
    assert not Draft.objects.exists()


def test_pressed_twice_it_is_read_once_and_one_draft_and_one_letter_are_made(client, partner):
    make_member(partner)
    offer, desk = make_offer(partner), desk_of(client)

    for _ in range(2):
        answer = decide(desk, offer, "take", **{"take-answer": "Thank you."})
        assert f"draft={Draft.objects.get().pk}" in answer.url

    assert [letter.subject for letter in mail.outbox] == [LETTER]


def test_of_two_who_decide_the_second_is_told(client, partner):
    offer, desk = make_offer(partner), desk_of(client)
    decide(desk, offer, "take", **{"take-answer": ""})

    page = decide(desk, offer, "leave_out", **{"out-answer": "No."})

    offer.refresh_from_db()
    assert (offer.state, page.status_code) == ("taken", 200)


def test_nobody_without_the_right_reads_it(client, partner):
    offer = make_offer(partner)
    client.force_login(make_user("Moderators", is_staff=True))

    assert client.get(reverse("admin:pages_offer_changelist")).status_code == 403
    assert client.get(reverse("admin:pages_offer_change", args=[offer.pk])).status_code == 403


def test_what_was_read_goes_after_60_days_and_an_address_at_once_when_asked(partner):
    kept, old, waits = (make_offer(partner) for _ in range(3))
    lead = make_user("Administrators")
    for offer in (kept, old):
        actions.take(offer, lead, "")
    Offer.objects.filter(pk=old.pk).update(read_at=timezone.localtime() - timedelta(days=61))

    assert keeping.erase_old() == 1
    assert set(Offer.objects.all()) == {kept, waits}
    erase(picked([f"offer:{kept.pk}"], "OWNER@example.org", lead), lead, "They asked.")
    kept.refresh_from_db()
    assert kept.owner_email == ""
    assert kept.draft.data["owner_email"] == [""]
