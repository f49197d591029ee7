"""A story that is held has somebody who looks after it, a time, notes, and an end. It is never published from there."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories import retention
from stories.following import data_rights
from stories.models import GlassBreak, SafeguardingCase, Story
from stories.moderation import actions
from tests.stories.moderation.test_moderation import desk, fresh, press, signed_in, typed
from tests.support.factories import (
    make_moderator,
    make_published_story,
    make_site,
    make_urgent_number,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
SECRET = "Xyzzyberry"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def lead():
    return make_user("Safeguarding leads", name="Lea")


@pytest.fixture
def held(lead):
    story = make_waiting_story()
    actions.hold(story, make_moderator(name="Mo"), "Harm at home.")
    return fresh(story)


def soup(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def later(**how_long) -> str:
    return f"{timezone.localtime() + timedelta(**how_long):%Y-%m-%dT%H:%M}"


def take(lead, hours=3) -> dict:
    return {"take_case-owner": lead.pk, "take_case-due_at": later(hours=hours)}


def close(story, lead, outcome="passed_on", words="The duty team took it."):
    story.close_case(lead, outcome, words)
    return fresh(story)


# Holding


def test_whoever_holds_a_story_sees_whom_to_ring_and_is_asked_who_was_rung(client, lead):
    make_site(safeguarding_phone="01902 555555")
    make_urgent_number()
    client.force_login(make_moderator())
    story = make_waiting_story()

    form = soup(client.get(desk(story))).select_one("#hold")
    refused = press(client, story, "hold", **{"hold-reason": "Harm."})

    assert form.select_one('a[href="tel:01902555555"]')
    assert "Lea" in form.text
    assert "Nobody yet" in form.text
    assertContains(refused, "It can be “nobody yet”.")
    assert fresh(story).state == "waiting"


def test_a_site_without_a_number_or_leads_says_so_where_a_story_is_held(client):
    client.force_login(make_moderator())

    form = soup(client.get(desk(make_waiting_story()))).select_one("#hold")

    assert "Their number is not on this site yet." in form.text
    assert "Nobody is a safeguarding lead on this site yet." in form.text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"hold-rung": "yes"}, "Write who was told."),
        ({"hold-rung": "nobody", "hold-who": "MASH", "hold-how": "phone"}, "take the name out"),
    ],
)
def test_a_call_that_is_half_said_is_asked_for_again(client, lead, answers, sentence):
    client.force_login(make_moderator())
    story = make_waiting_story()

    assertContains(press(client, story, "hold", **{"hold-reason": "Harm.", **answers}), sentence)

    assert fresh(story).state == "waiting"


# The page of a held story


def test_why_it_is_held_stands_first_and_there_is_nothing_to_mark(lead, held):
    page = soup(signed_in(lead).get(desk(held)))

    first = page.select_one(".moderate section")
    assert first["aria-labelledby"] == "held"
    assert "Harm at home." in first.text
    assert "Mo held it" in first.text
    assert "Nobody has been rung or told yet." in first.text
    assert held.email in first.text, "whoever keeps a child safe may have to reach them"
    assert not page.select_one(f'a[href$="/{held.pk}/preview/"]')
    names = {field["name"] for field in page.select("[name]")}
    assert not names & {"criticality", "themes", "values", "public_happened", "has_criticism"}


def test_marks_and_words_of_a_held_story_cannot_be_sent_either(lead, held):
    press(signed_in(lead), held, "save", criticality="4", public_title="Another")

    assert (fresh(held).criticality, fresh(held).public_title) == (0, held.public_title)


def test_a_lead_looks_after_it_until_a_time_and_pressing_twice_is_no_mistake(lead, held):
    browser, data = signed_in(lead), typed(held, do="take_case", **take(lead))

    assertRedirects(browser.post(desk(held), data), desk(held))
    assertRedirects(browser.post(desk(held), data), desk(held))

    case = held.cases.get()
    assert (case.owner, case.is_late) == (lead, False)
    assert held.events.filter(kind="case_taken").count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=4)):
        page = signed_in(lead).get(desk(held))
    assertContains(page, '<span class="light light--late">Late</span>')


@pytest.mark.parametrize("answers", [{"take_case-due_at": "2001-01-01T10:00"}, {"take_case-owner": "0"}])
def test_a_time_that_is_over_or_nobody_is_not_taken(lead, held, answers):
    press(signed_in(lead), held, "take_case", **take(lead) | answers)

    assert held.cases.get().owner is None


def test_nobody_but_a_lead_is_given_a_case(lead, held):
    with pytest.raises(ValidationError):
        held.take_case(lead, make_moderator(), timezone.now())


def test_leads_write_notes_for_each_other_that_nobody_changes(lead, held):
    browser, data = signed_in(lead), typed(held, do="write_case", **{"write_case-note": "I rang."})

    for _ in range(2):
        assertRedirects(browser.post(desk(held), data), desk(held))

    assert [note.words for note in held.cases.get().notes.all()] == ["I rang."]
    assertContains(signed_in(make_user("Safeguarding leads")).get(desk(held)), "I rang.")
    assert all("I rang." not in event.words for event in held.events.all())


def test_of_two_leads_at_once_the_second_is_told_and_keeps_the_words(lead, held):
    other = signed_in(make_user("Safeguarding leads"))
    opened = {"close_case-outcome": "no_concern", "close_case-outcome_words": "Kept words"}
    data = typed(held, do="close_case", **opened)
    close(held, lead)

    page = other.post(desk(held), data)

    assertContains(page, "This was not done")
    assertContains(page, "Kept words")
    assert held.cases.get().closed_by == lead


# Its end


def test_a_case_is_closed_with_an_outcome_and_stays_with_the_leads(client, lead, held):
    browser = signed_in(lead)
    end = {"close_case-outcome": "passed_on", "close_case-outcome_words": "The duty team, 17."}
    data = typed(held, do="close_case", **end)

    for _ in range(2):
        assertRedirects(browser.post(desk(held), data), desk(held))

    case = held.cases.get()
    assert (case.outcome, case.closed_by, fresh(held).state) == ("passed_on", lead, "safeguarding")
    page = browser.get(desk(held))
    assertContains(page, "The duty team, 17.")
    offered = {button["value"] for button in soup(page).select(".decision button[name=do]")}
    assert offered == {"reopen_case"}
    client.force_login(make_moderator())
    assert client.get(desk(held)).status_code == 404
    shown = client.get(held.get_follow_url())
    for word in ("closed", "duty team", "afeguard", "Held"):
        assertNotContains(shown, word)


@pytest.mark.parametrize("outcome", ["passed_on", "other"])
def test_where_it_went_is_always_written_down(lead, held, outcome):
    page = press(signed_in(lead), held, "close_case", **{"close_case-outcome": outcome})

    assertContains(page, "Write a few words")
    with pytest.raises(ValidationError):
        held.close_case(lead, outcome, " ")
    assert held.cases.get().is_open


@pytest.mark.parametrize("outcome", ["queue", "", "nonsense"])
def test_going_back_to_the_queue_is_no_way_to_close(lead, held, outcome):
    with pytest.raises(ValidationError):
        held.close_case(lead, outcome, "Words.")


def test_from_a_closed_case_nothing_is_published_exported_or_mailed(lead, held):
    story = close(held, lead)

    for verb in (
        lambda story: story.publish(lead),
        lambda story: story.release(lead, "Safe."),
        lambda story: story.ask(lead, "Why?"),
        lambda story: story.take_case(lead, lead, timezone.now()),
        lambda story: story.write_case(lead, "More."),
    ):
        with pytest.raises(ValidationError), transaction.atomic():
            verb(story)
        story = fresh(story)
    assert story.state == "safeguarding"
    assert not Story.objects.exportable().filter(pk=story.pk).exists()


def test_a_closed_case_is_opened_again_beside_what_was_written(lead, held):
    story = close(held, lead)

    press(signed_in(lead), story, "reopen_case", **{"reopen_case-why": "The school rang."})

    assert [case.is_open for case in story.cases.all()] == [False, True]
    page = signed_in(lead).get(desk(story))
    assertContains(page, "The school rang.")
    assertContains(page, "The duty team took it.")
    with pytest.raises(ValidationError):
        fresh(story).reopen_case(lead, "Twice.")


def test_it_goes_back_to_the_queue_only_with_a_note_that_moderators_read_first(client, lead, held):
    held.write_case(lead, f"{SECRET} between us.")
    assertContains(press(signed_in(lead), held, "release"), "Please fill this in.")
    assert fresh(held).state == "safeguarding"

    press(signed_in(lead), held, "release", **{"release-reason": "All is well."})

    assert held.cases.get().outcome == "queue"
    client.force_login(make_moderator())
    page = client.get(desk(held))
    assert "All is well." in soup(page).select_one('[aria-labelledby="before"]').text
    assertNotContains(page, SECRET)


def test_a_story_that_its_teller_took_back_keeps_its_case(lead, held):
    held.withdraw()
    browser = signed_in(lead)
    assertContains(browser.get(desk(held)), "Its teller has taken it back since.")
    assert held in Story.objects.held()

    press(browser, held, "close_case", **{"close_case-outcome": "no_concern"})

    assert not held.cases.get().is_open
    assert fresh(held).state == "withdrawn"


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "passed_on"},
        {"closed_at": timezone.now()},
        {"outcome": "passed_on", "closed_at": timezone.now(), "outcome_words": "Words."},
        {"outcome": "nonsense", "closed_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_case_that_is_half_closed(held, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        held.cases.update(**wrong)


def test_the_database_refuses_two_open_cases_and_an_end_without_words(lead, held):
    with pytest.raises(IntegrityError), transaction.atomic():
        SafeguardingCase.objects.create(story=held)
    with pytest.raises(IntegrityError), transaction.atomic():
        held.cases.update(outcome="passed_on", closed_at=timezone.now(), closed_by=lead)


# How long it is kept


def test_a_case_is_erased_years_after_it_was_closed_and_never_while_it_is_open(lead, held, settings):
    settings.SAFEGUARDING_CASE_YEARS = 6
    is_open = make_waiting_story()
    actions.hold(is_open, lead, "Harm.")
    close(held, lead)
    just_before, after = (timezone.now() + timedelta(days=365 * 6 + days) for days in (-2, 4))

    with time_machine.travel(just_before):
        retention.carry_out()
    assert Story.objects.count() == 2

    with time_machine.travel(after):
        retention.carry_out()
    assert list(Story.objects.all()) == [is_open]


def test_erasing_takes_the_case_its_notes_and_the_letters(lead, held, settings):
    held.write_case(lead, SECRET)

    assert data_rights.erase(held)

    assert not SafeguardingCase.objects.exists()


def test_with_its_private_details_a_story_loses_what_leads_wrote(lead):
    story = make_published_story()
    actions.hold(story, make_moderator(), "Harm.")
    story.write_case(lead, SECRET)
    story.release(lead, "Safe.")
    story.publish(make_moderator())

    story.remove_private_details()

    assert not story.cases.exists()


def test_the_file_for_the_teller_tells_nothing_of_a_case(lead, held):
    held.take_case(lead, lead, timezone.now())
    held.write_case(lead, SECRET)
    told = str(data_rights.everything_held(close(held, lead)))
    told = told.replace("A case study from your story", "")  # A heading of every file.

    for word in (SECRET, "Lea", "afeguard", "case", "duty team"):
        assert word not in told


# Who is a lead


@pytest.mark.parametrize("do", ["take_case", "write_case", "close_case", "tell", "release"])
def test_whoever_is_no_lead_does_nothing_with_a_held_story(lead, held, do):
    answers = {
        **take(lead),
        "write_case-note": "Mine.",
        "close_case-outcome": "no_concern",
        "tell-who": "Me",
        "tell-how": "phone",
        "release-reason": "I say so.",
    }
    emergency = make_emergency_reader()
    actions.break_glass(held, emergency, "Nobody answers.")

    for user in (make_moderator(), make_superuser(), make_user(), emergency):
        signed_in(user).post(desk(held), typed(held, do=do, **answers))

    case = held.cases.get()
    assert (case.is_open, case.owner, case.notes.count(), held.told.count()) == (True, None, 0, 0)
    assert fresh(held).state == "safeguarding"


def make_superuser(**details):
    return make_user(is_superuser=True, is_staff=True, **details)


def make_emergency_reader(**details):
    user = make_moderator(**details)
    user.user_permissions.add(Permission.objects.get(codename="break_glass"))
    return user


def test_an_administrator_is_no_lead(held):
    administrator = make_superuser()
    browser = signed_in(administrator)

    assert held not in Story.objects.readable_by(administrator)
    for name in ("change", "preview", "erase"):
        address = reverse(f"admin:stories_story_{name}", args=[held.pk])
        assert browser.get(address).status_code == 404
    assert browser.post(reverse("admin:stories_story_file", args=[held.pk])).status_code == 404
    listed = browser.get(reverse("admin:stories_story_changelist"), {"state": "all"})
    assertNotContains(listed, held.reference)
    assert browser.get(reverse("admin:stories_story_emergency")).status_code == 403


def test_an_administrator_with_the_role_is_a_lead(held):
    administrator = make_user("Safeguarding leads", is_superuser=True)

    assert held in Story.objects.readable_by(administrator)


# In an emergency


def test_in_an_emergency_one_story_is_read_for_an_hour_and_every_lead_is_told(
    lead, held, mailoutbox, caplog
):
    other = make_waiting_story()
    actions.hold(other, lead, "Harm.")
    reader = make_emergency_reader(name="Emma", email="emma@example.org")
    browser, page = signed_in(reader), reverse("admin:stories_story_emergency")
    assertContains(browser.get(reverse("admin:index")), page)
    assertContains(browser.get(page), held.reference)
    assert browser.get(desk(held)).status_code == 404
    mailoutbox.clear()

    answer = browser.post(page, {"story": held.pk, "why": "Nobody answers the telephone."})

    assertRedirects(answer, desk(held))
    assertContains(browser.get(desk(held)), "Harm at home.")
    assert browser.get(desk(other)).status_code == 404
    erase = reverse("admin:stories_story_erase", args=[held.pk])
    assert browser.get(erase).status_code == 403
    assert [letter.to for letter in mailoutbox] == [[lead.email]]
    assert "Emma" in mailoutbox[0].body
    assert held.reference in mailoutbox[0].subject
    assert "telephone" not in mailoutbox[0].body
    assert held.events.filter(kind="glass", by=reader).exists()
    assertContains(signed_in(lead).get(desk(held)), "Nobody answers the telephone.")
    assert f"Account {reader.pk} opened the held story {held.reference}" in caplog.text
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert held not in Story.objects.readable_by(reader)


def test_reading_in_an_emergency_does_not_count_as_a_lead_having_opened_it(held):
    reader = make_emergency_reader()
    actions.break_glass(held, reader, "Nobody answers.")

    signed_in(reader).get(desk(held))

    assert fresh(held).alert.seen_at is None


@pytest.mark.parametrize("data", [{}, {"why": "Because."}])
def test_without_a_reason_and_a_story_nothing_is_opened(held, data):
    browser = signed_in(make_emergency_reader())

    page = browser.post(reverse("admin:stories_story_emergency"), {"story": "", "why": ""} | data)

    assert page.status_code == 200
    assert not GlassBreak.objects.exists()


def test_the_permission_is_asked_for_by_the_verb_too(held):
    with pytest.raises(ValidationError):
        held.break_glass(make_superuser(), "I am the administrator.")
    assert Client().get(reverse("admin:stories_story_emergency")).status_code == 302


def test_a_photo_of_a_held_story_stays_as_it_was_sent(lead, held):
    photo = held.photos.create(position=1, public_alt="A door")

    for verb in (lambda: photo.blur(lead, [1]), lambda: photo.describe(lead, public_alt="A window")):
        with pytest.raises(ValidationError):
            verb()

    assert held.photos.get().public_alt == "A door"


def test_what_a_teller_sends_straight_to_the_leads_has_a_case_that_can_only_be_closed(lead):
    story = make_waiting_story()
    story.disclose()
    story.note_more("And again today.")

    page = signed_in(lead).get(desk(story))

    assert "safe" in story.cases.get().why
    assertContains(page, "Send this now to somebody who keeps children safe")
    offered = {button["value"] for button in soup(page).select(".decision button[name=do]")}
    assert offered == {"take_case", "tell", "write_case", "close_case"}
    close(fresh(story), lead)
    fresh(story).note_more("He came back.")
    assert [case.is_open for case in story.cases.all()] == [False, True]
