"""Words of a published story that a moderator edits wait until somebody publishes them again."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from stories.models import Publication, PublishedPhoto, Theme
from tests.stories.moderation.test_moderation import desk, fresh, press, signed_in, typed
from tests.support import uploads
from tests.support.check import sent
from tests.support.factories import (
    make_awaited_response,
    make_member,
    make_moderator,
    make_published_story,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
EARLIER = "The page still shows the earlier words."


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def page_of(story):
    return Client().get(story.get_absolute_url())


def sensitive_story(first, second):
    story = make_waiting_story(has_criticism=True)
    story.approve(first)
    story.publish(second)
    return story


def test_an_edit_waits_on_the_desk_and_the_desk_says_so(client, moderator):
    story = make_published_story(happened="As it was.")
    assertNotContains(client.get(desk(story)), EARLIER)
    assertNotContains(client.get(desk(story)), "Publish the changes")

    press(client, story, "save", public_happened="As it is now.")

    page = client.get(desk(story))
    assertContains(page, EARLIER)
    assertContains(page, 'value="publish_changes"')
    assertContains(page_of(story), "As it was.")
    preview = client.get(reverse("admin:stories_story_preview", args=[story.pk]))
    assertContains(preview, "As it is now.")


def test_publishing_the_changes_shows_them_and_keeps_the_address_and_the_day(client, moderator):
    story, other = make_published_story(title="A title"), make_published_story()
    press(client, story, "save", public_title="A better title")
    before, days = revision.current(), Publication.objects.get(pk=story.pk).published_at

    press(client, story, "publish_changes")

    assertContains(page_of(story), "A better title")
    now = fresh(story)
    assert (now.slug, now.decided_by) == (story.slug, moderator)
    assert now.events.last().kind == "republished"
    assert revision.current() > before
    assert Publication.objects.get(pk=story.pk).published_at == days
    assertNotContains(client.get(desk(story)), EARLIER)
    assert Publication.objects.filter(pk=other.pk).exists()


def test_pressed_twice_it_is_done_once(client, moderator):
    story = make_published_story()
    press(client, story, "save", public_good="It was kind.")
    boxes = typed(story, do="publish_changes")

    for _ in range(2):
        assert sent(client, story, boxes).status_code == 302

    assert story.events.filter(kind="republished").count() == 1


def test_nothing_new_is_not_published(moderator):
    with pytest.raises(ValidationError, match="nothing new"):
        make_published_story().publish_changes(moderator)


def test_changes_that_were_undone_wait_no_more(client, moderator):
    story = make_published_story(happened="As it was.")
    press(client, story, "save", public_happened="Other.")
    press(client, story, "save", public_happened="As it was.")

    assertNotContains(client.get(desk(story)), EARLIER)


def test_changes_of_a_sensitive_story_need_two_people(client, moderator):
    mina = make_moderator(name="Mina")
    story = sensitive_story(moderator, mina)
    press(client, story, "save", has_criticism="on", public_happened="Shorter.")
    assert fresh(story).approved_by == moderator, "what is on the page was read by two"

    assertContains(press(client, story, "publish_changes", has_criticism="on"), "need two people")
    press(client, story, "approve_changes", has_criticism="on")
    assertContains(client.get(desk(story)), "You cannot be both")
    assertNotContains(client.get(desk(story)), 'value="publish_changes"')
    assertNotContains(page_of(story), "Shorter.")

    other = signed_in(mina)
    assertContains(other.get(desk(story)), "Mo gave the first yes on")
    press(other, story, "publish_changes", has_criticism="on")

    assertContains(page_of(story), "Shorter.")
    now = fresh(story)
    assert (now.approved_by, now.decided_by, now.changes_approved_by) == (moderator, mina, None)


def test_another_edit_takes_the_first_yes_to_the_changes_back(client, moderator):
    story = sensitive_story(make_moderator(), make_moderator())
    press(client, story, "save", has_criticism="on", public_happened="Shorter.")
    press(client, story, "approve_changes", has_criticism="on")

    press(signed_in(make_moderator()), story, "save", has_criticism="on", public_good="More.")

    assert fresh(story).changes_approved_by is None


def test_a_first_yes_to_changes_does_not_outlive_the_page(moderator):
    story = sensitive_story(make_moderator(), make_moderator())
    type(story).objects.update(public_happened="Shorter.")
    story.refresh_from_db()
    story.approve_changes(moderator)

    story.hold(moderator, "Harm.")

    assert (story.changes_approved_by, story.changes_approved_at) == (None, None)


def test_a_photo_is_hidden_at_once_and_shown_with_the_changes(client, moderator):
    story = make_published_story()
    photo = uploads.add_photo(story)
    address = reverse("stories:photo", args=[story.slug, photo.key])
    photo.describe(moderator, public_alt="A table")

    photo.show(moderator)
    assert Client().get(address).status_code == 404
    assertContains(client.get(desk(story)), EARLIER)
    fresh(story).publish_changes(moderator)
    assert Client().get(address).status_code == 200
    assertContains(page_of(story), address)
    before = revision.current()

    photo.hide(moderator)

    assert Client().get(address).status_code == 404
    assertNotContains(page_of(story), address)
    assert revision.current() > before
    assert not PublishedPhoto.objects.exists()


def test_people_whom_a_moderator_sees_in_a_shown_photo_are_off_the_page_at_once(moderator):
    story = make_published_story()
    photo = uploads.show(uploads.add_photo(story), moderator)

    photo.describe(moderator, shows_people=True)

    assert not PublishedPhoto.objects.exists()


def test_themes_of_a_published_story_are_on_the_page_at_once(client, moderator):
    story, theme = make_published_story(), Theme.objects.create(slug="bus", name="Buses")

    press(client, story, "save", criticality="0", themes=[theme.pk])

    assertContains(page_of(story), "/stories/?theme=bus")
    assertNotContains(client.get(desk(story)), EARLIER)


def test_a_partner_reads_the_words_that_everybody_reads(client):
    response = make_awaited_response()
    member = make_member(response.partner)
    type(response.story).objects.update(public_title="Not approved yet")
    client.force_login(member)

    for address in ("/partners/mine/", reverse("stories:answer", args=[response.pk])):
        page = client.get(address)
        assertNotContains(page, "Not approved yet")
        assertContains(page, Publication.objects.get().title)
