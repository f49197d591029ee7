"""Sheets go a month after their round was closed, what came of it after two years, and a list says so first."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from ladder.groups import actions
from ladder.models import GroupRound, GroupSeries, GroupSheet
from tests.support.groups import close, hand_in, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(starter_content):
    """A new site."""


def closed_with_sheets() -> GroupRound:
    group_round = make_round(work="Xyzzyberry")
    hand_in(group_round, "family", *[{}] * 6)
    return close(group_round)


def days_later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def run(*options) -> str:
    out = io.StringIO()
    call_command("retention", *options, stdout=out)
    return out.getvalue()


def test_sheets_are_listed_then_erased_and_the_result_stays():
    group_round = closed_with_sheets()
    with days_later(30):
        assert "0 rounds of groups without their sheets" in run()
    with days_later(31):
        listed = run()
        assert f"1 rounds of groups without their sheets\n  {group_round.pk}\n" in listed
        assert GroupSheet.objects.count() == 6
        run("--do")
        assert "Xyzzyberry" not in listed

    assert not GroupSheet.objects.exists()
    assert GroupRound.objects.get().summary == group_round.summary


def test_how_long_sheets_and_results_stay_can_be_set(settings):
    settings.GROUP_SHEET_DAYS, settings.GROUP_SUMMARY_MONTHS = 3, 1
    closed_with_sheets()
    with days_later(4):
        run("--do")
        assert not GroupSheet.objects.exists()
        assert GroupRound.objects.exists()
    with days_later(32):
        run("--do")
        assert not GroupRound.objects.exists()


def test_after_two_years_the_round_goes_and_with_the_last_one_its_group():
    group_round = closed_with_sheets()
    with days_later(400):
        actions.begin_next(group_round.series, {"ends_on": timezone.localdate(), "tickets": 0})
        close(group_round.series.rounds.first())
    with days_later(735):
        assert "1 rounds of groups erased" in run()
        run("--do")
        assert [one.number for one in GroupRound.objects.all()] == [2]
        assert GroupSeries.objects.exists()
    with days_later(400 + 735):
        run("--do")
    assert not GroupRound.objects.exists()
    assert not GroupSeries.objects.exists()


def test_a_round_that_nobody_closes_is_closed_by_the_worker_after_its_last_day():
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 4)
    with days_later(14):
        assert actions.close_what_is_over() == 0
    with days_later(15):
        call_command("work", "--once")

    group_round.refresh_from_db()
    assert group_round.is_closed
    assert not GroupSheet.objects.exists()
