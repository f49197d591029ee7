"""The list of stories: what may be unsafe first, narrowed by name, never counted to its end."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Photo, Story
from stories.moderation.admin import StoryAdmin
from stories.moderation.queue_filters import FLAGS
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
QUEUE = "/admin/stories/story/"
FILTERED = [
    ("", {"asked back", "mine", "free", "paper", "second", "mine too"}),
    ("?state=all", {"asked back", "mine", "free", "paper", "second", "mine too", "out", "advert"}),
    ("?state=published", {"out"}),
    ("?state=spam", {"advert"}),
    ("?flag=answered", {"asked back"}),
    ("?flag=unsafe", {"free"}),
    ("?flag=under_13", {"mine"}),
    ("?flag=no_email", {"paper"}),
    ("?flag=language", {"paper"}),
    ("?flag=photos", {"mine"}),
    ("?flag=second", {"second"}),
    ("?flag=agreed", set()),
    ("?flag=not_public", {"free"}),
    ("?channel=paper", {"paper"}),
    ("?reader=me", {"mine"}),
    ("?reader=nobody", {"asked back", "free", "paper", "second", "mine too"}),
    ("?reader=colleague", set()),
    ("?reader=me&flag=photos&channel=web", {"mine"}),
    ("?state=safeguarding", set()),
    ("?state=draft", set()),
    ("?q=free", {"free"}),
    ("?q=out", {"out"}),
    ("?q=out&state=waiting", set()),
]


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def sent_days_ago(days, **details) -> Story:
    story = make_waiting_story(**details)
    Story.objects.filter(pk=story.pk).update(submitted_at=timezone.localtime() - timedelta(days=days))
    return story


def listed(client, query="") -> list[str]:
    return [story.title for story in client.get(QUEUE + query).context["cl"].result_list]


def do(client, action, *stories, query=""):
    words = {"action": action, "_selected_action": [story.pk for story in stories], "index": 0}
    return client.post(QUEUE + query, words, follow=True)


def counts_in(asked) -> list[str]:
    return [query["sql"] for query in asked if re.search(r"COUNT\(\*\)", query["sql"])]


# Order and filters


def test_the_queue_opens_on_what_waits_with_what_may_be_unsafe_first(client, moderator):
    sent_days_ago(9, title="old")
    sent_days_ago(2, title="new")
    make_waiting_story(title="unsafe", happened="He hit me. They said: don’t tell anybody.")
    make_waiting_story(title="critical", criticality=4).mark(moderator, criticality=5)
    make_published_story()
    make_draft()

    assert listed(client) == ["critical", "unsafe", "old", "new"]


def test_the_queue_shows_age_flags_rung_and_reader(client, moderator):
    story = sent_days_ago(
        30, rung=make_rung(6), about_age="under_13", email="", happened="She hurt me.", language="ur"
    )
    story.claim(moderator)

    page = client.get(QUEUE)

    flags = ("May not be safe", "Child under 13", "No e-mail", "In another language")
    for words in ("30 days", "Late", *flags, "Co-design", "Mo", story.reference):
        assertContains(page, words)


def test_the_queue_is_filtered(client, moderator):
    mine = make_waiting_story(title="mine", about_age="under_13")
    mine.claim(moderator)
    Photo.objects.create(story=mine, position=1, file="a.jpg", width=1, height=1, alt="A ramp")
    make_waiting_story(title="free", happened="I want to die.", consent_publish=False)
    colleague = make_moderator()
    make_waiting_story(title="paper", channel="paper", typed_by=colleague, email="", language="pa")
    make_waiting_story(title="second", criticality=4).approve(colleague)
    make_waiting_story(title="mine too", criticality=4).approve(moderator)
    make_waiting_story(title="advert").put_with_spam(moderator, "It sells something.")
    make_published_story(title="out")
    asked = make_waiting_story(title="asked back")
    asked.ask(moderator, "Why?")
    asked.answer("Because.")
    make_waiting_story(title="held").hold(moderator, "Harm.")
    make_draft(title="draft")

    for query, titles in FILTERED:
        assert set(listed(client, query)) == titles, query


def test_the_queue_is_filtered_by_rung_and_partner(client, moderator):
    partner = make_partner()
    story = make_waiting_story(rung=make_rung(5), partners=[partner, make_partner()])
    make_waiting_story()

    for query in (f"?rung__id__exact={story.rung_id}", f"?partners__id__exact={partner.pk}"):
        assert listed(client, query) == [story.title]


@pytest.mark.parametrize(
    "query",
    [
        *("?state=%00", "?reader=x", "?flag=x", "?channel=x", "?rung__id__exact=x", "?o=-1.2"),
        *("?p=99", "?p=-1", "?p=0", "?p=٣", f"?p={'9' * 30}", "?all=", "?q=%00"),
    ],
)
def test_a_made_up_query_harms_nothing(client, moderator, query):
    make_waiting_story()

    assert client.get(QUEUE + query).status_code in {200, 302}


def test_a_title_from_right_to_left_stays_in_its_place(client, moderator):
    make_waiting_story(title="ہم نے مل کر بنایا")

    assertContains(client.get(QUEUE), "<bdi>ہم نے مل کر بنایا</bdi>")


# Counting


def test_no_list_is_counted_to_its_end(client, moderator, monkeypatch):
    monkeypatch.setattr(StoryAdmin, "list_per_page", 2)
    for _ in range(7):
        make_waiting_story(title="Same word", rung=make_rung(), partners=[make_partner()])
    partner = Story.objects.first().partners.get().pk
    filters = [f"?flag={name}" for name in FLAGS] + ["?state=all", "?state=spam", "?reader=nobody"]

    for query in (
        *filters,
        "",
        "?q=same",
        "?p=2",
        f"?partners__id__exact={partner}",
        "?state=consent_ends",
    ):
        with CaptureQueriesContext(connection) as asked:
            client.get(QUEUE + query)
        counts = counts_in(asked)
        assert counts, query
        assert [sql for sql in counts if "LIMIT" not in sql] == [], query


def test_a_long_list_says_more_than_and_leads_on(client, moderator, monkeypatch):
    monkeypatch.setattr(StoryAdmin, "list_per_page", 2)
    titles = [f"No {number}" for number in range(7)]
    for title in titles:
        make_waiting_story(title=title)

    page = client.get(QUEUE)

    assertContains(page, "More than 4 stories. Page 1.")
    assertContains(page, 'href="?p=2" rel="next"')
    assert [title for number in range(1, 5) for title in listed(client, f"?p={number}")] == titles
    last = client.get(f"{QUEUE}?p=4")
    assertContains(last, "7 stories. Page 4.")
    assertNotContains(last, 'rel="next"')


def test_nobody_can_ask_for_all_on_one_page(client, moderator, monkeypatch):
    monkeypatch.setattr(StoryAdmin, "list_per_page", 2)
    for _ in range(5):
        make_waiting_story()

    assert len(listed(client, "?all=")) == 2


def test_the_queue_costs_the_same_however_much_waits(client, moderator, django_assert_num_queries):
    rungs, partner = [make_rung(7), make_rung(3)], make_partner()
    make_waiting_story(rung=rungs[0], partners=[partner])
    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    for size in (1, 5):
        for _ in range(size):
            make_waiting_story(rung=rungs[1], partners=[partner]).claim(moderator)
        with django_assert_num_queries(len(one)):
            client.get(QUEUE)
    assert len(one) <= 10


# Claiming


def test_one_press_takes_a_story_and_opens_it(client, moderator):
    story = make_waiting_story(title="The quiet room")
    page = client.get(QUEUE)
    assertContains(page, f'name="claim" value="{story.pk}"')

    answer = client.post(QUEUE, {"claim": story.pk})

    assertRedirects(
        answer, reverse("admin:stories_story_change", args=[story.pk]), fetch_redirect_response=False
    )
    story.refresh_from_db()
    assert story.claimed_by == moderator
    assertNotContains(client.get(QUEUE), 'name="claim"')


def test_who_comes_second_is_told_who_has_it(client, moderator):
    story = make_waiting_story()
    story.claim(make_moderator(name="Kim"))

    answer = client.post(QUEUE, {"claim": story.pk}, follow=True)

    assertContains(answer, "Kim is reading this story.")
    story.refresh_from_db()
    assert story.claimed_by.name == "Kim"


@pytest.mark.parametrize("pk", ["", "x", "0", "9" * 30, "-1"])
def test_a_story_that_is_not_there_cannot_be_taken(client, moderator, pk):
    assert client.post(QUEUE, {"claim": pk}).status_code == 404


def test_a_held_story_cannot_be_taken_from_the_list(client, moderator):
    story = make_waiting_story()
    story.hold(moderator, "Harm.")

    assert client.post(QUEUE, {"claim": story.pk}).status_code == 404


def test_who_may_not_moderate_can_take_nothing(client):
    story = make_waiting_story()
    client.force_login(make_user("Content editors"))

    assert client.post(QUEUE, {"claim": story.pk}).status_code in {302, 403, 404}
    story.refresh_from_db()
    assert story.claimed_by is None


def test_many_are_taken_and_handed_back_and_refusals_are_told(client, moderator):
    mine, free = make_waiting_story(), make_waiting_story()
    theirs = make_waiting_story()
    theirs.claim(make_moderator(name="Kim"))

    page = do(client, "take", mine, free, theirs)

    assertContains(page, "2 stories are yours to read.")
    assertContains(page, f"{theirs.reference}: Kim is reading this story.")
    assertContains(do(client, "give_back", mine), "1 story is back with everybody.")
    claimed = dict(Story.objects.values_list("pk", "claimed_by"))
    assert claimed == {mine.pk: None, free.pk: moderator.pk, theirs.pk: theirs.claimed_by_id}


def test_nothing_can_be_added_or_deleted_here(client):
    administrator = make_user(is_superuser=True, is_staff=True)
    client.force_login(administrator)
    story = make_waiting_story()

    page = client.get(QUEUE)

    assertNotContains(page, "addlink")
    assertNotContains(page, "delete_selected")
    do(client, "delete_selected", story)
    assert Story.objects.exists()


# What may be spam


def test_what_may_be_spam_waits_in_a_lane_of_its_own_and_its_sender_is_told_nothing(client, moderator):
    advert = make_waiting_story(happened="Buy now! Click here: https://example.org/shop")
    story = make_waiting_story(title="A real one")

    assert advert.state == story.state == "waiting"
    assert advert.spam_reason
    assert listed(client) == ["A real one"]
    lane = client.get(f"{QUEUE}?state=spam")
    assertContains(lane, "It sells something")
    assert client.get(advert.get_follow_url()).status_code == 200
    assertNotContains(client.get(advert.get_follow_url()), "spam")


def test_adverts_are_declined_many_at_once_and_others_go_back(client, moderator):
    adverts = [make_waiting_story(email=f"seller{n}@example.org") for n in range(3)]
    for advert in adverts:
        advert.put_with_spam(moderator, "It sells something.")

    page = do(client, "decline_as_advert", *adverts[:2], query="?state=spam")
    assertContains(page, "2 stories are declined as an advert.")
    page = do(client, "not_spam", adverts[2], query="?state=spam")
    assertContains(page, "1 story is back in the queue.")

    states = [Story.objects.get(pk=advert.pk).state for advert in adverts]
    assert states == ["declined", "declined", "waiting"]
    assert adverts[0].events.get(kind="declined").text.startswith("It is an advert or spam.")
    assert listed(client) == [adverts[2].title]


def test_the_lane_offers_what_belongs_there(client, moderator):
    make_waiting_story()
    make_waiting_story().put_with_spam(moderator, "Links.")

    assertNotContains(client.get(QUEUE), "decline_as_advert")
    assertContains(client.get(QUEUE), "put_with_spam")
    assertContains(client.get(f"{QUEUE}?state=spam"), "decline_as_advert")
    do(client, "decline_as_advert", Story.objects.waiting().get())
    assert Story.objects.waiting().count() == 1


def test_spam_in_one_table_is_taken_out_with_its_own_filters(client):
    """The file for a spreadsheet holds what the list holds."""
    user = make_moderator()
    user.user_permissions.add(Permission.objects.get(codename="export_story"))
    client.force_login(user)
    make_waiting_story(title="in the queue")
    advert = make_waiting_story()
    advert.put_with_spam(user, "Links.")

    answer = client.post(f"{QUEUE}table/?state=spam", {})

    told = b"".join(answer.streaming_content).decode()
    assert advert.reference in told
    assert told.count("\n") == 2
