"""A partner suggests a resource. Somebody of the council reads it first, and answers."""

from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pages.models import Resource, Suggestion
from tests.support.factories import make_member, make_partner, make_user
from tests.support.resources import make_suggestion

pytestmark = pytest.mark.django_db
SUGGEST = "/resources/suggest/"
LETTER = "We have read what you suggested"


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


def words(partner, **changes) -> dict:
    text = {
        "title": "A good film",
        "link": "https://www.example.org/film",
        "why": "It is short and true.",
    }
    return {"key": str(uuid4()), "partner": partner.pk, **text, **changes}


def desk_of(client):
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def decide(desk, suggestion, do, **answers):
    address = reverse("admin:pages_suggestion_change", args=[suggestion.pk])
    return desk.post(address, {"do": do, "version": suggestion.version, **answers})


def test_what_a_partner_suggests_waits_and_nobody_else_sees_it(member, partner):
    assertRedirects(member.post(SUGGEST, words(partner)), reverse("partners:mine"))

    assert Suggestion.objects.get().state == "waiting"
    assert not Resource.objects.exists()
    assertNotContains(member.get("/resources/"), "A good film")


def test_the_same_form_sent_twice_is_one(member, partner):
    data = words(partner)
    member.post(SUGGEST, data)
    member.post(SUGGEST, data)

    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "not an address"])
def test_without_a_true_address_nothing_is_sent_and_no_word_is_lost(member, partner, link):
    page = member.post(SUGGEST, words(partner, link=link))

    assertContains(page, "It is short and true.")
    assert not Suggestion.objects.exists()


def test_nobody_suggests_for_a_partner_that_is_not_theirs(member):
    member.post(SUGGEST, words(make_partner()))

    assert not Suggestion.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client):
    assert reverse("account_login") in client.get(SUGGEST).url


def test_it_waits_on_the_first_screen_and_is_read_there(client, partner):
    suggestion = make_suggestion(partner)
    desk = desk_of(client)

    assertContains(desk.get(reverse("admin:index")), "Suggested resources")
    assertContains(desk.get(reverse("admin:pages_suggestion_changelist")), suggestion.title)
    assertContains(
        desk.get(reverse("admin:pages_suggestion_change", args=[suggestion.pk])), "It is short."
    )


def test_a_yes_leads_to_the_entry_with_the_partners_words_and_writes_to_them(client, partner):
    member = make_member(partner)
    suggestion = make_suggestion(partner)
    desk = desk_of(client)

    answer = decide(desk, suggestion, "take", **{"take-answer": ""})

    suggestion.refresh_from_db()
    assert suggestion.state == "taken"
    assertContains(desk.get(answer.url), 'value="A good film"')
    assert not Resource.objects.exists()
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == (LETTER, [member.email])
    assert "We are adding it." in letter.body


def test_a_no_says_why(client, partner):
    make_member(partner)
    suggestion = make_suggestion(partner)
    desk = desk_of(client)

    assertContains(decide(desk, suggestion, "leave_out"), "Something is missing")
    decide(desk, suggestion, "leave_out", **{"out-answer": "It is an advert."})

    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.answer) == ("not taken", "It is an advert.")
    assert "It is an advert." in mail.outbox[0].body


def test_pressed_twice_it_is_read_once_and_one_letter_goes(client, partner):
    make_member(partner)
    suggestion = make_suggestion(partner)
    desk = desk_of(client)

    for _ in range(2):
        decide(desk, suggestion, "take", **{"take-answer": "Thank you."})

    assert [letter.subject for letter in mail.outbox] == [LETTER]


def test_of_two_who_decide_the_second_is_told(client, partner):
    suggestion = make_suggestion(partner)
    desk = desk_of(client)
    decide(desk, suggestion, "take", **{"take-answer": ""})

    page = decide(desk, suggestion, "leave_out", **{"out-answer": "No."})

    suggestion.refresh_from_db()
    assert suggestion.state == "taken"
    assert page.status_code == 200


def test_nobody_without_the_right_reads_it(client, partner):
    suggestion = make_suggestion(partner)
    client.force_login(make_user("Moderators", is_staff=True))

    assert client.get(reverse("admin:pages_suggestion_changelist")).status_code == 403
    assert client.get(reverse("admin:pages_suggestion_change", args=[suggestion.pk])).status_code == 403


def test_the_page_of_a_partner_leads_to_the_form(client, partner):
    client.force_login(make_user())
    assertNotContains(client.get(reverse("partners:mine")), SUGGEST)

    client.force_login(make_member(partner))
    assertContains(client.get(reverse("partners:mine")), f'href="{SUGGEST}"')
