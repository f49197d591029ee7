"""A host without an account begins a group, closes a round, sees the gap, writes a step down and asks again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import limits
from coproduction_site.cache import revision
from ladder.groups import actions
from ladder.models import GroupRound, GroupSeries, GroupSheet, StatementSet
from ladder.paper.texts import host_sheet
from tests.support.factories import make_user
from tests.support.groups import close, hand_in, make_round, page, sent, sheet_page

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
STEP = {"step": "Ask before the plan is written", "step_by": "The short breaks team"}


@pytest.fixture(autouse=True)
def loaded(starter_content, settings):
    """A new site."""
    settings.REQUIRE_STAFF_MFA = False


def beginning(**more) -> dict:
    return {
        "key": str(uuid4()),
        "work": "The short breaks plan",
        "sides": ["family", "staff"],
        "ends_on": TODAY() + timedelta(days=7),
    } | more


def host_of(group_round) -> str:
    return page("host", group_round.series.token)


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ").split())


def choose(client, group_round, **more):
    group_round.refresh_from_db()
    data = {"version": group_round.version, "step_on": TODAY() + timedelta(days=20)} | STEP | more
    return client.post(page("step", group_round.series.token), data)


def test_somebody_without_an_account_begins_a_group_and_gets_a_link_and_a_code(client):
    answer = client.post(page("begin"), beginning())

    group_round = GroupRound.objects.get()
    assertRedirects(answer, host_of(group_round))
    shown = client.get(host_of(group_round))
    assertContains(shown, f"{group_round.code[:4]}-{group_round.code[4:]}")
    assertContains(shown, group_round.series.token)
    assertContains(shown, "so somebody could answer twice")
    assert len(group_round.series.token) == 43


def test_a_group_that_is_sent_twice_is_begun_once(client):
    data = beginning()

    assert client.post(page("begin"), data).url == client.post(page("begin"), data).url
    assert GroupSeries.objects.count() == 1


WRONG = {
    "no work": {"work": ""},
    "a long work": {"work": "x" * 61},
    "an enormous work": {"work": "x" * 100_000},
    "no side": {"sides": []},
    "a side that is none": {"sides": ["cats"]},
    "an end that is past": {"ends_on": "2020-01-01"},
    "no end": {"ends_on": ""},
    "no day": {"ends_on": "32.13.2026"},
    "half a ticket": {"tickets": "1.5"},
    "too many tickets": {"tickets": "201"},
    "fewer tickets than none": {"tickets": "-1"},
    "tickets without end": {"tickets": "9" * 400},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_group_is_not_begun_with(client, what):
    answer = client.post(page("begin"), beginning(**WRONG[what]))

    assertContains(answer, "There is a problem")
    assert not GroupSeries.objects.exists()


def test_the_last_day_is_at_most_thirty_days_away(client):
    assertContains(
        client.post(page("begin"), beginning(ends_on=TODAY() + timedelta(days=31))),
        "at most 30 days away",
    )
    client.post(page("begin"), beginning(ends_on=TODAY() + timedelta(days=30)))
    client.post(page("begin"), beginning(ends_on=TODAY()))
    assert GroupSeries.objects.count() == 2


def test_one_place_cannot_begin_groups_without_end(client):
    for _ in range(limits.GROUPS_BEGUN.times):
        client.post(page("begin"), beginning())

    answer = client.post(page("begin"), beginning())

    assertContains(answer, "many groups at once", status_code=429)
    assert GroupSeries.objects.count() == limits.GROUPS_BEGUN.times


def test_a_browser_that_keeps_no_cookies_begins_a_group_too():
    client = Client(enforce_csrf_checks=True)
    boxes = BeautifulSoup(client.get(page("begin")).content, "html.parser").select("input[type=hidden]")
    hidden = {box["name"]: box["value"] for box in boxes}
    client.cookies.clear()

    answer = client.post(
        page("begin"), beginning(key=hidden["key"], stamp=hidden["stamp"]), headers={"Origin": "null"}
    )

    assert answer.status_code == 302
    assert GroupSeries.objects.count() == 1


@pytest.mark.parametrize("name", ["host", "step", "next", "tickets"])
def test_a_wrong_link_of_a_host_opens_nothing_and_does_nothing(client, name):
    group_round = make_round()
    token = group_round.series.token
    for wrong in (token[:-1], token.swapcase(), group_round.code, "x" * 3_000, "host"):
        sent_in = client.post(page(name, wrong), {"close": "yes", "erase": "yes", "sure": "yes"})
        assert client.get(page(name, wrong)).status_code == 404
        assert sent_in.status_code == (404 if name != "tickets" else 405)
    assert not GroupRound.objects.get().is_closed


def test_another_site_cannot_press_the_buttons_of_a_host():
    group_round, client = make_round(), Client(enforce_csrf_checks=True)
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}

    client.post(host_of(group_round), {"close": "yes", "sure": "yes"}, headers=elsewhere)
    assert not GroupRound.objects.get().is_closed

    here = {"Sec-Fetch-Site": "same-origin"}
    client.post(host_of(group_round), {"close": "yes", "sure": "yes"}, headers=here)
    assert GroupRound.objects.get().is_closed


def test_while_a_round_is_open_its_host_sees_bands_and_no_number(client):
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 7)
    hand_in(group_round, "staff", *[{}] * 11)

    text = text_of(client.get(host_of(group_round)))

    assert "Families 5 to 9 Young people Fewer than 5 Staff 10 or more" in text


def test_closing_asks_once_and_says_what_happens(client):
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 5)

    asked = client.post(host_of(group_round), {"close": "yes"})
    assertContains(asked, "It can’t be opened again.")
    assert not GroupRound.objects.get().is_closed

    client.post(host_of(group_round), {"close": "yes", "sure": "yes"})
    client.post(host_of(group_round), {"close": "yes", "sure": "yes"})
    assert GroupRound.objects.get().closed_on == TODAY()
    assertContains(client.get(host_of(group_round)), page("result", group_round.code))


def test_the_widest_gap_comes_first_and_is_said_in_words_and_drawn(client):
    group_round = make_round()
    hand_in(group_round, "family", *[{"C1": "0", "I1": "1"}] * 5)
    hand_in(group_round, "staff", *[{"C1": "3"}] * 10)
    close(group_round)

    soup = BeautifulSoup(client.get(page("result", group_round.code)).content, "html.parser")

    rows = [" ".join(row.get_text(" ").split()) for row in soup.select(".gaps tbody tr")]
    assert "I am asked while things can still change." in rows[0]
    assert "Families: Not yet. People agree." in rows[0]
    assert "Staff: Always. not yet: 0, sometimes: 0, mostly: 0, always: 10." in rows[0]
    assert "Talk about this first" in rows[0]
    assert "Look at this" in rows[1]
    assert "Much the same" in rows[2]
    assert "Talk about 1 line first" in soup.main.get_text()
    picture = soup.select_one(".gaps tbody tr svg")
    assert [text.text for text in picture.select(".rails__word")] == ["Families", "Staff"]
    circle, square = picture.select_one("circle"), picture.select_one("path[fill]")
    assert (circle["cx"], square["transform"]) == ("64", "translate(316 76)")
    assert square["fill"] == "url(#stripes)"
    assert soup.select_one("#stripes")
    assert picture["aria-hidden"] == "true"


def test_a_line_of_which_only_one_side_speaks_has_no_gap(client):
    group_round = make_round()
    hand_in(group_round, "young", *[{}] * 5)
    hand_in(group_round, "staff", *[{}] * 5)
    close(group_round)

    text = text_of(client.get(page("result", group_round.code)))

    assert "I can say no, and that is fine." in text
    assert "Staff: Not asked. One side alone" in text
    assert "Families Fewer than 5, so not shown." in text


def test_where_no_side_had_five_nothing_is_shown(client):
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 4)
    close(group_round)

    text = text_of(client.get(page("result", group_round.code)))

    assert "There is nothing to show" in text
    assert "Mostly" not in text


def test_of_two_middles_the_one_that_flatters_less_is_taken():
    group_round = make_round()
    hand_in(group_round, "family", *[{"C1": "1", "W1": "1"}] * 3, *[{"C1": "2", "W1": "2"}] * 3)

    lines = close(group_round).summary["family"]["lines"]

    assert lines["C1"]["middle"] == 1
    assert lines["W1"]["middle"] == 2


def test_the_host_types_paper_in_sheet_after_sheet(client):
    group_round = make_round()
    address = page("type", group_round.series.token, "family")
    data = {one.code: "1" for one in StatementSet.objects.live().asked_of("family")}

    keys = [
        BeautifulSoup(client.get(address).content, "html.parser").select_one("[name=key]")["value"]
        for _ in "ab"
    ]
    for key in (*keys, keys[0]):
        assertContains(client.post(address, data | {"key": key}), "The sheet is in")

    assert GroupSheet.objects.filter(side="family", answers="1" * 13).count() == 2
    printed = client.get(page("paper", group_round.code, "family"))
    assertContains(printed, "empty box", count=5 * 13)
    assertNotContains(printed, group_round.series.token)


def test_no_page_for_a_wall_or_for_paper_shows_the_link_of_the_host(client):
    group_round = make_round()
    for address in (
        page("screen", group_round.code),
        page("join", group_round.code),
        sheet_page(group_round),
    ):
        assertNotContains(client.get(address), group_round.series.token)
    assertContains(client.get(page("screen", group_round.code)), "qr-code__ink")
    assertContains(
        client.get(page("screen", group_round.code)), f"{group_round.code[:4]}-{group_round.code[4:]}"
    )


def test_a_new_code_ends_the_old_one(client):
    group_round = make_round()
    old = group_round.code

    for _ in range(2):
        client.post(host_of(group_round), {"code": "yes", "version": "1"})

    group_round.refresh_from_db()
    assert group_round.code != old
    assert group_round.version == 2
    assert client.get(page("join", old)).status_code == 404
    assert client.get(page("join", group_round.code)).status_code == 200


def test_a_group_that_its_host_erases_is_gone_with_all_it_said(client):
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 6)
    assertContains(client.post(host_of(group_round), {"erase": "yes"}), "Nothing of it comes back.")
    assert GroupSeries.objects.exists()

    client.post(host_of(group_round), {"erase": "yes", "sure": "yes"})

    assert not GroupSeries.objects.exists()
    assert not GroupRound.objects.exists()
    assert not GroupSheet.objects.exists()
    assert client.get(host_of(group_round)).status_code == 404
    assert client.get(page("join", group_round.code)).status_code == 404


def test_the_next_round_begins_two_weeks_after_closing_with_a_code_of_its_own(client):
    group_round = make_round()
    close(group_round)
    address = page("next", group_round.series.token)
    with time_machine.travel(timezone.now() + timedelta(days=13), tick=False):
        client.post(address, {"ends_on": TODAY()})
        assert GroupRound.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=False):
        for _ in range(2):
            client.post(address, {"ends_on": TODAY()})

    newest, first = GroupRound.objects.all()
    assert (newest.number, newest.is_closed, newest.code == first.code) == (2, False, False)
    assertContains(client.get(host_of(newest)), page("result", first.code))


def second_round(first):
    """Two weeks after the first one was closed. The clock of the caller moves."""
    actions.begin_next(first.series, {"ends_on": TODAY(), "tickets": 0})
    return first.series.rounds.first()


def test_over_time_only_a_middle_that_moved_is_told_and_others_may_have_answered(client):
    first = make_round()
    hand_in(first, "family", *[{"C1": "1"}] * 6)
    hand_in(first, "staff", *[{"G1": "0"}] * 4)
    first = close(first)
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=False):
        newest = second_round(first)
        hand_in(newest, "family", *[{"C1": "3"}] * 6)
        hand_in(newest, "staff", *[{}] * 6)
        close(newest)
        soup = BeautifulSoup(client.get(page("result", newest.code)).content, "html.parser")

    moved = soup.select(".gaps")[1].select("tbody tr")
    assert len(moved) == 1
    text = " ".join(moved[0].get_text(" ").split())
    assert "I am asked while things can still change." in text
    assert "Families Last time: Sometimes Now: Always" in text
    assert "Different people may have answered." in soup.main.get_text()


def test_rounds_with_different_lines_are_not_compared(client):
    first = make_round()
    hand_in(first, "family", *[{}] * 6)
    first = close(first)
    StatementSet.objects.live().next_draft().go_live()
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=False):
        newest = second_round(first)
        hand_in(newest, "family", *[{}] * 6)
        close(newest)
        assertContains(client.get(page("result", newest.code)), "The lines are new since the last round")


def test_the_chosen_step_stays_with_its_round_and_the_board_sees_it_only_if_the_host_says_so(client):
    group_round = close(make_round())
    board = Client()
    board.force_login(make_user("Partner managers"))
    listed = reverse("admin:ladder_groupround_changelist")

    assertRedirects(choose(client, group_round), host_of(group_round))
    assertContains(client.get(host_of(group_round)), STEP["step"])
    assertContains(client.get(page("result", group_round.code)), STEP["step"])
    assertNotContains(board.get(listed), STEP["step"])

    choose(client, group_round, is_for_board="on")
    seen = board.get(listed)
    assertContains(seen, STEP["step"])
    assertContains(seen, "The short breaks plan")
    assertNotContains(seen, group_round.code)
    group_round.refresh_from_db()
    choose(client, group_round)
    assertNotContains(board.get(listed), STEP["step"])


@pytest.mark.parametrize("role", ["Moderators", "Safeguarding leads"])
def test_others_on_the_desk_do_not_see_the_steps(role):
    staff = Client()
    staff.force_login(make_user(role))

    assert staff.get(reverse("admin:ladder_groupround_changelist")).status_code == 403


def test_nobody_on_the_desk_opens_a_group_or_writes_into_it(client):
    group_round = make_round()
    hand_in(group_round, "staff", *[{}] * 6)
    group_round = close(group_round)
    choose(client, group_round, is_for_board="on")
    staff = Client()
    staff.force_login(make_user(is_staff=True, is_superuser=True))

    row = staff.get(reverse("admin:ladder_groupround_change", args=[group_round.pk]))
    assertNotContains(row, group_round.code)
    assertNotContains(row, "5 to 9")
    assertNotContains(row, group_round.series.token)
    assert (
        staff.post(reverse("admin:ladder_groupround_delete", args=[group_round.pk])).status_code == 403
    )
    assert staff.get(reverse("admin:ladder_groupround_add")).status_code == 403


def test_of_two_who_write_the_step_the_second_is_told_and_keeps_their_words(client):
    group_round = close(make_round())
    version = group_round.version
    choose(client, group_round)

    answer = choose(client, group_round, version=version, step="Something else")

    assertContains(answer, "This page has changed since you opened it")
    assertContains(answer, "Something else")
    assert GroupRound.objects.get().step == STEP["step"]


@pytest.mark.parametrize(
    "more",
    [{"step": ""}, {"step_by": ""}, {"step_on": "2020-01-01"}, {"step": "x" * 201}, {"step_on": ""}],
)
def test_a_step_without_what_when_or_who_is_not_kept(client, more):
    group_round = close(make_round())

    assertContains(choose(client, group_round, **more), "There is a problem")
    assert GroupRound.objects.get().step == ""


def test_an_open_round_has_no_step(client):
    group_round = make_round()

    assertRedirects(choose(client, group_round), host_of(group_round))
    assert GroupRound.objects.get().step == ""


BROKEN = {
    "a result without a day": {"summary": {}},
    "a day without a result": {"closed_on": date(2026, 11, 28)},
    "a step of an open round": {"step": "x", "step_by": "y", "step_on": date(2026, 11, 28)},
    "half a step": {"closed_on": date(2026, 11, 28), "summary": {}, "step": "x"},
    "an end before the beginning": {"ends_on": date(2020, 1, 1)},
    "tickets without end": {"tickets": 201},
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_database_refuses(what):
    make_round()

    with pytest.raises(IntegrityError), transaction.atomic():
        GroupRound.objects.update(**BROKEN[what])


def test_the_database_refuses_a_second_open_round():
    group_round = make_round()

    with pytest.raises(IntegrityError), transaction.atomic():
        GroupRound.objects.create(
            series=group_round.series, number=2, statements=group_round.statements, ends_on=TODAY()
        )
    with pytest.raises(ValidationError):
        actions.begin_next(group_round.series, {"ends_on": TODAY(), "tickets": 0})


def test_a_group_changes_no_page_that_everybody_reads():
    before = revision.current()
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 5)
    close(group_round)

    assert revision.current() == before


def test_the_sheet_of_the_host_fills_an_hour_and_stands_once(client):
    sheet = host_sheet()
    shown = client.get(page("hour"))

    assert sum(step["minutes"] for step in sheet["step"]) == 60
    assert all(
        text in text_of(shown) for step in sheet["step"] for text in (step["title"], step["text"])
    )
    assert "Staff speak last" in text_of(shown)
    assert all(line in text_of(shown) for line in (*sheet["before"], *sheet["after"]))


def test_a_site_without_statements_begins_no_group(client):
    StatementSet.objects.all().delete()

    assertContains(client.get(reverse("ladder:group")), "The questions are not here yet")
    assert client.get(page("begin")).status_code == 404


def test_a_page_costs_the_same_however_many_answered(client, django_assert_max_num_queries):
    group_round = make_round()
    for sheets in (6, 60):
        hand_in(group_round, "family", *[{}] * sheets)
        with django_assert_max_num_queries(10):
            client.get(host_of(group_round))
    assert sent(client, group_round).status_code == 302
    close(group_round)
    with django_assert_max_num_queries(12):
        client.get(page("result", group_round.code))
