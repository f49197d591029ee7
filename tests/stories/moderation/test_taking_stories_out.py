"""Staff take stories out of the site, or erase one: each with a permission of its own, each noted."""

import csv
import io
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import GoneAddress, Story
from stories.moderation import stories_table
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_site,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
TABLE = "/admin/stories/story/table/"
QUEUE = "/admin/stories/story/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False
    make_site()


@pytest.fixture
def lead(client):
    user = make_user("Safeguarding leads", name="Lee")
    client.force_login(user)
    return user


def file_address(story):
    return reverse("admin:stories_story_file", args=[story.pk])


def erase_address(story):
    return reverse("admin:stories_story_erase", args=[story.pk])


def rows_of(answer) -> list[dict]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def take_table(client, query="", **typed):
    return client.post(f"{TABLE}?{query}", typed)


def hold(story) -> Story:
    story.hold(make_moderator(), "Harm.")
    return story


# One story


def test_one_press_makes_the_file_for_a_teller_and_is_written_down(client, lead):
    story = make_waiting_story()
    assertContains(client.get(f"{QUEUE}{story.pk}/change/"), "Make the file")

    answer = client.post(file_address(story))

    assert answer["Content-Disposition"] == f'attachment; filename="story-{story.reference}.json"'
    assert "no-store" in answer["Cache-Control"]
    assert json.loads(answer.content)["Your story"]["Reference"] == story.reference
    event = story.events.last()
    assert (event.kind, event.by) == ("exported", lead)
    assert client.get(file_address(story)).status_code == 405


def test_a_held_story_is_handed_out_to_nobody_not_even_by_a_lead(client, lead):
    held_story, taken_back = hold(make_waiting_story()), hold(make_waiting_story())
    taken_back.withdraw()

    for story in (held_story, taken_back):
        assertNotContains(client.get(f"{QUEUE}{story.pk}/change/"), "Make the file")
        assert client.post(file_address(story)).status_code == 404
        assert not story.events.filter(kind="exported").exists()


@pytest.mark.parametrize(
    "who",
    [
        make_moderator,
        lambda: make_user("Content editors"),
        lambda: make_user("Partner managers"),
    ],
)
def test_without_the_permission_nothing_is_taken_out_or_erased(client, who):
    story = make_waiting_story()
    client.force_login(who())

    assert client.post(file_address(story)).status_code == 403
    assert client.get(erase_address(story)).status_code == 403
    assert client.post(erase_address(story), {"reason": "asked"}).status_code == 403
    assert client.get(TABLE).status_code == 403
    assert take_table(client).status_code == 403
    assert Story.objects.get() == story
    assert story.events.count() == 1


def test_a_moderator_is_not_offered_what_they_may_not_do(client):
    story = make_waiting_story()
    client.force_login(make_moderator())

    assertNotContains(client.get(f"{QUEUE}{story.pk}/change/"), "When a teller asks")
    assertNotContains(client.get(QUEUE), "as a table")


def test_a_visitor_and_a_partner_come_to_the_door(client):
    story = make_waiting_story()

    for person in (None, make_user()):
        if person:
            client.force_login(person)
        for address in (file_address(story), erase_address(story), TABLE):
            answer = client.post(address, {"reason": "asked"})
            assert answer.status_code in (302, 403, 404)
            assert "attachment" not in answer.get("Content-Disposition", "")
    assert Story.objects.exists()


def test_a_permission_without_being_a_reader_opens_no_story(client):
    story = make_waiting_story()
    user = make_user("Content editors")
    user.user_permissions.set(Permission.objects.filter(codename__in=["export_story", "erase_story"]))
    client.force_login(user)

    assert client.post(file_address(story)).status_code == 403
    assert client.post(erase_address(story), {"reason": "asked"}).status_code == 403
    assert client.get(TABLE).status_code == 403


def test_a_moderator_with_both_permissions_cannot_reach_a_held_story(client):
    story = hold(make_waiting_story())
    user = make_moderator()
    user.user_permissions.set(Permission.objects.filter(codename__in=["export_story", "erase_story"]))
    client.force_login(user)

    assert client.post(file_address(story)).status_code == 404
    assert client.post(erase_address(story), {"reason": "asked"}).status_code == 404
    assert rows_of(take_table(client, "state=all")) == []


# Erased


def test_erasing_asks_first_and_wants_a_reason(client, lead):
    story = make_published_story(title="The calm room")

    assertContains(client.get(erase_address(story)), "Nobody can bring them back.")
    assertContains(client.post(erase_address(story), {}), "Please choose an answer.")
    assertContains(client.post(erase_address(story), {"reason": "The calm room"}), "There is a problem")

    assert Story.objects.exists()


@pytest.mark.parametrize(
    "make", [make_waiting_story, make_published_story, lambda: hold(make_waiting_story())]
)
def test_a_lead_erases_a_story_and_only_that_it_was_done_is_kept(client, lead, make):
    story = make()
    address = story.slug and story.get_absolute_url()

    answer = client.post(erase_address(story), {"reason": "asked"})

    assertRedirects(answer, QUEUE)
    assert not Story.objects.exists()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.object_repr) == (lead, None, "Stories")
    assert "The teller asked for it." in entry.change_message
    assert story.reference not in f"{entry.object_repr}{entry.change_message}"
    assert GoneAddress.objects.exists() is bool(address)
    if address:
        assert client.get(address).status_code == 410


def test_erasing_twice_answers_that_it_is_not_there(client, lead):
    story = make_waiting_story()
    client.post(erase_address(story), {"reason": "asked"})

    assert client.post(erase_address(story), {"reason": "asked"}).status_code == 404
    assert LogEntry.objects.count() == 1


def test_a_draft_is_not_on_the_desk_to_be_erased(client, lead):
    assert client.post(erase_address(make_draft()), {"reason": "asked"}).status_code == 404


# The table


def test_the_table_holds_what_the_list_shows(client, lead):
    rung = make_rung(7)
    published = make_published_story(
        title="On the ladder", rung=rung, partners=[make_partner(name="Voice")]
    )
    make_published_story(rung=make_rung(2))
    make_waiting_story(rung=rung)
    make_draft(rung=rung)
    query = f"state=published&rung__id__exact={rung.pk}"
    assertContains(client.get(f"{QUEUE}?{query}"), f"{TABLE}?")

    rows = rows_of(take_table(client, query))

    assert [row["Reference"] for row in rows] == [published.reference]
    assert rows[0]["Public copy: title"] == "On the ladder"
    assert rows[0]["Rung"] == "Co-production"
    assert rows[0]["Partners"] == "Voice"
    assert rows[0]["Address"] == published.get_absolute_url()


def test_words_that_nobody_published_and_private_details_stay_inside(client, lead):
    make_waiting_story(
        title="Secret", happened="Secret", email="secret@example.org", shown_name="Secret"
    )
    public = make_published_story(email="secret@example.org", shown_name="Secret")

    text = b"".join(take_table(client, "state=all").streaming_content).decode()

    assert "ecret" not in text
    assert public.reference in text
    assert public.follow_token not in text
    assert not public.events.filter(kind="exported").exists()
    assert LogEntry.objects.get().change_message == "Took a table of stories out of the site."


def test_private_details_come_only_when_asked_for_and_it_is_written_down_at_each_story(client, lead):
    story = make_waiting_story(happened="Their own words", email="secret@example.org")

    rows = rows_of(take_table(client, "state=all", with_private="on"))

    assert rows[0]["Private: what happened?"] == "Their own words"
    assert rows[0]["Private: your e-mail address"] == "secret@example.org"
    assert story.follow_token not in str(rows)
    assert (story.events.last().kind, story.events.last().by) == ("exported", lead)
    assert "with private details" in LogEntry.objects.get().change_message


def test_a_held_story_is_in_no_table(client, lead):
    hold(make_waiting_story())
    hold(make_waiting_story()).withdraw()

    assert rows_of(take_table(client, "state=all", with_private="on")) == []
    assert rows_of(take_table(client, "state=safeguarding")) == []


def test_looking_at_the_page_takes_nothing_out(client, lead):
    make_waiting_story()

    answer = client.get(TABLE, {"with_private": "on"})

    assertContains(answer, "Make the table")
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "query", ["p=999", "state=nothing-like-that", "nobody__knows=1", "rung__id__exact=x"]
)
def test_a_made_up_filter_is_no_fault_of_ours(client, lead, query):
    assert take_table(client, query).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        '=HYPERLINK("x")',
        "\uff1d1",
        "\u00a0=1",
    ],
)
def test_a_cell_that_could_calculate_only_shows(cell):
    assert stories_table.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", None, "Anna's day", "5 = 5", "a@b.org", 7])
def test_any_other_cell_is_as_it_was(cell):
    assert stories_table.harmless(cell) == ("" if cell is None else str(cell))


def test_a_formula_in_a_title_is_harmless_in_the_table(client, lead):
    make_published_story(title='=cmd|"/c calc"!A1', happened="-2+3\r\n=1")

    row = rows_of(take_table(client, "state=published"))[0]

    assert row["Public copy: title"].startswith("'=")
    assert row["Public copy: what happened"].startswith("'-")


def test_a_story_taken_back_or_erased_while_the_table_is_made_is_left_out(lead, monkeypatch):
    monkeypatch.setattr(stories_table, "BATCH", 1)
    first, second, third, fourth = (make_published_story() for _ in range(4))
    lines = stories_table.lines(Story.objects.published(), lead, True)
    next(lines)
    assert first.reference in next(lines)

    second.withdraw()
    third.delete()

    rest = list(lines)
    assert [fourth.reference in line for line in rest] == [True]


def test_the_table_costs_the_same_memory_and_queries_for_each_part(
    lead, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(stories_table, "BATCH", 3)
    for _ in range(6):
        make_published_story()

    with django_assert_num_queries(3 + 2 * 3):
        lines = list(stories_table.lines(Story.objects.published(), lead, False))

    assert len(lines) == 7
