"""A partner changes its own page, a section at a time: practical facts are live at once and are told to staff."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from partners.models import Membership, ProfileChange
from partners.models.profile_fields import FIELDS
from partners.models.sections import SECTIONS
from tests.support.factories import make_member, make_partner, make_term, make_user
from tests.support.profiles import make_change, save_section, section_address, sent_by_the_form

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


def edit_address(partner, name="edit"):
    return reverse(f"partners:{name}", args=[partner.slug])


def test_a_practical_fact_is_seen_by_everybody_at_once(client, partner, member):
    before = revision.current()
    advice = make_term(vocabulary="kind_of_help", name="Advice")

    response = save_section(client, partner, "reach-us", website="example.org", phone="01902 2")
    save_section(client, partner, "who-we-help", kind_of_help=[advice.pk], age_from=5)

    assertRedirects(response, edit_address(partner))
    assertContains(response, "Saved. Everybody sees it now: Phone, Website.")
    page = Client().get(partner.get_absolute_url())
    for words in ("https://example.org", "01902 2", "Advice", "5 and over"):
        assertContains(page, words)
    assert revision.current() > before
    assert not ProfileChange.objects.exists()


def test_words_that_are_read_first_show_nowhere_before(client, partner, member):
    before = revision.current()

    response = save_section(client, partner, "getting-in", access="A ramp.", cost="Free")

    assertContains(response, "Saved. Everybody sees it now: What does it cost?")
    assertContains(response, "Your new words are kept. Nobody sees them yet.")
    assertContains(response, "A ramp.")
    page = Client().get(partner.get_absolute_url())
    assertContains(page, "Free")
    assertNotContains(page, "A ramp.")
    change = partner.changes.get()
    assert (change.state, change.asked, change.base) == ("draft", {"access": "A ramp."}, {"access": ""})
    save_section(client, partner, "send-questions", send_say="They choose the games.")
    change.refresh_from_db()
    assert change.asked == {"access": "A ramp.", "send_say": "They choose the games."}
    assert revision.current() == before + 1


def test_every_box_of_a_profile_stands_in_one_section_and_says_when_it_shows(client, partner, member):
    seen = []
    for section in SECTIONS:
        page = client.get(section_address(partner, section.slug))
        fields = [name for name in page.context["form"].fields if name != "version"]
        seen += fields
        assert ("Shows at once" in page.content.decode()) == bool(section.at_once)
        assert ("Read by the council first" in page.content.decode()) == bool(section.read_first)

    assert len(seen) == len(set(seen))
    always = {
        field.name for field in FIELDS if not field.is_removal
    }  # Nothing stands there to be taken away.
    assert set(seen) == always
    assert len([name for name in seen if name.startswith("send_")]) == 7


def test_saving_confirms_what_now_has_words_and_nothing_that_is_not_read(client, partner, member):
    save_section(client, partner, "reach-us")
    save_section(client, partner, "getting-in", access="A ramp.")
    partner.refresh_from_db()

    assert partner.to_be_confirmed == ["access", "cost"]
    assert partner.last_checked_on is None


def test_somebody_says_that_all_of_it_is_still_right(client, partner, member):
    response = client.post(edit_address(partner, "checked"), {"version": 1}, follow=True)

    assertContains(response, "Your page says that you have checked it today.")
    partner.refresh_from_db()
    assert partner.last_checked_on == timezone.localdate()
    assert partner.to_be_confirmed == ["access", "cost"]
    assert partner.history.first().history_user == member
    response = client.post(edit_address(partner, "checked"), {"version": 1}, follow=True)
    assertContains(response, "Somebody changed the page while you were reading it.")


def test_a_save_is_one_record_in_the_history_with_the_person_and_the_terms(client, partner, member):
    term = make_term(vocabulary="who_helped")
    records = partner.history.count()

    save_section(client, partner, "who-we-help", age_from=3, who_helped=[term.pk])
    save_section(client, partner, "who-we-help", age_from=3, who_helped=[term.pk])

    record = partner.history.first()
    assert partner.history.count() == records + 1
    assert record.history_user == member
    assert record.history_change_reason == "Changed on the partner's own page"
    assert record.age_from == 3
    assert [row.term for row in record.terms.all()] == [term]
    assertContains(
        client.get(edit_address(partner, "history")), "Changed on the partner&#x27;s own page"
    )


def test_staff_get_one_letter_with_what_is_live_and_nothing_of_what_is_not(
    client, partner, member, mailoutbox
):
    manager = make_user("Partner managers")
    make_user("Moderators")
    make_user("Partner managers", is_active=False)

    save_section(client, partner, "getting-in", cost="Free", access="A ramp.")

    [letter] = mailoutbox
    assert letter.to == [manager.email]
    assert letter.subject == "A partner changed its page"
    for words in ("Sam changed the page of Club", "Before: (nothing)\n  Now: Free", "/history/"):
        assert words in letter.body
    assert "A ramp." not in letter.body


def test_saving_without_a_change_does_nothing(client, partner, member, mailoutbox):
    make_user("Partner managers")

    response = save_section(client, partner, "about-us")

    assertContains(response, "There was nothing new to save.")
    assert mailoutbox == []
    assert not ProfileChange.objects.exists()
    assert partner.history.count() == 1


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (
            '<p onclick="x()">Hello <strong>you</strong></p><script>alert(1)</script>',
            "<p>Hello <strong>you</strong></p>",
        ),
        ("One & all.\r\n\r\nTwo.", "<p>One &amp; all.</p><p>Two.</p>"),
    ],
)
def test_rich_text_keeps_only_what_the_editor_makes(client, partner, member, words, kept):
    save_section(client, partner, "about-us", description=words)

    assert partner.changes.get().asked["description"].replace("\n", "") == kept


def test_the_editors_own_way_of_writing_the_same_is_no_change(client, partner, member):
    partner.description = "<p>Hello</p>\n<ul>\n<li>One</li>\n</ul>"
    partner.save()

    save_section(client, partner, "about-us", description="<p>Hello</p><ul><li><p>One</p></li></ul>")

    assert not ProfileChange.objects.exists()


@pytest.mark.parametrize(
    ("section", "field", "words", "message"),
    [
        ("about-us", "summary", "", "Say in one sentence what you do."),
        ("about-us", "name", " ", "Write your name."),
        ("reach-us", "website", "javascript:alert(1)", "Write the address of a website"),
        ("reach-us", "website", "ftp://example.org", "Write the address of a website"),
        ("reach-us", "email", "nobody", "Write an e-mail address"),
        ("who-we-help", "age_from", "nine", "Write an age as a number"),
        ("who-we-help", "age_from", "99999", "Write an age as a number from 0 to 120"),
        ("who-we-help", "age_from", "30", "The youngest age cannot be above the oldest age."),
        ("getting-in", "access", "x" * 2_001, "There is room for 2000."),
        ("send-questions", "send_say", "x" * 1_501, "There is room for 1500."),
    ],
)
def test_a_mistake_is_told_and_no_word_is_lost(client, partner, member, section, field, words, message):
    others = {
        "about-us": {"description": "<p>Long thought about</p>"},
        "reach-us": {"address": "Long thought about"},
        "who-we-help": {"age_to": "20"},
        "getting-in": {"cost": "Long thought about"},
        "send-questions": {"send_needs": "Long thought about"},
    }[section]

    response = save_section(client, partner, section, **{field: words} | others)

    assertContains(response, message)
    assertContains(response, "<title>Error: ")
    assertContains(response, "20" if section == "who-we-help" else "Long thought about")
    partner.refresh_from_db()
    assert (partner.cost, partner.address, partner.version) == ("", "", 1)
    assert not ProfileChange.objects.exists()


def test_of_two_who_save_at_once_the_second_is_shown_both_and_loses_nothing(client, partner, member):
    opened = sent_by_the_form(partner, "getting-in")
    save_section(client, partner, "getting-in", cost="Free", access="A ramp.")
    address = section_address(partner, "getting-in")

    response = client.post(address, opened | {"cost": "Ten pounds", "access": "A lift."})

    assertContains(response, "Somebody else changed this while you were writing.")
    for words in ("Free", "Ten pounds", "A ramp.", "A lift."):
        assertContains(response, f"<dd>{words}</dd>")
    partner.refresh_from_db()
    assert partner.cost == "Free"
    assert partner.changes.get().asked == {"access": "A ramp."}
    again = opened | {"cost": "Ten", "access": "A lift.", "version": partner.version}
    client.post(address, again)
    partner.refresh_from_db()
    assert partner.cost == "Ten"
    assert partner.changes.get().asked == {"access": "A lift."}


@pytest.mark.parametrize("version", ["", "0", "-1", "999", "1e3", "\x00", "٣", "9" * 40])
def test_a_version_that_was_made_up_saves_nothing(client, partner, member, version):
    response = save_section(client, partner, "getting-in", cost="Free", version=version)

    assert response.status_code == 200
    partner.refresh_from_db()
    assert partner.cost == ""


def test_the_council_keeps_what_is_the_councils(client, partner, member):
    other = make_partner()
    extra = {
        "slug": "mine-now", "kind": "council", "is_listed": "", "standing": "former", "phone": "999",
        "is_champion": "on", "to_be_confirmed": "[]", "successor": other.pk, "order": 1, "id": other.pk,
        "asked": "{}", "state": "approved",
    }  # fmt: skip

    save_section(client, partner, "about-us", summary="Ours", **extra)

    saved = type(partner).objects.get(pk=partner.pk)
    for name in ("slug", "kind", "is_listed", "standing", "is_champion", "successor", "order", "phone"):
        assert getattr(saved, name) == getattr(partner, name)
    assert partner.changes.get().asked == {"summary": "Ours"}


def test_a_preview_shows_the_words_in_the_public_page_and_keeps_nothing(client, partner, member):
    term = make_term(vocabulary="who_helped", name="Young people")
    make_change(partner, member, summary="Asked before", send_say="They choose.")
    about = sent_by_the_form(partner, "about-us", description="Not saved")

    response = client.post(section_address(partner, "about-us", "section_preview"), about)
    helped = client.post(
        section_address(partner, "who-we-help", "section_preview"),
        sent_by_the_form(partner, "who-we-help", who_helped=[term.pk]),
    )
    whole = client.get(edit_address(partner, "preview"))

    for shown in ("This is a preview. Families do not see it.", "Not saved", "Asked before"):
        assertContains(response, shown)
    assertContains(helped, "Young people")
    for shown in ("Asked before", "They choose.", "How do young people and families have a say?"):
        assertContains(whole, shown)
    assertNotContains(whole, "Not saved")
    assert response.headers["Cache-Control"] == "private, no-store"
    assertNotContains(Client().get(partner.get_absolute_url()), "Asked before")
    partner.refresh_from_db()
    assert partner.version == 1
    assert not partner.terms.exists()


def test_a_preview_of_words_with_a_mistake_says_what_is_wrong(client, partner, member):
    words = sent_by_the_form(partner, "reach-us", email="nobody")

    response = client.post(section_address(partner, "reach-us", "section_preview"), words)

    assertContains(response, "Write an e-mail address")


def test_a_page_left_open_too_long_gives_the_words_back(partner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_member(partner))

    response = save_section(strict, partner, "getting-in", cost="Long thought about")

    assertContains(response, "Long thought about", status_code=403)
    assertContains(response, "Your words are still here", status_code=403)
    partner.refresh_from_db()
    assert (partner.cost, partner.version) == ("", 1)


def test_words_kept_with_an_old_version_are_still_told_of_the_conflict(partner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_member(partner))
    opened = sent_by_the_form(partner, "getting-in", cost="Mine")
    type(partner).objects.update(version=5)

    response = strict.post(section_address(partner, "getting-in"), opened)

    assertContains(response, "Somebody else changed this", status_code=403)
    partner.refresh_from_db()
    assert (partner.cost, partner.version) == ("", 5)


def test_somebody_signed_out_while_writing_gets_the_words_back(partner):
    response = save_section(Client(), partner, "getting-in", cost="Long thought about")

    assertContains(response, "Long thought about", status_code=403)


def test_editing_pages_are_never_stored(client, partner, member):
    make_change(partner, member)
    addresses = [reverse("partners:mine"), section_address(partner, "about-us")]
    addresses += [edit_address(partner, name) for name in ("edit", "preview", "withdraw", "history")]

    for address in addresses:
        assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_the_task_list_says_how_far_each_section_has_come(client, partner, member):
    save_section(client, partner, "about-us", summary="We help you.")

    page = client.get(edit_address(partner))

    assert [(task.section.slug, task.status) for task in page.context["tasks"]] == [
        ("about-us", "Not sent yet"),
        ("who-we-help", "6 boxes are empty"),
        ("reach-us", "3 boxes are empty"),
        ("getting-in", "4 boxes are empty"),
        ("send-questions", "7 boxes are empty"),
        ("pictures", "2 boxes are empty"),
    ]
    assertContains(page, "Send to the council")


def test_the_dashboard_shows_what_is_live_what_waits_and_what_i_saved(client, partner, member, settings):
    settings.PROFILE_CHECK_MONTHS = 6
    make_partner(name="Not mine")
    save_section(client, partner, "getting-in", cost="Free")

    response = client.get(reverse("partners:mine"))

    assertContains(response, "Everybody can see this page.")
    assertContains(response, "Families still ask for: getting in and taking part.")
    assertContains(response, partner.get_absolute_url())
    assertContains(response, timezone.localdate().strftime("%-d %B %Y"))
    assertContains(response, "What you saved")
    assertContains(response, "Nobody has checked it yet.")
    assertNotContains(response, "Not mine")
    assertNotContains(response, "not sent yet")
    type(partner).objects.update(last_checked_on="2026-08-31")
    assert type(partner).objects.get(pk=partner.pk).next_check_on.isoformat() == "2027-02-28"
    make_change(partner, member)
    assertContains(client.get(reverse("partners:mine")), "You have changes that are not sent yet.")


def test_the_dashboard_of_somebody_without_a_page_is_kind(client):
    client.force_login(make_user())

    assertContains(client.get(reverse("partners:mine")), "You have no page to edit.")


def test_the_dashboard_costs_the_same_however_many_pages_somebody_has(client, django_assert_num_queries):
    user = make_member(make_partner(terms=[make_term()]))
    client.force_login(user)
    make_change(user.memberships.get().partner, user)
    client.get(reverse("partners:mine"))
    with CaptureQueriesContext(connection) as before:
        client.get(reverse("partners:mine"))

    for _ in range(3):
        partner = make_partner(terms=[make_term()])
        Membership.objects.create(user=user, partner=partner)
        make_change(partner, user)

    with django_assert_num_queries(len(before)):
        client.get(reverse("partners:mine"))
