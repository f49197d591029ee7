"""A partner changes its own page: what it says goes live, is kept in the history and is told to staff."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import revision
from partners.models import Membership
from tests.factories import make_member, make_partner, make_term, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_partner(
        name="Club", phone="01902 1", email="us@example.org", to_be_confirmed=["phone", "access", "cost"]
    )


@pytest.fixture
def member(client, partner):
    user = make_member(partner, name="Sam")
    client.force_login(user)
    return user


def words_for(partner, **changes):
    partner.refresh_from_db()
    words = {
        "version": partner.version,
        "summary": partner.summary,
        "description": partner.description,
        "phone": partner.phone,
        "email": partner.email,
        "access": partner.access,
    }
    return words | changes


def edit_address(partner):
    return reverse("partners:edit", args=[partner.slug])


def preview_address(partner):
    return reverse("partners:preview", args=[partner.slug])


def test_what_a_partner_saves_is_seen_by_everybody(client, partner, member):
    before = revision.current()
    advice = make_term(vocabulary="kind_of_help", name="Advice")

    response = client.post(
        edit_address(partner),
        words_for(partner, summary="We help you.", website="example.org", kind_of_help=[advice.pk]),
        follow=True,
    )

    assertRedirects(response, reverse("partners:mine"))
    assertContains(response, "Saved. The page of Club shows it now.")
    page = Client().get(partner.get_absolute_url())
    for words in ("We help you.", "https://example.org", "Advice"):
        assertContains(page, words)
    assert revision.current() > before


def test_saving_confirms_what_now_has_words_and_notes_the_day(client, partner, member):
    client.post(edit_address(partner), words_for(partner, access="A ramp."))
    partner.refresh_from_db()

    assert partner.to_be_confirmed == ["cost"]
    assert partner.last_checked_on == timezone.localdate()


def test_a_save_is_one_record_in_the_history_with_the_person_and_the_terms(client, partner, member):
    term = make_term(vocabulary="who_helped")
    records = partner.history.count()

    client.post(edit_address(partner), words_for(partner, cost="Free", who_helped=[term.pk]))

    record = partner.history.first()
    assert partner.history.count() == records + 1
    assert record.history_user == member
    assert record.history_change_reason == "Changed on the partner's own page"
    assert record.cost == "Free"
    assert [row.term for row in record.terms.all()] == [term]


def test_staff_who_look_after_partners_get_one_letter_with_what_changed(
    client, partner, member, mailoutbox
):
    manager = make_user("Partner managers")
    make_user("Moderators")
    make_user("Partner managers", is_active=False)

    client.post(edit_address(partner), words_for(partner, summary="Now\nnew", cost="Free"))

    [letter] = mailoutbox
    assert letter.to == [manager.email]
    assert letter.subject == "Club changed its page"
    for words in ("Sam changed the page of Club", "Before: (nothing)\n  Now: Free", "/history/"):
        assert words in letter.body
    assert "Phone: " not in letter.body


def test_saving_without_a_change_writes_no_letter(client, partner, member, mailoutbox):
    make_user("Partner managers")

    client.post(edit_address(partner), words_for(partner))

    assert mailoutbox == []


def test_rich_text_keeps_only_what_the_editor_makes(client, partner, member):
    words = '<p onclick="x()">Hello <strong>you</strong></p><script>alert(1)</script>'

    client.post(edit_address(partner), words_for(partner, description=words))
    partner.refresh_from_db()

    assert partner.description == "<p>Hello <strong>you</strong></p>"


def test_plain_lines_written_without_script_become_paragraphs(client, partner, member):
    client.post(edit_address(partner), words_for(partner, description="One & all.\r\n\r\nTwo."))
    partner.refresh_from_db()

    assert partner.description.replace("\n", "") == "<p>One &amp; all.</p><p>Two.</p>"


@pytest.mark.parametrize(
    ("field", "words", "message"),
    [
        ("summary", "", "Say in one sentence what you do."),
        ("website", "javascript:alert(1)", "Write the address of a website"),
        ("website", "ftp://example.org", "Write the address of a website"),
        ("email", "nobody", "Write an e-mail address"),
        ("age_from", "nine", "Write an age as a number"),
        ("age_from", "99999", "Write an age as a number from 0 to 120"),
        ("age_from", "30", "The youngest age cannot be above the oldest age."),
        ("access", "x" * 2_001, "at most 2000 characters"),
        ("summary", "NUL \x00", "Null characters are not allowed."),
    ],
)
def test_a_mistake_is_told_and_no_word_is_lost(client, partner, member, field, words, message):
    response = client.post(
        edit_address(partner), words_for(partner, age_to="20", cost="Our new cost", **{field: words})
    )

    assertContains(response, message)
    assertContains(response, "Our new cost")
    assertContains(response, "<title>Error: ")
    partner.refresh_from_db()
    assert partner.cost == ""
    assert partner.version == 1


def test_of_two_who_edit_at_once_the_second_is_shown_both_and_loses_nothing(client, partner, member):
    opened = words_for(partner)
    client.post(edit_address(partner), words_for(partner, cost="Free"))

    response = client.post(edit_address(partner), opened | {"cost": "Ten pounds"})

    assertContains(response, "Somebody else changed this while you were writing.")
    assertContains(response, "<dd>Free</dd>")
    assertContains(response, "<dd>Ten pounds</dd>")
    partner.refresh_from_db()
    assert partner.cost == "Free"
    client.post(edit_address(partner), opened | {"cost": "Ten", "version": partner.version})
    partner.refresh_from_db()
    assert partner.cost == "Ten"


@pytest.mark.parametrize("version", ["", "0", "-1", "999", "1e3", "\x00", "٣", "9" * 40])
def test_a_version_that_was_made_up_saves_nothing(client, partner, member, version):
    response = client.post(edit_address(partner), words_for(partner, cost="Free", version=version))

    assert response.status_code == 200
    partner.refresh_from_db()
    assert partner.cost == ""


def test_the_council_keeps_what_is_the_councils(client, partner, member):
    other = make_partner()
    extra = {
        "name": "Mine now", "slug": "mine-now", "kind": "council", "is_listed": "", "standing": "former",
        "is_champion": "on", "to_be_confirmed": "[]", "successor": other.pk, "order": 1, "id": other.pk,
    }  # fmt: skip

    client.post(edit_address(partner), words_for(partner, cost="Free", **extra))

    saved = type(partner).objects.get(pk=partner.pk)
    for name in ("name", "slug", "kind", "is_listed", "standing", "is_champion", "successor", "order"):
        assert getattr(saved, name) == getattr(partner, name)
    assert saved.cost == "Free"
    other.refresh_from_db()
    assert other.cost == ""


def test_a_preview_shows_the_words_in_the_public_page_and_keeps_nothing(client, partner, member):
    term = make_term(vocabulary="who_helped", name="Young people")
    words = words_for(partner, summary="Not saved", who_helped=[term.pk])

    response = client.post(preview_address(partner), words)

    for shown in ("This is a preview. Nothing is saved.", "Not saved", "Young people"):
        assertContains(response, shown)
    assert response.headers["Cache-Control"] == "private, no-store"
    assertNotContains(Client().get(partner.get_absolute_url()), "Not saved")
    partner.refresh_from_db()
    assert partner.version == 1
    assert not partner.terms.exists()


def test_a_preview_of_words_with_a_mistake_says_what_is_wrong(client, partner, member):
    response = client.post(preview_address(partner), words_for(partner, email="nobody"))

    assertContains(response, "Write an e-mail address")


def test_a_page_left_open_too_long_gives_the_words_back(partner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_member(partner))

    response = strict.post(edit_address(partner), words_for(partner, cost="Long thought about"))

    assertContains(response, "Long thought about", status_code=403)
    assertContains(response, "Your words are still here", status_code=403)
    partner.refresh_from_db()
    assert (partner.cost, partner.version) == ("", 1)


def test_words_kept_with_an_old_version_are_still_told_of_the_conflict(partner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_member(partner))
    opened = words_for(partner, cost="Mine")
    type(partner).objects.update(version=5)

    response = strict.post(edit_address(partner), opened)

    assert response.context["form"]["version"].value() == "1"


def test_somebody_signed_out_while_writing_gets_the_words_back(partner):
    response = Client().post(edit_address(partner), words_for(partner, cost="Long thought about"))

    assertContains(response, "Long thought about", status_code=403)


def test_editing_pages_are_never_stored(client, partner, member):
    for address in (reverse("partners:mine"), edit_address(partner), preview_address(partner)):
        assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_the_dashboard_shows_the_state_of_my_pages_and_what_i_saved(client, partner, member):
    make_partner(name="Not mine")
    client.post(edit_address(partner), words_for(partner, cost="Free"))

    response = client.get(reverse("partners:mine"))

    assertContains(response, "Everybody can see this page.")
    assertContains(response, "Families still ask for: getting in and taking part.")
    assertContains(response, partner.get_absolute_url())
    assertContains(response, timezone.localdate().strftime("%-d %B %Y"))
    assertContains(response, "What you saved")
    assertNotContains(response, "Not mine")


def test_the_dashboard_of_somebody_without_a_page_is_kind(client):
    client.force_login(make_user())

    assertContains(client.get(reverse("partners:mine")), "You have no page to edit.")


def test_the_dashboard_costs_the_same_however_many_pages_somebody_has(client, django_assert_num_queries):
    user = make_member(make_partner(terms=[make_term()]))
    client.force_login(user)
    client.get(reverse("partners:mine"))
    with CaptureQueriesContext(connection) as before:
        client.get(reverse("partners:mine"))

    for _ in range(3):
        Membership.objects.create(user=user, partner=make_partner(terms=[make_term()]))

    with django_assert_num_queries(len(before)):
        client.get(reverse("partners:mine"))
