"""Nothing goes out unread: one page, on which a story is read as it will look, gets its yes."""

import threading

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import CopyOfFirstYes, KeptDetail, Story
from tests.stories.moderation.test_moderation import desk, fresh, signed_in, typed
from tests.support import uploads
from tests.support.check import because, check_of, say, unfold
from tests.support.factories import (
    make_member,
    make_moderator,
    make_partner,
    make_published_story,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
NAMED = "My son Xander waited at the door. It rained."


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def reader(client, story):
    unfold(client, story)
    return client.get(check_of(story))


# Only for those who have read


def test_three_quick_presses_publish_nothing(client, moderator):
    story = make_waiting_story(happened=NAMED, about_age="under_13")

    for button in ("claim", "save", "publish"):
        client.post(desk(story), typed(story, do=button, criticality="0"))
    say(client, story, "publish")
    say(client, story, "approve")

    assert (fresh(story).state, fresh(story).approved_by) == ("waiting", None)
    assert not mail.outbox


@pytest.mark.parametrize("is_told", ["get", "post"])
def test_nobody_who_did_not_unfold_the_words_sees_the_page_or_says_yes(client, moderator, is_told):
    story = make_waiting_story()
    colleague = make_moderator()
    story.note_unfolded(colleague)

    page = client.get(check_of(story)) if is_told == "get" else say(client, story, "publish")

    assertRedirects(page, desk(story), fetch_redirect_response=False)
    assertContains(client.get(desk(story)), "Show the teller’s words” and read them first")
    assert fresh(story).state == "waiting"


def test_unfolding_is_written_down_and_keeps_what_was_typed(client, moderator):
    story = make_waiting_story()

    page = client.post(desk(story), typed(story, do="unfold", public_good="Half a sentence"))

    assertContains(page, "Half a sentence")
    assert story.events.get(kind="unfolded").by == moderator
    assert fresh(story).public_good == ""


def test_the_button_of_the_desk_saves_and_leads_to_the_check(client, moderator):
    story = make_waiting_story()
    unfold(client, story)

    page = client.post(desk(story), typed(story, do="publish", public_good="It was kind."))

    assertRedirects(page, check_of(story))
    assert (fresh(story).state, fresh(story).public_good) == ("waiting", "It was kind.")


def test_wrong_people_find_no_page(client):
    story, held = make_waiting_story(), make_waiting_story()
    held.hold(make_moderator(), "Harm.")
    outsiders = [
        signed_in(make_user("Content editors")),
        signed_in(make_member(make_partner())),
        Client(),
    ]

    for outsider in outsiders:
        assert outsider.get(check_of(story)).status_code in (302, 403, 404)
        assert say(outsider, story, "publish").status_code in (302, 403, 404)
    assert signed_in(make_moderator()).get(check_of(held)).status_code == 404
    assert fresh(story).state == "waiting"


# What stands on it


def test_the_page_shows_the_public_copy_with_its_photos_and_who_is_written_to(client, moderator):
    known, lonely = make_partner(name="Known"), make_partner(name="Lonely")
    make_member(known)
    story = make_waiting_story(partners=[known, lonely], happened="We planned it.\n\nIt rained.")
    photo = uploads.show(uploads.add_photo(story), moderator)

    page = reader(client, story)

    assertContains(page, "<p>It rained.</p>", html=True)
    assertContains(page, f"photos/{photo.key}/")
    assertContains(page, "Known: asked to answer.")
    assertContains(page, "nobody there can sign in")
    assertContains(page, "Your story is on the website")
    assertNotContains(page, story.follow_token)


def test_each_likely_detail_stands_in_its_sentence(client, moderator):
    page = reader(client, make_waiting_story(happened=NAMED))

    assertContains(page, 'My son <mark class="detail">Xander</mark> waited at the door.')


def test_a_detail_is_taken_out_on_the_page_and_one_person_publishes(client, moderator):
    story = make_waiting_story(happened=NAMED)
    unfold(client, story)

    page = client.post(check_of(story), {"take_out": "name Xander", "version": fresh(story).version})
    assertRedirects(page, check_of(story))
    say(client, story, "publish")

    assert fresh(story).state == "published"
    assert fresh(story).public_happened == "My son waited at the door. It rained."
    assert fresh(story).happened == NAMED


def test_an_old_page_takes_nothing_out(client, moderator):
    story = make_waiting_story(happened=NAMED)
    unfold(client, story)
    version = fresh(story).version
    colleague = signed_in(make_moderator())
    colleague.post(desk(story), typed(story, do="save", public_good="Theirs."))

    page = client.post(check_of(story), {"take_out": "name Xander", "version": version})

    assertContains(page, "This was not done")
    assert fresh(story).public_happened == NAMED


# Kept for a reason


def test_a_detail_that_nobody_decided_about_stops_every_yes(client, moderator):
    story = make_waiting_story(happened=NAMED)
    unfold(client, story)

    assertContains(say(client, story, "publish"), "or say why it stays: “Xander”")
    with pytest.raises(ValidationError, match="Xander"):
        fresh(story).publish(moderator)
    story = make_waiting_story(happened=NAMED, criticality=4)
    with pytest.raises(ValidationError, match="Xander"):
        story.approve(moderator)


def test_a_detail_kept_for_a_reason_needs_two_people_and_the_reason_stays(client, moderator):
    story, other = make_waiting_story(happened=NAMED), signed_in(make_moderator(name="Mina"))
    unfold(client, story)

    page = say(client, story, "publish", **because(story, "He is a made-up hero."))
    assertContains(page, "a likely personal detail stays in it")
    assert fresh(story).state == "waiting"
    say(client, story, "approve")
    assert fresh(story).approved_by == moderator

    assertContains(reader(other, story), "He is a made-up hero.")
    say(other, story, "publish")

    assert fresh(story).state == "published"
    kept = KeptDetail.objects.get()
    assert (kept.words, kept.kind, kept.by) == ("xander", "name", moderator)


def test_a_reason_is_for_one_detail_and_goes_with_the_story(client, moderator):
    story = make_waiting_story(happened=f"{NAMED} Our teacher Mrs Okonkwo helped.")
    detail = story.likely_details()[0]
    story.keep_detail(moderator, detail, "A hero of a book.")
    story.keep_detail(make_moderator(), detail, "Another reason.")

    assert [row and row.reason for _, row in story.details_with_reasons()] == ["A hero of a book.", None]
    story.delete()
    assert not KeptDetail.objects.exists()


def test_no_detail_is_kept_without_words(moderator):
    story = make_waiting_story(happened=NAMED)

    with pytest.raises(IntegrityError), transaction.atomic():
        story.keep_detail(moderator, story.likely_details()[0], "")


# The second person


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"about_age": "under_13"}, "a child under 13"),
        ({"happened": "I was scared of him. He hit me."}, "may not be safe"),
    ],
)
def test_a_second_person_is_asked_for_though_nobody_ticked_a_box(client, moderator, details, reason):
    story = make_waiting_story(**details)
    unfold(client, story)

    assertContains(client.get(check_of(story)), reason)
    with pytest.raises(ValidationError, match=reason):
        fresh(story).publish(moderator)


def test_the_second_person_unfolds_too_and_sees_what_changed_since_the_first_yes(client, moderator):
    story, other = make_waiting_story(criticality=4, happened="As it was."), signed_in(make_moderator())
    unfold(client, story)
    say(client, story, "approve")
    third = signed_in(make_moderator(name="Third"))
    third.post(desk(story), typed(story, do="save", criticality="4", public_happened="As it is."))
    unfold(third, story)

    assertContains(third.get(check_of(story)), "Since the first yes")
    say(third, story, "approve")

    assertRedirects(other.get(check_of(story)), desk(story), fetch_redirect_response=False)
    assertContains(reader(client, story), "No word of the public copy has changed.")
    assertRedirects(third.get(check_of(story)), desk(story), fetch_redirect_response=False)
    say(client, story, "publish")
    assert (fresh(story).approved_by.name, fresh(story).decided_by) == ("Third", moderator)


def test_changes_of_a_public_story_go_through_the_same_page(client, moderator):
    story = make_published_story()
    client.post(desk(story), typed(story, do="save", public_good=NAMED))

    client.post(desk(story), typed(story, do="publish_changes"))
    assert say(client, story, "publish_changes").status_code == 302
    assert fresh(story).events.filter(kind="republished").count() == 0
    assertContains(reader(client, story), "The page only shows the new words.")
    assertContains(say(client, story, "publish_changes"), "or say why it stays: “Xander”")


def test_an_anonymous_teller_whose_face_may_be_seen_is_named_as_a_risk(client, moderator):
    story = make_waiting_story(name_choice="anonymous")
    photo = uploads.add_photo(story, shows_people=True, shows_teller=True)
    warning = "The teller’s face may be seen"

    assertContains(client.get(desk(story)), warning)
    assertNotContains(reader(client, story), warning)
    uploads.show(photo, moderator)
    assertContains(reader(client, story), warning)
    Story.objects.filter(pk=story.pk).update(name_choice="shown")
    assertNotContains(client.get(check_of(story)), warning)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_a_yes_and_a_detail_that_is_kept_at_once_none_publishes_alone():
    story, users = make_waiting_story(happened=NAMED), [make_moderator(), make_moderator()]
    detail = story.likely_details()[0]
    ready, refusals = threading.Barrier(2), []

    def act(verb):
        mine = Story.objects.get(pk=story.pk)
        ready.wait(timeout=10)
        try:
            verb(mine)
        except ValidationError as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    verbs = [
        lambda mine: mine.keep_detail(users[0], detail, "A hero."),
        lambda mine: mine.publish(users[1]),
    ]
    threads = [threading.Thread(target=act, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(refusals) == 1
    assert fresh(story).state == "waiting"


def test_with_the_private_details_the_reasons_and_the_earlier_copy_go(client, moderator):
    story = make_published_story(happened=NAMED)
    assert (story.kept_details.count(), CopyOfFirstYes.objects.count()) == (1, 1)

    story.remove_private_details()

    assert (story.kept_details.count(), CopyOfFirstYes.objects.count()) == (0, 0)
