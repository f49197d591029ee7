"""One story on the moderators' desk: reading it, putting the public copy right, deciding."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from stories.models import TEXTS, Story
from tests.support.check import sent
from tests.support.factories import (
    make_member,
    make_moderator,
    make_partner,
    make_published_story,
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


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def desk(story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def typed(story, **changes) -> dict:
    """What the browser sends if nothing on the screen was touched, and then the changes."""
    story = Story.objects.get(pk=story.pk)
    boxes = {f"public_{text}": getattr(story, f"public_{text}") for text in TEXTS}
    return {**boxes, "content_note": story.content_note, "version": story.version, **changes}


def press(client, story, button, **changes):
    return sent(client, story, typed(story, do=button, **changes))


def fresh(story) -> Story:
    return Story.objects.get(pk=story.pk)


def test_the_screen_shows_the_tellers_words_beside_the_public_copy(client, moderator):
    story = make_waiting_story(happened="We met in the rain.")

    page = client.get(desk(story))

    assertContains(page, "We met in the rain.", count=2)
    assertContains(page, "This happened to somebody.")
    assertContains(page, story.reference)


def test_what_a_teller_writes_is_shown_as_text(client, moderator):
    story = make_waiting_story(
        title="<b>bold</b>", happened="<script>alert(1)</script>", shown_name="<i>"
    )

    page = client.get(desk(story))

    assertNotContains(page, "<script>alert")
    assertNotContains(page, "<b>bold")
    assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;", count=2)


def test_each_opening_is_written_down_once(client, moderator):
    story = make_waiting_story()

    client.get(desk(story))
    client.post(desk(story), typed(story, do="claim"), follow=True)
    assert story.events.filter(kind="opened", by=moderator).count() == 1

    client.get(desk(story))
    assert story.events.filter(kind="opened", by=moderator).count() == 2


def test_the_public_copy_is_changed_and_the_tellers_words_are_not(client, moderator):
    story = make_waiting_story(happened="Jo was there.")

    assertRedirects(press(client, story, "save", public_happened="A child was there."), desk(story))

    story = fresh(story)
    assert (story.happened, story.public_happened) == ("Jo was there.", "A child was there.")
    assert story.events.filter(kind="edited", by=moderator).exists()


def test_line_ends_of_a_browser_are_no_change(client, moderator):
    story = make_waiting_story(happened="One\n\nTwo")

    press(client, story, "save", public_happened="One\r\n\r\nTwo")

    assert fresh(story).public_happened == "One\n\nTwo"
    assert not story.events.filter(kind="edited").exists()


def test_publishing_puts_the_copy_in_the_boxes_on_the_site_and_tells_the_teller(client, moderator):
    story = make_waiting_story()

    press(client, story, "publish", public_happened="As it may be read.")

    story = fresh(story)
    assert story.state == "published"
    assert story.decided_by == moderator
    assert story.public_happened == "As it may be read."
    assert mail.outbox[0].to == [story.email]
    assertContains(Client().get(story.get_absolute_url()), "As it may be read.")


def test_changing_the_copy_of_a_published_story_moves_no_public_page_before_it_is_published_again(
    client, moderator
):
    story = make_published_story()
    before = revision.current()

    press(client, story, "save", public_happened="Shorter.")
    assert revision.current() == before
    assertNotContains(Client().get(story.get_absolute_url()), "Shorter.")

    press(client, story, "publish_changes", public_happened="Shorter.")
    assert revision.current() > before
    assertContains(Client().get(story.get_absolute_url()), "Shorter.")
    assert fresh(story).state == "published"


def test_a_question_goes_to_the_teller_in_the_moderators_words(client, moderator):
    story = make_waiting_story()

    press(client, story, "ask", **{"ask-question": "Who else was there?"})

    assert fresh(story).state == "question"
    assert "Who else was there?" in mail.outbox[0].body
    assert story.events.get(kind="asked").words == "Who else was there?"


def test_declining_needs_a_reason_and_words_and_keeps_what_was_typed(client, moderator):
    story = make_waiting_story()

    page = press(client, story, "decline", public_happened="My edit.", **{"decline-words": "Thank you."})

    assertContains(page, "This was not done")
    assertContains(page, "My edit.")
    assertContains(page, "Thank you.")
    assert fresh(story).state == "waiting"
    assert fresh(story).public_happened != "My edit."

    press(client, story, "decline", **{"decline-words": "Thank you.", "decline-reason": "legal"})
    assert fresh(story).state == "declined"
    assert "It touches a court or care matter" in mail.outbox[0].body


def test_without_an_address_nothing_can_be_asked_and_no_letter_is_written(client, moderator):
    story = make_waiting_story(email="")
    assertNotContains(client.get(desk(story)), "Ask the teller a question")

    page = press(client, story, "ask", **{"ask-question": "Who?"})
    assertContains(page, "left no e-mail address, so a question cannot reach them")
    assertContains(page, "Who?")

    press(client, story, "publish")
    assert fresh(story).state == "published"
    assert not mail.outbox


def test_a_story_that_may_not_be_published_says_so_and_is_not(client, moderator):
    story = make_waiting_story(consent_publish=False)

    page = press(client, story, "publish", public_happened="My edit.")

    assertContains(page, "The teller did not say yes to publishing.")
    assertContains(page, "My edit.")
    assert fresh(story).state == "waiting"
    assert fresh(story).version == story.version


def test_after_a_refusal_the_same_screen_can_be_used_again(client, moderator):
    story = make_waiting_story()
    refused = press(client, story, "decline")

    version = refused.context["copy"]["version"].value()
    sent(client, story, typed(story, do="publish", version=version))

    assert fresh(story).state == "published"


def test_a_held_story_is_read_by_safeguarding_leads_alone(client, moderator):
    story = make_waiting_story()

    answer = press(client, story, "hold", **{"hold-reason": "Harm at home.", "hold-rung": "nobody"})
    assertRedirects(answer, reverse("admin:stories_story_changelist"))
    for address in (desk(story), reverse("admin:stories_story_preview", args=[story.pk])):
        assert client.get(address).status_code == 404
    assert press(client, story, "release", **{"release-reason": "I say so."}).status_code == 404
    assert story.email not in [address for letter in mail.outbox for address in letter.to]

    lead = signed_in(make_user("Safeguarding leads"))
    assertContains(lead.get(desk(story)), "Harm at home.")
    press(lead, story, "release", **{"release-reason": "The school knows."})
    assert fresh(story).state == "waiting"


def test_a_published_story_can_be_taken_off_the_site(client, moderator):
    story = make_published_story()

    press(
        client, story, "take_down", **{"take_down-reason": "asked", "take_down-words": "As you wished."}
    )

    assert fresh(story).state == "withdrawn"
    assert (
        story.events.get(kind="taken_down").text == "Somebody in the story asked us to. As you wished."
    )
    assert "As you wished." in mail.outbox[-1].body
    assert Client().get(story.get_absolute_url()).status_code == 410
    assertNotContains(client.get(desk(story)), "<textarea")


def test_the_second_moderator_is_told_who_reads_the_story(client, moderator):
    story = make_waiting_story()
    other = signed_in(make_moderator(name="Mina"))
    opened = typed(story)
    press(client, story, "claim")

    assertContains(other.get(desk(story)), "Mo is reading this story")
    page = other.post(desk(story), {**opened, "do": "claim", "version": fresh(story).version})
    assertContains(page, "Mo is reading this story.")
    assert fresh(story).claimed_by == moderator

    press(other, story, "hand_back")
    assert fresh(story).claimed_by is None


def test_a_stale_save_shows_both_versions_and_loses_neither(client, moderator):
    story = make_waiting_story()
    opened = typed(story)
    press(signed_in(make_moderator()), story, "save", public_happened="Theirs, saved first.")

    page = client.post(
        desk(story), {**opened, "do": "save", "public_happened": "Mine, typed meanwhile."}
    )

    assertContains(page, "Theirs, saved first.")
    assertContains(page, "Mine, typed meanwhile.", count=2)
    assert fresh(story).public_happened == "Theirs, saved first."

    version = page.context["copy"]["version"].value()
    client.post(
        desk(story), {**opened, "do": "save", "public_happened": "Both together.", "version": version}
    )
    assert fresh(story).public_happened == "Both together."


@pytest.mark.parametrize("button", ["publish", "ask", "decline", "hold"])
def test_a_decision_on_a_stale_page_is_refused_and_its_words_are_kept(client, moderator, button):
    story = make_waiting_story()
    opened = typed(story)
    press(signed_in(make_moderator()), story, "save", public_happened="Changed meanwhile.")
    words = {
        "ask-question": "Kept words",
        "decline-words": "Kept words",
        "decline-reason": "other",
        "hold-reason": "Kept words",
        "hold-rung": "nobody",
        "public_better": "Kept words",
    }

    page = client.post(desk(story), {**opened, **words, "do": button})

    assertContains(page, "Somebody else changed this")
    assertContains(page, "Changed meanwhile.")
    assert page.content.count(b"Kept words") >= 4
    assert fresh(story).state == "waiting"


def test_a_decision_after_a_colleagues_decision_is_refused_in_words(client, moderator):
    story = make_waiting_story()
    opened = typed(story)
    press(
        signed_in(make_moderator()),
        story,
        "decline",
        **{"decline-reason": "other", "decline-words": "No."},
    )

    data = {**opened, "do": "ask", "ask-question": "My long question", "public_better": "My words"}
    page = client.post(desk(story), data)

    assertContains(page, "This cannot be done now: the story is “not published”.")
    assertContains(page, "My long question")
    alert, _, screen = page.content.decode().partition('aria-labelledby="copy"')
    assert ("My words" in alert, "My words" in screen) == (True, False)


@pytest.mark.parametrize(
    "version", ["", "x", "-1", "9" * 30, "1.5", "²", "٣", "\x00", "1 OR 1=1", "None"]
)
def test_a_hostile_version_is_a_stale_page_and_nothing_worse(client, moderator, version):
    story = make_waiting_story()

    page = press(client, story, "publish", version=version)

    assert page.status_code == 200
    assert fresh(story).state == "waiting"


@pytest.mark.parametrize("button", ["publish", "ask", "decline"])
def test_a_button_pressed_twice_decides_once_and_is_no_mistake(client, moderator, button):
    story = make_waiting_story()
    words = {"ask-question": "Why?", "decline-reason": "other", "decline-words": "Thank you."}
    data = {**typed(story), **words, "do": button}

    assertRedirects(sent(client, story, data), desk(story))
    assertRedirects(client.post(desk(story), data), desk(story), fetch_redirect_response=False)

    assert story.events.filter(kind__in=["published", "asked", "declined"]).count() == 1
    assert len(mail.outbox) == 1


def test_an_edit_after_going_back_to_a_published_story_is_not_dropped(client, moderator):
    story = make_waiting_story()
    data = {**typed(story), "do": "publish"}
    sent(client, story, data)

    page = client.post(desk(story), {**data, "public_happened": "A better copy."})

    assertContains(page, "This was not done")
    assertContains(page, "A better copy.")


def test_nobody_can_type_a_state_or_the_tellers_words(client, moderator):
    story = make_waiting_story(happened="Theirs.")

    press(client, story, "save", state="published", happened="Mine.", slug="mine", consent_press="on")

    story = fresh(story)
    assert (story.state, story.happened, story.slug, story.consent_press) == (
        "waiting",
        "Theirs.",
        None,
        False,
    )


@pytest.mark.parametrize("button", ["", "delete", "__init__", "save", "\x00"])
def test_a_button_that_does_not_exist_decides_nothing(client, moderator, button):
    story = make_waiting_story()

    assert press(client, story, button).status_code in {200, 302}
    assert fresh(story).state == "waiting"


def test_only_a_post_with_its_token_decides_and_the_words_survive_without(moderator):
    story, strict = make_waiting_story(), Client(enforce_csrf_checks=True)
    strict.force_login(moderator)

    page = strict.post(desk(story), typed(story, do="publish", public_happened="Typed for an hour."))

    assert page.status_code == 403
    assertContains(page, "Typed for an hour.", status_code=403)
    assert fresh(story).state == "waiting"
    assert fresh(story).version == story.version


def test_words_typed_after_the_session_ended_are_not_lost(moderator):
    story = make_waiting_story()

    page = Client().post(desk(story), typed(story, do="publish", public_happened="Typed for an hour."))

    assertContains(page, "Typed for an hour.", status_code=403)
    assert fresh(story).state == "waiting"


def test_the_preview_is_the_public_page_and_changes_nothing(client, moderator):
    story = make_waiting_story()
    before = revision.current()

    page = client.get(reverse("admin:stories_story_preview", args=[story.pk]))

    assertContains(page, story.public_happened)
    assertContains(page, "Preview")
    assert "no-store" in page["Cache-Control"]
    assert revision.current() == before


PEOPLE = {
    "nobody": lambda: Client(),
    "a partner": lambda: signed_in(make_member(make_partner())),
    "a content editor": lambda: signed_in(make_user("Content editors")),
    "a partner manager": lambda: signed_in(make_user("Partner managers")),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_whoever_does_not_moderate_reads_and_decides_nothing(person):
    story, client = make_waiting_story(title="A very private thing"), PEOPLE[person]()
    addresses = [
        desk(story),
        reverse("admin:stories_story_preview", args=[story.pk]),
        reverse("admin:stories_story_changelist"),
    ]

    for address in addresses:
        page = client.get(address)
        assert page.status_code in {302, 403, 404}
        assert b"A very private thing" not in page.content
    sent(client, story, typed(story, do="publish"))
    assert fresh(story).state == "waiting"


def test_a_story_that_is_not_there_is_not_found(client, moderator):
    for pk in (1, 10**30):
        assert client.get(f"/admin/stories/story/{pk}/change/").status_code == 404
    for rest in ("add/", "1/delete/", "1/history/", "x/change/"):
        assert client.get(f"/admin/stories/story/{rest}").status_code == 404


def test_the_screen_costs_the_same_however_much_happened(
    client, moderator, django_assert_max_num_queries
):
    """Reasons and ready questions are four of these. A live site remembers them, a test in its transaction does not."""
    story = make_waiting_story(partners=[make_partner(), make_partner()])
    for _ in range(5):
        story.note_opened(make_moderator())

    with django_assert_max_num_queries(36):
        client.get(desk(story))
