"""A teller who took their story back can bring it back for some days: to be read anew, never straight to the public."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partners.models import Pledge
from stories.models import CallRequest, Publication, Story
from stories.moderation import actions
from tests.support.charter import make_public_pledge
from tests.support.factories import make_moderator, make_published_story, make_waiting_story, may_go_out

pytestmark = pytest.mark.django_db
TAKE, BRING = {"withdraw": "yes", "sure": "yes"}, {"bring_back": "yes"}
NO = {"consent": "change", "sure": "yes"}


def taken_back(client, story) -> Story:
    assertRedirects(client.post(story.get_follow_url(), TAKE), story.get_follow_url())
    return fresh(story)


def fresh(story) -> Story:
    return Story.objects.get(pk=story.pk)


def dated(story, moment) -> Story:
    Story.objects.filter(pk=story.pk).update(withdrawn_at=moment)
    return fresh(story)


def midnight(days_ago) -> datetime:
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time.min))


def test_a_story_that_was_public_comes_back_to_be_read_and_is_not_public(client):
    story = taken_back(client, make_published_story())
    address = story.get_absolute_url()

    assertRedirects(client.post(story.get_follow_url(), BRING), story.get_follow_url())

    story = fresh(story)
    assert (story.state, story.withdrawn_at, story.approved_by) == ("waiting", None, None)
    assert not Publication.objects.exists()
    assert client.get(address).status_code == 410
    page = client.get(story.get_follow_url())
    assertContains(page, "You brought it back")
    assertContains(page, "It is not on the site.")


def test_it_keeps_its_marks_and_can_be_published_again_at_its_address(client):
    story = make_published_story(criticality=2)
    address = story.get_absolute_url()
    taken_back(client, story)
    client.post(story.get_follow_url(), BRING)
    story = fresh(story)
    moderator = make_moderator()
    may_go_out(story, moderator)

    actions.publish(story, moderator)

    assert story.criticality == 2
    assert client.get(address).status_code == 200


def test_a_no_to_the_site_is_undone_without_giving_a_yes(client):
    """Who may say yes for a child is asked with each new yes, and never by a button that undoes."""
    story = make_published_story(about_age="13_15")
    client.post(story.get_follow_url(), NO)
    assertContains(client.get(story.get_follow_url()), "We alone read it.")

    client.post(story.get_follow_url(), BRING)

    story = fresh(story)
    assert (story.state, story.consent_publish) == ("waiting", False)
    with pytest.raises(ValidationError, match="did not say yes"):
        story.publish(make_moderator())


def test_a_first_yes_of_a_moderator_does_not_come_back_with_it(client):
    story = make_published_story(criticality=4)
    assert story.approved_by
    client.post(story.get_follow_url(), NO)

    client.post(story.get_follow_url(), BRING)

    assert fresh(story).approved_by is None


def test_what_was_declined_comes_back_declined(client):
    story = make_waiting_story()
    actions.decline(story, make_moderator(), "other", "Thank you.")
    taken_back(client, story)
    assertContains(
        client.get(story.get_follow_url()), "did not put it on the site. That does not change."
    )

    client.post(story.get_follow_url(), BRING)

    assert fresh(story).state == "declined"
    assertContains(client.get(story.get_follow_url()), "We did not put it on the site")


def test_what_was_held_comes_back_held_and_looks_like_any_other(client):
    held, other = make_waiting_story(), make_waiting_story()
    actions.hold(held, make_moderator(), "Harm.")
    pages = []
    for story in (held, other):
        taken_back(client, story)
        asking = client.get(story.get_follow_url())
        client.post(story.get_follow_url(), BRING)
        pages.append((asking, client.get(story.get_follow_url())))

    assert (fresh(held).state, fresh(other).state) == ("safeguarding", "waiting")
    for words in ("Bring my story back", "You brought it back"):
        assert [any(words in page.content.decode() for page in both) for both in pages] == [True, True]
    for page in pages[0]:
        assertNotContains(page, "afeguarding")


@pytest.mark.parametrize("end", ["taken down", "consent over", "the yes is over", "too late"])
def test_what_its_teller_did_not_end_or_ended_long_ago_stays_gone(client, end):
    story = make_published_story()
    if end == "taken down":
        actions.take_down(story, make_moderator(), "asked", "You asked us.")
    elif end == "consent over":
        Story.objects.filter(pk=story.pk).update(consent_ends_on=timezone.localdate())
        fresh(story).end_consent()
    else:
        taken_back(client, story)
        over = {"consent_ends_on": timezone.localdate()} if end == "the yes is over" else {
            "withdrawn_at": midnight(30) - timedelta(seconds=1)
        }  # fmt: skip
        Story.objects.filter(pk=story.pk).update(**over)

    assertNotContains(client.get(story.get_follow_url()), "Bring my story back")
    assertRedirects(client.post(story.get_follow_url(), BRING), story.get_follow_url())

    assert fresh(story).state == "withdrawn"


def test_the_day_on_the_page_is_the_last_on_which_it_is_there(client):
    story = dated(taken_back(client, make_waiting_story()), midnight(30))
    last = f"{timezone.localdate():%-d %B %Y}"
    page = client.get(story.get_follow_url())
    assertContains(page, f"until <strong>{last}</strong>")
    assertContains(page, f"We keep it until {last}.")

    call_command("retention", "--do", verbosity=0)
    assert Story.objects.exists()
    dated(story, midnight(30) - timedelta(seconds=1))
    call_command("retention", "--do", verbosity=0)

    assert not Story.objects.exists()


def test_the_days_are_a_setting(client, settings):
    settings.WITHDRAWN_STORY_DAYS = 5
    story = make_waiting_story()
    last = f"{timezone.localdate() + timedelta(days=5):%-d %B %Y}"

    assertContains(client.post(story.get_follow_url(), {"withdraw": "yes"}), last)
    assertContains(client.get(taken_back(client, story).get_follow_url()), last)


def test_the_desk_sees_both_and_the_teller_hears_of_both(client):
    story = taken_back(client, make_waiting_story())
    client.post(story.get_follow_url(), BRING)

    assert [letter.subject for letter in mail.outbox] == [
        f"You took your story back ({story.reference})",
        f"Your story is back with us ({story.reference})",
    ]
    assert f"until {timezone.localdate() + timedelta(days=30):%-d %B %Y}" in mail.outbox[0].body
    assert [event.kind for event in story.events.all()][-2:] == ["withdrawn", "brought_back"]
    assert "Brought back by its teller" in fresh(story).flags


@pytest.mark.parametrize("data", [TAKE, NO])
def test_each_way_of_taking_a_public_story_off_writes_one_letter(client, data):
    story = make_published_story()
    mail.outbox.clear()

    for _ in range(2):
        client.post(story.get_follow_url(), data)

    assert [letter.to for letter in mail.outbox] == [["teller@example.org"]]


def test_nobody_is_written_to_about_a_held_story(client):
    story = make_waiting_story()
    actions.hold(story, make_moderator(), "Harm.")
    mail.outbox.clear()

    taken_back(client, story)
    client.post(story.get_follow_url(), BRING)

    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_four_presses_at_the_same_moment_bring_it_back_once():
    story = make_published_story()
    story.withdraw()

    def press(_):
        try:
            return Client().post(story.get_follow_url(), BRING).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answered = list(pool.map(press, range(4)))

    assert answered == [302] * 4
    assert story.events.filter(kind="brought_back").count() == 1


# Others who ended something in error


def test_a_pledge_that_was_taken_back_waits_to_be_read_again(client):
    pledge = make_public_pledge()
    mail.outbox.clear()
    client.post(pledge.get_own_url(), {"take_back": "yes", "sure": "yes"})
    assertContains(client.get(pledge.get_own_url()), "Bring our pledge back")

    client.post(pledge.get_own_url(), BRING)

    assert Pledge.objects.get().state == "waiting"
    assert [letter.subject for letter in mail.outbox][:2] == [
        "You took your pledge back",
        "We have your pledge",
    ]


def test_a_pledge_that_staff_declined_or_that_ended_long_ago_stays_ended(client):
    declined, old = make_public_pledge(), make_public_pledge()
    declined.decline(make_moderator(), "Why")
    old.take_back()
    Pledge.objects.filter(pk=old.pk).update(ended_at=midnight(90) - timedelta(seconds=1))

    for pledge in (declined, old):
        assertNotContains(client.get(pledge.get_own_url()), "Bring our pledge back")
        client.post(pledge.get_own_url(), BRING)

    assert {pledge.state for pledge in Pledge.objects.all()} == {"declined", "withdrawn"}


def test_a_call_that_was_marked_as_done_in_error_can_be_rung_again(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    call = CallRequest.objects.create(number="01902 555555")
    client.force_login(make_moderator())
    desk = "/admin/stories/callrequest/"
    client.post(f"{desk}{call.pk}/done/")
    assertContains(client.get(desk), "Ring again")

    for _ in range(2):
        client.post(f"{desk}{call.pk}/again/")

    call.refresh_from_db()
    assert (call.state, call.done_at, call.done_by) == ("open", None, None)
