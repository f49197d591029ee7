"""Whoever reported a mistake or asked a champion hears what came of it, and can write back once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partners.models import Mistake, Partner, Question
from partners.upkeep import visitors
from tests.support.factories import make_member, make_partner
from tests.support.profiles import make_reader
from tests.tools import html_validator

pytestmark = pytest.mark.django_db
EMAIL = "sam@example.org"


@pytest.fixture
def partner(settings):
    settings.REQUIRE_STAFF_MFA = False
    return make_partner(name="Club", is_champion=True, summary="We plan with families.")


@pytest.fixture
def member(client, partner):
    user = make_member(partner)
    client.force_login(user)
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def make_mistake(partner, **details) -> Mistake:
    return Mistake.objects.create(
        **{"partner": partner, "words": "The phone is old.", "email": EMAIL} | details
    )


def make_question(partner) -> Question:
    return Question.objects.create(partner=partner, words="How?", name="Sam", email=EMAIL)


def page_of(row) -> str:
    name = "mistake_read" if isinstance(row, Mistake) else "question"
    return reverse(f"partners:{name}", args=[row.partner.slug, row.pk])


def settled(client, row, text="We have put the new one in."):
    client.post(page_of(row), {"words": text, "version": getattr(row, "version", "")})
    row.refresh_from_db()
    return row


def heard(row) -> str:
    return reverse("partners:heard", args=[row.token])


@pytest.mark.parametrize("make", [make_mistake, make_question])
def test_they_hear_what_came_of_it_and_write_back_once(client, partner, member, make):
    row = settled(client, make(partner))
    [letter] = mail.outbox
    assert letter.to == [EMAIL]
    assert "We have put the new one in." in letter.body
    assert heard(row) in letter.body
    family = Client()
    assertContains(family.get(heard(row)), "We have put the new one in.")

    assertRedirects(family.post(heard(row), {"words": "It is still old."}), heard(row))
    again = family.post(heard(row), {"words": "Once more."})
    assertContains(again, "You have written back already.")

    page = family.get(heard(row))
    assertContains(page, "It is still old.")
    assertNotContains(page, "<textarea")
    assert [to for letter in mail.outbox[1:] for to in letter.to] == [member.email]
    assert page_of(row) in mail.outbox[1].body
    assertContains(client.get(page_of(row)), "It is still old.")


def test_a_mistake_that_is_still_there_waits_again_and_its_second_letter_has_no_link(
    client, partner, member
):
    reader, row = make_reader(), settled(client, make_mistake(partner))

    Client().post(heard(row), {"words": "It is still old."})

    row.refresh_from_db()
    assert (row.is_open, row.done_at) == (True, None)
    assert {to for letter in mail.outbox[1:] for to in letter.to} == {member.email, reader.email}
    settled(client, row, "Now it is new.")
    assert mail.outbox[-1].to == [EMAIL]
    assert "Now it is new." in mail.outbox[-1].body
    assert "/heard/" not in mail.outbox[-1].body


def test_a_mistake_without_an_address_is_settled_without_a_letter(client, partner, member):
    row = make_mistake(partner, email="")
    assertNotContains(client.get(page_of(row)), "<textarea")

    settled(client, row, "")

    assert not row.is_open
    assert mail.outbox == []


def test_without_words_of_the_partner_they_hear_that_it_was_looked_at(client, partner, member):
    row = settled(client, make_mistake(partner), "")

    assert "They have looked at it, and put right what was wrong." in mail.outbox[0].body
    assertContains(Client().get(heard(row)), "put right what was wrong")


def test_nothing_is_found_by_a_link_before_there_is_an_answer(partner):
    make_mistake(partner)

    assert visitors.told_by("") is None
    assert Client().get(reverse("partners:heard", args=["nonsense"])).status_code == 404


def test_a_private_page_is_kept_by_no_browser_and_told_to_no_site(client, partner, member):
    answer = Client().get(heard(settled(client, make_mistake(partner))))

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "strict-origin"


def test_what_is_missing_or_too_long_is_said_and_no_word_is_lost(client, partner, member):
    row = settled(client, make_question(partner))

    assertContains(Client().post(heard(row), {"words": ""}), "Write what you want to say.")
    assertContains(Client().post(heard(row), {"words": "x" * 2_001}), "There is room for 2000.")
    assertContains(client.post(page_of(make_mistake(partner)), {"words": "x" * 1_001}), "room for 1000")
    row.refresh_from_db()
    assert not row.has_replied


def test_it_works_without_cookies(client, partner, member):
    row, strict = settled(client, make_question(partner)), Client(enforce_csrf_checks=True)

    strict.post(heard(row), {"words": "Thank you."}, headers={"Origin": "http://testserver"})

    row.refresh_from_db()
    assert row.reply == "Thank you."


def test_a_row_says_when_it_was_written_back_to_or_nothing(partner):
    for columns in ({"reply": "x"}, {"replied_at": timezone.now()}):
        for row in (make_mistake(partner), make_question(partner)):
            with pytest.raises(IntegrityError), transaction.atomic():
                type(row).objects.filter(pk=row.pk).update(**columns)


def test_all_of_it_goes_90_days_later_with_its_letters(client, partner, member, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    row = settled(client, make_mistake(partner))
    assert Email.objects.filter(message__contains=row.number).exists()
    Mistake.objects.update(done_at=timezone.now() - timedelta(days=91))

    assert visitors.erase_what_is_over() == 1

    assert not Email.objects.filter(message__contains=row.number).exists()


def test_the_page_of_a_champion_says_who_they_are(partner):
    Partner.objects.update(champion_note="Ann and Bo, on Mondays.")

    ask = Client().get(reverse("partners:ask", args=[partner.slug]))
    page = Client().get(partner.get_absolute_url())

    assertContains(ask, "Who they are")
    assertContains(ask, "We plan with families.")
    for answer in (ask, page):
        assertContains(answer, "Ann and Bo, on Mondays.")


def test_the_starter_content_names_the_champions_that_the_councils_page_names(starter_content):
    names = set(visitors.champions().values_list("slug", flat=True))

    assert names == {
        "changing-our-lives",
        "wolverhampton-voluntary-and-community-action",
        "wolverhampton-iass",
    }


def test_every_page_of_it_is_valid_html(client, partner, member):
    pages = {}
    for row in (make_mistake(partner), make_question(partner)):
        pages[page_of(row)] = client.get(page_of(row)).content
        settled(client, row)
        pages[heard(row)] = client.get(heard(row)).content
        Client().post(heard(row), {"words": "Thank you."})
        pages[f"after {heard(row)}"] = client.get(heard(row)).content
        pages[f"after {page_of(row)}"] = client.get(page_of(row)).content

    assert html_validator.errors_in(pages) == []


# Late presses


def test_a_mistake_settled_twice_with_the_same_words_is_done_once(client, partner, member):
    row = make_mistake(partner)
    for _ in range(2):
        answer = client.post(page_of(row), {"words": "It is new.", "version": 1}, follow=True)
        assertContains(answer, "It is marked as done.")

    assert [letter.to for letter in mail.outbox] == [[EMAIL]]


def test_whoever_is_slower_at_a_mistake_sees_what_was_done_and_has_their_own_words_back(
    client, partner, member
):
    row = settled(signed_in(make_member(partner)), make_mistake(partner), "A colleague did it.")

    page = client.post(page_of(row), {"words": "I did <it>.", "version": 1})

    assertContains(page, "marked this as done already")
    assertContains(page, "A colleague did it.")
    assertContains(page, "I did &lt;it&gt;.")
    assertNotContains(page, "It is done</button>")
    row.refresh_from_db()
    assert row.answer == "A colleague did it."


@pytest.mark.parametrize("version", [1, "", "x", "9" * 50])
def test_a_mistake_that_came_again_is_not_settled_by_somebody_who_has_not_read_why(
    client, partner, member, version
):
    row = settled(client, make_mistake(partner))
    visitors.write_back(row, "It is still the old one.")

    page = client.post(page_of(row), {"words": "Done again.", "version": version})

    assertContains(page, "This page has changed since you opened it")
    assertContains(page, "It is still the old one.")
    assertContains(page, "Done again.")
    row.refresh_from_db()
    assert row.is_open
    assert settled(client, row).state == "done"


def test_two_who_settle_a_mistake_at_different_turns_settle_one(partner, member):
    row = make_mistake(partner)
    early = Mistake.objects.get()
    visitors.settle(row, member, "Done.")
    visitors.write_back(row, "Still wrong.")

    with pytest.raises(ValidationError):
        early.settle(member, "Done.")


def test_other_words_after_somebody_has_written_back_are_shown_again(client, partner, member):
    row = settled(client, make_question(partner))
    for _ in range(2):
        assertRedirects(Client().post(heard(row), {"words": "Thank you."}), heard(row))

    page = Client().post(heard(row), {"words": "And one more thing."})

    assertContains(page, "You have written back already.")
    assertContains(page, "And one more thing.")
    assertContains(page, "Thank you.")
    row.refresh_from_db()
    assert row.reply == "Thank you."
