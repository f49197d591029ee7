"""Marks, two people, letters before they go, and who was told: the rest of the reading screen."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from stories.models import Story, Theme, Told, safeguarding
from stories.moderation import actions
from stories.moderation.criticality import DEFINITIONS
from tests.stories.moderation.test_moderation import desk, fresh, press, signed_in, typed
from tests.support.check import sent
from tests.support.factories import (
    make_charter,
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


@pytest.fixture
def lead():
    return make_user("Safeguarding leads", name="Lea")


def look(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def is_open(page) -> bool:
    return not look(page).select_one("#read").has_attr("hidden")


def offered(page) -> set[str]:
    return {each["value"] for each in look(page).select(".decision button[name=do]")}


# Folded


def test_the_words_are_folded_until_they_are_opened_and_stay_open_after_a_button(client, moderator):
    story = make_waiting_story(happened="My dad hit me.")
    first = client.get(desk(story))
    assert not is_open(first)
    assert "hurting somebody" in look(first).select_one("section[aria-labelledby=before]").text

    assert not is_open(client.post(desk(story), typed(story, do="claim"), follow=True))
    assert is_open(client.post(desk(story), typed(story, do="unfold")))
    assert is_open(client.post(desk(story), typed(story, do="save"), follow=True))
    assert is_open(press(client, story, "decline"))
    assert not is_open(client.post(desk(story), typed(story, do="hand_back"), follow=True))
    assert not is_open(client.get(desk(story)))


def test_before_reading_it_says_what_to_expect_and_whom_to_talk_to(client, moderator, lead):
    story = make_waiting_story()
    Story.objects.filter(pk=story.pk).update(content_note="about a stay in hospital", criticality=4)

    said = look(client.get(desk(story))).select_one("section[aria-labelledby=before]").text

    for words in (
        "about a stay in hospital",
        "4 of 5",
        "Pause whenever you need to",
        f"Lea ({lead.email})",
    ):
        assert words in said


# Marks


def test_marks_are_saved_with_their_event_and_lift_the_story_in_the_queue(client, moderator):
    story, theme = make_waiting_story(criticality=None), Theme.objects.create(slug="bus", name="Buses")
    value, rung = make_charter().values.get(), make_rung(3)
    marks, before = (
        {"criticality": "4", "moderator_rung": rung.pk, "has_criticism": "on"},
        revision.current(),
    )

    press(client, story, "save", themes=[theme.pk], values=[value.pk], **marks)

    story = fresh(story)
    assert (story.criticality, story.risk, story.moderator_rung.number) == (4, 4, 3)
    assert (story.has_criticism, story.has_health_detail) == (True, False)
    assert (list(story.themes.all()), list(story.values.all())) == ([theme], [value])
    words = story.events.get(kind="marked", by=moderator).words
    assert words == "Criticality 4; rung Informing; it criticises a named service; Buses; Equal."
    assert not story.events.filter(kind="edited").exists()
    assert revision.current() == before


def test_each_number_stands_beside_what_it_means(client, moderator):
    page = client.get(desk(make_waiting_story()))

    for number, meaning in DEFINITIONS:
        assertContains(page, f"{number} – {meaning}")


@pytest.mark.parametrize("number", ["6", "-1", "x", "٣٣", "\x00", "9" * 30])
def test_a_made_up_criticality_is_refused_and_no_typed_word_is_lost(client, moderator, number):
    story = make_waiting_story(criticality=1)

    page = press(client, story, "save", criticality=number, public_good="Typed.")

    assertContains(page, "This was not done")
    assertContains(page, "Typed.")
    assert (fresh(story).criticality, fresh(story).version) == (1, story.version)


def test_a_stale_save_of_marks_shows_both_and_loses_neither(client, moderator):
    story = make_waiting_story(criticality=0)
    opened = typed(story)
    press(signed_in(make_moderator()), story, "save", criticality="2")

    page = client.post(desk(story), {**opened, "do": "save", "criticality": "5", "has_criticism": "on"})

    assertContains(page, "Somebody else changed this")
    assert [each.text for each in look(page).select(".error-summary .words")] == ["2", "5", "No", "Yes"]
    assert look(page).select_one("input[name=criticality][checked]")["value"] == "5"
    assert fresh(story).criticality == 2


def test_themes_of_a_published_story_move_the_public_pages(client, moderator):
    story, theme = make_published_story(), Theme.objects.create(slug="bus", name="Buses")
    before = revision.current()

    press(client, story, "save", themes=[theme.pk])

    assert revision.current() > before
    assert list(fresh(story).themes.all()) == [theme]


@pytest.mark.parametrize(
    "marks", [{"criticality": 3}, {"has_criticism": "on"}, {"has_health_detail": "on"}]
)
def test_a_mark_that_asks_for_two_people_is_refused_once_one_has_published(client, moderator, marks):
    story = make_published_story()

    page = press(client, story, "save", **marks)

    assertContains(page, "One person published this story. Take it down first.")
    assert (fresh(story).criticality, fresh(story).events.filter(kind="marked").count()) == (0, 0)


def test_the_database_refuses_such_a_mark_too():
    story = make_published_story()

    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(criticality=5)


# Two people


def test_a_critical_story_needs_a_first_yes_and_somebody_else_to_publish_it(client, moderator):
    story, other = make_waiting_story(), signed_in(make_moderator(name="Mina"))
    refused = press(client, story, "publish", criticality="4")
    assertContains(refused, "Two people must say yes, because its criticality is 4.")
    assert offered(refused) >= {"approve"}
    assert "publish" not in offered(refused)

    press(client, story, "approve", criticality="4")
    mine = client.get(desk(story))
    assertContains(mine, "You cannot be both: a colleague must publish it.")
    assert not offered(mine) & {"publish", "approve"}
    assertContains(press(client, story, "publish"), "Two people must say yes")
    assert fresh(story).state == "waiting"

    assertContains(other.get(desk(story)), "Mo gave the first yes on")
    press(other, story, "publish")
    assert fresh(story).state == "published"


def test_an_edit_takes_the_first_yes_back(client, moderator):
    story = make_waiting_story(has_criticism=True)
    press(client, story, "approve", has_criticism="on")
    other = signed_in(make_moderator())

    page = press(other, story, "publish", has_criticism="on", public_good="One word more.")

    assertContains(page, "Two people must say yes")
    assert fresh(story).approved_by == moderator
    press(other, story, "save", has_criticism="on", public_good="One word more.")
    assert fresh(story).approved_by is None


def test_a_story_that_needs_no_second_person_offers_no_first_yes(client, moderator):
    story = make_waiting_story()

    assert "approve" not in offered(client.get(desk(story)))
    assertContains(press(client, story, "approve"), "This story needs no second person.")


# Letters before they go

LETTERS = {
    "publish": {},
    "show_edits": {},
    "ask": {"ask-question": "Why?", "ask-ready": "wish"},
    "decline": {"decline-reason": "other", "decline-words": "Thank you."},
}


@pytest.mark.parametrize("button", LETTERS)
def test_the_letter_is_shown_as_it_will_be_sent_and_nothing_is_done_yet(client, moderator, button):
    story = make_waiting_story()
    data = typed(story, public_good="Typed.", **LETTERS[button])

    page = client.post(desk(story), {**data, "look": button})

    assert not mail.outbox
    assert (fresh(story).state, fresh(story).public_good) == ("waiting", "")
    assert look(page).select_one("#id_public_good").text.strip() == "Typed."
    assertNotContains(page, story.follow_token)

    version = page.context["copy"]["version"].value()
    sent(client, story, {**data, "do": button, "version": version})
    seen = look(page).select_one(f"#{button} .letter pre").text
    link = re.search(r"http\S+/stories/follow/\S+", mail.outbox[0].body)[0]
    assert mail.outbox[0].body.replace(link, "[their private link]").strip() == seen.strip()


def test_a_letter_that_lacks_words_is_not_shown_and_what_is_there_stays(client, moderator):
    story = make_waiting_story()

    page = client.post(desk(story), typed(story, look="decline", **{"decline-words": "Half a sentence"}))

    assertContains(page, "Something is missing.")
    assertContains(page, "Half a sentence")
    assert not look(page).select(".letter")


@pytest.mark.parametrize("button", ["hold", "claim", "nonsense", "\x00"])
def test_looking_at_a_letter_that_does_not_exist_does_nothing(client, moderator, button):
    story = make_waiting_story()

    assert client.post(desk(story), typed(story, look=button)).status_code in {200, 302}
    assert fresh(story).state == "waiting"


def test_a_ready_question_can_be_sent_with_or_without_words(client, moderator):
    story = make_waiting_story()

    press(client, story, "ask", **{"ask-ready": "wish"})

    assert story.events.get(kind="asked").words == "What would you like to happen now?"
    assert "What would you like to happen now?" in mail.outbox[0].body


def test_a_story_is_taken_down_in_silence_only_after_safeguarding(client, moderator, lead):
    story = make_published_story()
    quiet = {"take_down-reason": "other", "take_down-without_letter": "on"}
    assertContains(press(client, story, "take_down", **quiet), "Tell them why it comes down.")
    assert fresh(story).state == "published"

    held = make_waiting_story()
    held.hold(moderator, "Harm.")
    held.release(lead, "Safe.")
    held.publish(moderator)
    press(client, held, "take_down", **quiet)
    assert fresh(held).state == "withdrawn"
    assert not mail.outbox


# With the teller, with a colleague, on the home page


def test_edits_are_shown_to_the_teller_and_nobody_changes_them_meanwhile(client, moderator):
    story = make_waiting_story()
    opened = typed(story)
    press(client, story, "show_edits")

    page = client.get(desk(story))
    assertNotContains(page, 'name="public_happened"')
    assert offered(page) == {"stop_waiting", "decline", "hold"}
    assert mail.outbox[0].to == [story.email]

    late = client.post(desk(story), {**opened, "do": "decline", "public_good": "Typed."})
    assertContains(late, "Typed.")
    press(client, story, "stop_waiting", **{"stop_waiting-reason": "They rang."})
    assert fresh(story).state == "waiting"


def test_a_decision_on_a_page_without_boxes_is_refused_when_it_is_out_of_date(client, moderator):
    story = make_waiting_story()
    actions.show_edits(story, moderator)
    opened = typed(story)
    story.agree()
    fresh(story).show_edits(moderator)

    page = client.post(desk(story), {**opened, "do": "stop_waiting", "stop_waiting-reason": "No word."})

    assertContains(page, "Somebody changed this story while you were reading it.")
    assert fresh(story).state == "with_teller"


def test_a_story_is_handed_over_to_a_colleague_who_moderates(client, moderator):
    story, mina, stranger = make_waiting_story(), make_moderator(name="Mina"), make_user(name="Nobody")

    assertContains(
        press(client, story, "hand_over", **{"hand_over-to": stranger.pk}), "This was not done"
    )
    press(client, story, "hand_over", **{"hand_over-to": mina.pk})

    assert fresh(story).claimed_by == mina
    assert story.events.get(kind="handed_over", by=moderator).words == "To Mina."
    with pytest.raises(ValidationError, match="Mina is reading this story"):
        fresh(story).hand_over(moderator, moderator)
    with pytest.raises(ValidationError, match="does not read stories"):
        fresh(story).hand_over(mina, stranger)


def test_a_colleague_who_was_here_a_moment_ago_is_named(client, moderator):
    story = make_waiting_story()
    signed_in(make_moderator(name="Mina")).get(desk(story))

    assertContains(client.get(desk(story)), "<strong>Mina</strong> was here at")
    story.events.update(at=timezone.now() - timedelta(hours=1))
    assertNotContains(client.get(desk(story)), "was here at")


def test_a_published_story_is_chosen_for_the_home_page_and_taken_off_again(client, moderator):
    story, before = make_published_story(), revision.current()

    press(client, story, "feature")
    assert fresh(story).featured_at
    assert revision.current() > before
    press(client, story, "unfeature")
    assert fresh(story).featured_at is None
    with pytest.raises(ValidationError):
        make_waiting_story().feature(moderator)


# Kept safe


def test_whoever_holds_a_story_can_say_who_was_told_and_only_leads_read_it(client, moderator, lead):
    story, at = make_waiting_story(), timezone.localtime() - timedelta(hours=2)
    told = {"hold-who": "Duty social worker", "hold-how": "phone", "hold-at": f"{at:%Y-%m-%dT%H:%M}"}

    press(client, story, "hold", **{"hold-reason": "Harm.", "hold-rung": "yes", **told})

    row = Told.objects.get()
    assert (row.story, row.who, row.how, row.written_by) == (
        story,
        "Duty social worker",
        "phone",
        moderator,
    )
    assert row.at == at.replace(second=0, microsecond=0)
    assert story.events.get(kind="told").words == ""
    assertContains(signed_in(lead).get(desk(story)), "Duty social worker")
    story.refresh_from_db()
    story.release(lead, "Safe.")
    assertNotContains(client.get(desk(story)), "Duty social worker")


def test_a_lead_adds_who_was_told_and_pressing_twice_writes_it_once(moderator, lead):
    story, desk_of_lead = make_waiting_story(), signed_in(lead)
    story.hold(moderator, "Harm.")
    sent = typed(story, do="tell", **{"tell-who": "The school", "tell-how": "in_person"})

    assertRedirects(desk_of_lead.post(desk(story), sent), desk(story))
    assertRedirects(desk_of_lead.post(desk(story), sent), desk(story))

    assert Told.objects.get().who == "The school"
    page = desk_of_lead.get(desk(story))
    assert offered(page) == {"take_case", "tell", "write_case", "close_case", "release"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"hold-how": "phone"}, "Write who was told."),
        ({"hold-who": "MASH"}, "Choose how they were told."),
        ({"hold-who": "MASH", "hold-how": "phone", "hold-at": "2999-01-01T10:00"}, "still to come"),
        ({"hold-who": "MASH", "hold-how": "pigeon"}, "Something is missing"),
        ({"hold-who": "MASH", "hold-how": "phone", "hold-at": "yesterday"}, "Something is missing"),
    ],
)
def test_half_a_note_of_who_was_told_is_asked_again_and_holds_nothing(client, moderator, words, said):
    story = make_waiting_story()

    page = press(client, story, "hold", **{"hold-reason": "Kept words", "hold-rung": "yes", **words})

    assertContains(page, said)
    assertContains(page, "Kept words")
    assert (fresh(story).state, Told.objects.count()) == ("waiting", 0)


def test_who_was_told_is_never_empty_and_only_noted_while_a_story_is_held(lead):
    story = make_waiting_story()
    with pytest.raises(ValidationError):
        safeguarding.tell(story, lead, "MASH", "phone")
    story.hold(lead, "Harm.")

    for who, how in (("", "phone"), ("MASH", "pigeon")):
        with pytest.raises(ValidationError):
            safeguarding.tell(story, lead, who, how)
    with pytest.raises(IntegrityError), transaction.atomic():
        Told.objects.create(story=story, who="", how="phone", at=timezone.now(), written_by=lead)


def test_who_was_told_goes_with_the_other_private_details(moderator, lead):
    story = make_waiting_story()
    actions.hold(story, moderator, "Harm.", "MASH", "phone")
    story.release(lead, "Safe.")
    story.publish(moderator)

    story.remove_private_details()

    assert not Told.objects.exists()


@pytest.mark.parametrize(
    "button", ["publish", "approve", "ask", "show_edits", "decline", "feature", "hand_over"]
)
def test_not_even_a_lead_publishes_or_writes_about_a_held_story(lead, button):
    story = make_waiting_story(partners=[make_partner()])
    story.hold(lead, "Harm.")
    words = {"ask-question": "Why?", "decline-reason": "other", "decline-words": "No."}

    page = signed_in(lead).post(
        desk(story), typed(story, do=button, **words, **{"hand_over-to": lead.pk})
    )

    assertContains(page, "This was not done")
    assert fresh(story).state == "safeguarding"
    assert not mail.outbox
    assert Client().get("/stories/").status_code == 200


def test_right_to_left_words_and_marks_of_a_teller_are_shown_as_they_run(client, moderator):
    page = client.get(desk(make_waiting_story(title="قصة", happened="ذهبنا إلى الاجتماع")))

    assert look(page).select_one("h1")["dir"] == "auto"
    assert look(page).select_one("#id_public_happened")["dir"] == "auto"
