"""Nobody is given one hard story after another, and whoever cannot go on hands all back with one press."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from stories.moderation.care import gently
from tests.stories.moderation.test_moderation import desk, fresh, typed
from tests.support.factories import make_moderator, make_rung, make_waiting_story

pytestmark = pytest.mark.django_db
QUEUE = "/admin/stories/story/"
MINE = f"{QUEUE}?state=waiting&reader=me"
HARD = "My dad hit me."


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

    answer = client.post(f"{QUEUE}?rung__id__exact={rung.pk}", {"five": "5"})

    assertRedirects(answer, MINE, fetch_redirect_response=False)
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
