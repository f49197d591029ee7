"""The council reads what partners ask to change: a list, one screen, ticks and reasons, and the letter first."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.rich_text_differences import without_tags
from coproduction_site.text_differences import word_by_word
from partners.models import Partner, ProfileChange
from tests.support.factories import make_member, make_partner, make_user
from tests.support.profiles import decide, make_change, make_reader, make_sent_change

pytestmark = pytest.mark.django_db
LIST = "/admin/partners/profilechange/"
BOTH = {"summary": "We help many families.", "access": "A ramp."}
ALL = {"show_summary": "on", "show_access": "on"}


@pytest.fixture
def reader(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    user = make_reader(name="Pat")
    client.force_login(user)
    return user


@pytest.fixture
def change():
    return make_sent_change(make_partner(name="Club", description="<p>Old</p>"), **BOTH)


def address_of(change) -> str:
    return reverse("admin:partners_profilechange_change", args=[change.pk])


def press(client, change, button, **words):
    page = client.get(address_of(change))
    shown = {"version": change.version, "profile": page.context["reading"].mark}
    return client.post(address_of(change), shown | words | {"do": button}, follow=True)


def mark_of(client, change) -> str:
    """What the screen shows, as it sends it back."""
    return client.get(address_of(change)).context["reading"].mark


def decide_on_the_screen(client, change, **words):
    """First the letter, then the decision, as the screen asks for."""
    letter = press(client, change, "look", **words).context["reading"]
    return press(client, change, "decide", seal=letter.seal, **words)


def live(change) -> Partner:
    return Partner.objects.get(pk=change.partner_id)


def test_what_waits_stands_oldest_first_with_its_age(client, reader):
    young, old = make_sent_change(make_partner(name="Young")), make_sent_change(make_partner(name="Old"))
    make_change(make_partner(name="Writing"))
    decide(make_sent_change(make_partner(name="Done")), approved={"summary"})
    ago = timezone.now() - timezone.timedelta(days=12)
    ProfileChange.objects.filter(pk=old.pk).update(sent_at=ago)

    page = client.get(LIST)

    assert list(page.context["waiting"]) == [old, young]
    assertContains(page, 'light--late">12 days')
    assertContains(page, "Writing")
    assertNotContains(page, "Done")
    assertContains(client.get(reverse("admin:index")), "Profiles to read")


def test_the_letter_is_seen_before_it_goes_and_goes_with_the_decision(
    client, reader, change, mailoutbox
):
    words = {"show_access": "on", "reason_summary": "Say for whom.\r\nPlease."}

    look = press(client, change, "look", **words)

    assertContains(look, "The letter they get")
    assertContains(look, "Getting in and taking part")
    assert live(change).access == ""
    assert mailoutbox == []
    done = press(client, change, "decide", seal=look.context["reading"].seal, **words)
    assertRedirects(done, LIST)
    assertContains(done, "Done: Club. They get the letter.")
    [letter] = mailoutbox
    assert letter.to == [change.sent_by.email]
    assert letter.body == look.context["reading"].letter
    for said in (
        "Say for whom.\nPlease.",
        "- Getting in and taking part",
        f"/partners/{live(change).slug}/edit/",
    ):
        assert said in letter.body
    assert live(change).access == "A ramp."
    assert live(change).summary == "Helps families."
    change.refresh_from_db()
    assert (change.state, change.decided_by) == ("returned", reader)


def test_everything_is_approved_with_one_button_and_the_letter(client, reader, change):
    look = press(client, change, "all")

    assert look.content.count(b" checked") == 2
    press(client, change, "decide", seal=look.context["reading"].seal, **ALL)

    assert (live(change).summary, live(change).access) == tuple(BOTH.values())
    assertNotContains(client.get(LIST), "Club")
    assertContains(client.get(address_of(change)), "Approved and live")


def test_a_letter_that_is_not_the_one_that_was_seen_does_not_go(client, reader, change, mailoutbox):
    seal = press(client, change, "all").context["reading"].seal

    page = press(client, change, "decide", seal=seal, show_access="on", reason_summary="No.")

    assertContains(page, "Your ticks or reasons have changed since.")
    assert mailoutbox == []
    assert live(change).access == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "or say why it may not show yet."),
        ({"show_summary": "on"}, "Tick Getting in and taking part, or say why"),
        (ALL | {"reason_access": "Because"}, "It is ticked, so it needs no reason."),
        ({"show_summary": "on", "reason_access": "x" * 1_001}, "There is room for 1000."),
    ],
)
def test_a_tick_or_a_reason_for_each_and_no_word_is_lost(client, reader, change, words, said):
    page = press(client, change, "look", **words)

    assertContains(page, said)
    assertContains(page, "<title>Error: ")
    assertContains(page, words.get("reason_access", "A ramp."))
    change.refresh_from_db()
    assert change.state == "sent"


def test_the_second_of_two_readers_is_told_and_nothing_happens_twice(client, reader, change, mailoutbox):
    seal = press(client, change, "all").context["reading"].seal
    shown = {"version": change.version, "profile": mark_of(client, change), "seal": seal}
    decide(change, make_reader(), approved={"summary"}, access="Is there a lift?")

    page = client.post(address_of(change), shown | ALL | {"do": "decide"})

    assertContains(page, "Something has changed since you opened this.")
    assert mailoutbox == []
    assert live(change).access == ""


def test_a_button_that_is_pressed_twice_decides_once(client, reader, change, mailoutbox):
    words = {"show_access": "on", "reason_summary": "Say for whom.", "do": "decide"}
    seal = press(client, change, "look", **words).context["reading"].seal
    words |= {"version": change.version, "profile": mark_of(client, change), "seal": seal}

    answers = [client.post(address_of(change), words) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(mailoutbox) == 1


def test_a_profile_that_moved_while_it_was_read_is_read_again(client, reader, change):
    seal = press(client, change, "all").context["reading"].seal
    shown = {"version": change.version, "profile": mark_of(client, change), "seal": seal}
    Partner.objects.update(version=7, summary="Staff wrote this.")

    page = client.post(address_of(change), shown | ALL | {"do": "decide"})

    assertContains(page, "Read it again first.")
    assertContains(page, "Staff wrote this.")
    assertContains(page, f'name="profile" value="{mark_of(client, change)}"')
    assert mark_of(client, change) != shown["profile"]
    decide_on_the_screen(client, change, **ALL)
    assert live(change).summary == BOTH["summary"]


def test_what_is_not_on_the_screen_makes_no_decision_stale(client, reader, change):
    seal = press(client, change, "all").context["reading"].seal
    shown = {"version": change.version, "profile": mark_of(client, change), "seal": seal}
    Partner.objects.update(version=7, phone="01902 2")

    done = client.post(address_of(change), shown | ALL | {"do": "decide"}, follow=True)

    assertContains(done, "Done: Club.")
    assert (live(change).access, live(change).phone) == ("A ramp.", "01902 2")


def test_my_own_words_are_read_by_somebody_else(client, reader):
    change = make_sent_change(make_partner(), reader)

    page = decide_on_the_screen(client, change, show_summary="on")

    assertContains(page, "You sent these words yourself. Somebody else has to read them.")


def test_a_partner_whose_people_have_left_gets_no_letter_and_the_screen_says_so(client, reader, change):
    change.partner.memberships.all().delete()

    assertContains(press(client, change, "all"), "Nobody there can sign in yet.")
    assertContains(decide_on_the_screen(client, change, **ALL), "no letter went")


def test_each_member_gets_a_letter_of_their_own(client, reader, change, mailoutbox):
    make_member(change.partner)
    make_member(change.partner, is_active=False)

    decide_on_the_screen(client, change, **ALL)

    assert sorted(len(letter.to) for letter in mailoutbox) == [1, 1]


def test_the_council_is_told_that_something_waits(client, mailoutbox):
    reader, change = make_reader(), make_change(make_partner(name="Club"))
    client.force_login(change.partner.memberships.get().user)

    client.post(reverse("partners:send", args=[change.partner.slug]), {"version": change.version})

    [letter] = mailoutbox
    assert letter.to == [reader.email]
    assert address_of(change) in letter.body


@pytest.mark.parametrize("person", ["moderator", "member", "nobody"])
def test_nobody_else_reads_or_decides(settings, change, person):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    if person != "nobody":
        client.force_login(make_user("Moderators") if person == "moderator" else change.sent_by)
    refused = 403 if person == "moderator" else 302

    for address in (LIST, address_of(change)):
        assert client.get(address).status_code == refused
    words = ALL | {"do": "decide", "version": change.version, "profile": 1}
    assert client.post(address_of(change), words).status_code in (302, 403)
    change.refresh_from_db()
    assert change.state == "sent"


def test_a_page_left_open_too_long_gives_the_reasons_back(settings, change):
    settings.REQUIRE_STAFF_MFA = False
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_reader())

    page = strict.post(address_of(change), {"do": "look", "reason_summary": "Long thought about"})

    assertContains(page, "Long thought about", status_code=403)
    assertContains(page, "Nothing was done yet", status_code=403)


def test_hostile_words_are_shown_as_words_everywhere(client, reader, mailoutbox):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    partner = make_partner(name="Club " + hostile)
    change = make_sent_change(partner, name=hostile, summary=hostile, send_say=hostile)
    member = Client()
    member.force_login(change.sent_by)

    pages = [client.get(address_of(change)), press(client, change, "look", reason_name=hostile)]
    pages += [client.get(LIST), client.get(reverse("partners:preview", args=[partner.slug]))]
    pages += [
        member.get(reverse(f"partners:{name}", args=[partner.slug])) for name in ("edit", "history")
    ]
    for page in pages:
        assertNotContains(page, "<script>alert")
        assertNotContains(page, "<img src=x")


def test_words_are_marked_by_more_than_a_colour():
    assert word_by_word("We help families.", "We help all families.") == [
        ("same", "We help "),
        ("in", "all "),
        ("same", "families."),
    ]
    assert word_by_word("", "New") == [("in", "New")]
    assert word_by_word("Old", "") == [("out", "Old")]
    assert word_by_word("", "") == []


def test_the_address_behind_a_link_is_read_too():
    words = '<h2>Us</h2><ul><li><p>One</p></li><li><a href="https://bad.example">Two</a></li></ul>'

    assert without_tags("description", words) == "Us\n• One\n• Two (https://bad.example)"


def test_what_may_tell_who_a_family_is_stands_in_its_sentence_before_the_button(client, reader):
    words = "<p>We helped my son Xander at Low Hill Primary School.</p>"
    change = make_sent_change(make_partner(name="Club", description="<p>Old</p>"), description=words)

    page = client.get(address_of(change))

    assertContains(page, "Check before it goes")
    found = {detail.words for detail in page.context["reading"].details}
    assert found == {"Xander", "Low Hill Primary School"}
    assertContains(page, '<mark class="detail">Xander</mark>', count=2)
    assertContains(page, "leave its part unticked and say why")


def test_a_change_without_such_words_says_nothing_of_details(client, reader, change):
    assertNotContains(client.get(address_of(change)), "likely personal detail")
