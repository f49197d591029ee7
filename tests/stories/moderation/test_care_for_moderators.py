"""Nobody is given one hard story after another, and whoever cannot go on hands all back with one press."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db.models.signals import post_save
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories import retention
from stories.models import SkippedTheme, Story, StoryEvent, Theme
from stories.moderation.care import gently
from tests.stories.moderation.test_moderation import desk, fresh, typed
from tests.support.factories import make_moderator, make_rung, make_waiting_story

pytestmark = pytest.mark.django_db
QUEUE = "/admin/stories/story/"
MINE = f"{QUEUE}?state=waiting&reader=me"
HARD = "My dad hit me."
SKIP = f"{QUEUE}skip/"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("rows", "before", "ordered"),
    [
        ("HHHHL", 0, [0, 1, 2, 4, 3]),
        ("HHL", 3, [2, 0, 1]),
        ("HHHH", 0, [0, 1, 2, 3]),
        ("LHL", 0, [0, 1, 2]),
        ("", 3, []),
    ],
)
def test_after_three_hard_stories_comes_a_lighter_one_if_there_is_any(rows, before, ordered):
    assert gently([(at, row == "H") for at, row in enumerate(rows)], before) == ordered


def test_next_offers_a_lighter_one_after_three_hard_ones(client, moderator):
    hard = [make_waiting_story(happened=HARD) for _ in range(4)]
    light = make_waiting_story()
    for story in hard[:3]:
        client.post(QUEUE, {"claim": story.pk})

    answer = client.post(desk(hard[2]), typed(hard[2], do="next"))

    assertRedirects(answer, desk(light), fetch_redirect_response=False)


def test_what_a_colleague_read_makes_nobody_elses_day_harder(client, moderator):
    colleague, hard = make_moderator(), [make_waiting_story(happened=HARD) for _ in range(5)]
    make_waiting_story()
    for story in hard[:3]:
        story.claim(colleague)
    hard[3].claim(moderator)

    answer = client.post(desk(hard[3]), typed(hard[3], do="next"))

    assertRedirects(answer, desk(hard[4]), fetch_redirect_response=False)


def test_five_of_the_list_are_taken_and_none_is_opened(client, moderator):
    rung = make_rung(1)
    stories = [make_waiting_story(rung=rung) for _ in range(7)]
    other = make_waiting_story()
    stories[0].claim(make_moderator(name="Kim"))

    narrowed = f"{QUEUE}?rung__id__exact={rung.pk}"
    answer = client.post(f"{narrowed}&reader=nobody&p=2", {"five": "5"})

    mine = f"{narrowed}&reader=me&state=waiting"
    assertRedirects(answer, mine, fetch_redirect_response=False)
    assert [fresh(story).claimed_by == moderator for story in stories] == [False, *[True] * 5, False]
    assert fresh(other).claimed_by is None
    assert not stories[1].events.filter(kind__in=["opened", "unfolded"]).exists()


def test_where_nothing_is_free_nobody_gets_five(client, moderator):
    make_waiting_story().claim(make_moderator())

    assertContains(client.post(QUEUE, {"five": "5"}, follow=True), "no other story in this list")


def test_pause_hands_everything_back_at_once(client, moderator):
    mine, theirs = [make_waiting_story() for _ in range(2)], make_waiting_story()
    for story in mine:
        story.claim(moderator)
    theirs.claim(make_moderator(name="Kim"))

    page = client.post(QUEUE, {"pause": "1"}, follow=True)

    assertContains(page, "2 stories are back with everybody.")
    assert all(fresh(story).claimed_by is None for story in mine)
    assert fresh(theirs).claimed_by.name == "Kim"


def test_pause_stops_at_nothing_that_a_colleague_does_at_this_moment(client, moderator):
    stories = [make_waiting_story(), make_waiting_story()]
    for story in stories:
        story.claim(moderator)

    def a_colleague_hands_it_back(sender, instance, **more):
        if instance.kind == StoryEvent.Kind.HANDED_BACK:
            (other,) = {story.pk for story in stories} - {instance.story_id}
            Story.objects.filter(pk=other).update(claimed_by=None)

    post_save.connect(a_colleague_hands_it_back, sender=StoryEvent)
    try:
        page = client.post(QUEUE, {"pause": "1"}, follow=True)
    finally:
        post_save.disconnect(a_colleague_hands_it_back, sender=StoryEvent)

    assertContains(page, "1 story is back with everybody.")


def test_how_many_hard_ones_in_a_row_is_a_setting(client, moderator, settings):
    settings.HEAVY_STORIES_IN_A_ROW = 1
    hard = [make_waiting_story(happened=HARD) for _ in range(2)]
    light = make_waiting_story()
    client.post(QUEUE, {"claim": hard[0].pk})

    answer = client.post(desk(hard[0]), typed(hard[0], do="next"))

    assertRedirects(answer, desk(light), fetch_redirect_response=False)


# What somebody does not want to read today

HURTING = "hurting somebody"


def skip(client, theme, query=""):
    return client.post(f"{SKIP}{query}", {"theme": theme}, follow=True)


def go_on(client, story):
    return client.post(desk(story), typed(story, do="next"), follow=True)


def test_what_is_skipped_is_not_given_until_midnight(client, moderator):
    first, hard, other = make_waiting_story(), make_waiting_story(happened=HARD), make_waiting_story()

    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=LONDON), tick=False):
        assertContains(skip(client, HURTING), "Until midnight you are not given: Hurting somebody.")
        assertRedirects(go_on(client, first), desk(other))
        assert fresh(hard).claimed_by is None
    with time_machine.travel(datetime(2026, 7, 2, 0, 5, tzinfo=LONDON), tick=False):
        client.force_login(moderator)
        assertNotContains(client.get(SKIP), "Until midnight")
        assertRedirects(go_on(client, first), desk(hard))


def test_a_theme_that_a_colleague_has_sorted_a_story_under_is_skipped_too(client, moderator):
    theme = Theme.objects.create(slug="school", name="School")
    first, sorted_there, other = (make_waiting_story() for _ in range(3))
    sorted_there.themes.set([theme])

    skip(client, "school")

    assertRedirects(go_on(client, first), desk(other))


def test_five_are_given_without_what_is_skipped(client, moderator):
    theme = Theme.objects.create(slug="school", name="School")
    hard, at_school, other = (
        make_waiting_story(happened=HARD),
        make_waiting_story(),
        make_waiting_story(),
    )
    at_school.themes.set([theme])
    skip(client, HURTING)
    skip(client, "school")

    client.post(QUEUE, {"five": "5"})

    assert [fresh(story).claimed_by for story in (hard, at_school, other)] == [None, None, moderator]


def test_who_skips_all_that_waits_reads_why_nothing_comes(client, moderator):
    first = make_waiting_story()
    make_waiting_story(happened=HARD)
    skip(client, HURTING)

    assertContains(go_on(client, first), "What you skip today is left out.")


def test_what_one_skips_a_colleague_is_given_and_does_not_see(client, moderator):
    first, hard = make_waiting_story(), make_waiting_story(happened=HARD)
    skip(client, HURTING)
    colleague = Client()
    colleague.force_login(make_moderator(name="Kim"))

    assertNotContains(colleague.get(QUEUE), "Until midnight")
    assertRedirects(go_on(colleague, first), desk(hard))


def test_whoever_can_read_it_after_all_is_given_everything_again(client, moderator):
    first, hard = make_waiting_story(), make_waiting_story(happened=HARD)
    skip(client, HURTING)

    client.post(SKIP, {"skip_no_more": "1"})

    assertRedirects(go_on(client, first), desk(hard))


@pytest.mark.parametrize("theme", ["", "nonsense", "x" * 500])
def test_a_theme_that_is_none_is_not_skipped(client, moderator, theme):
    assertContains(skip(client, theme), "error-summary")
    assert not SkippedTheme.objects.exists()


def test_skipping_keeps_the_list_as_it_was_narrowed(client, moderator):
    query = urlencode({"_changelist_filters": "reader=nobody"})

    assertContains(client.get(f"{QUEUE}?reader=nobody"), f"{SKIP}?{query}")
    assertRedirects(skip(client, HURTING, f"?{query}"), f"{QUEUE}?reader=nobody")
    assertContains(client.get(SKIP), "Hurting somebody. <button")
    assertContains(skip(client, HURTING), "Until midnight you are not given: Hurting somebody.")
    assert SkippedTheme.objects.count() == 1


def test_what_was_skipped_on_another_day_is_forgotten(client, moderator):
    yesterday = timezone.localdate() - timedelta(days=1)
    SkippedTheme.objects.create(by=moderator, theme=HURTING, day=yesterday)
    skip(client, "fear")

    retention.carry_out()

    assert [row.theme for row in SkippedTheme.objects.all()] == ["fear"]
