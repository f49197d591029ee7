"""Two close at once, or somebody answers in that moment: there is one result, and it holds what was taken."""

import threading
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from ladder.groups import actions, tickets
from ladder.models import GroupRound, GroupSheet
from tests.support.groups import answers_of, hand_in, make_round
from tests.tools import starter_content

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def loaded(db):
    starter_content.load()


def all_at_once(*deeds) -> list:
    """What each of them gave back or raised. None begins before all are ready."""
    ready, found = threading.Barrier(len(deeds)), []

    def do(deed):
        ready.wait()
        try:
            found.append(deed())
        except (actions.Closed, ValidationError) as error:
            found.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def sheet(side="family") -> dict:
    return {"side": side, "answers": answers_of(side)}


def test_of_six_who_close_one_does():
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 6)

    closed = all_at_once(*[lambda: actions.close(GroupRound.objects.get())] * 6)

    assert sorted(closed) == [False] * 5 + [True]
    group_round.refresh_from_db()
    assert set(group_round.summary) == {"family"}
    assert group_round.version == 2


def test_what_was_taken_while_somebody_closed_is_in_the_result_and_nothing_else_is():
    """Nine are in. Each of the others is taken and counted, or refused and not kept."""
    for _ in range(3):
        GroupRound.objects.all().delete()
        group_round = make_round()
        hand_in(group_round, "family", *[{}] * 9)
        answering = [
            lambda: actions.answer(
                GroupRound.objects.select_related("series").get(), sheet(), uuid4(), "here"
            )
        ] * 4

        found = all_at_once(*answering, lambda: actions.close(GroupRound.objects.get()))

        taken = found.count(None)
        assert taken + found.count(actions.Closed) == 4
        summary = GroupRound.objects.get().summary["family"]
        assert GroupSheet.objects.count() == 9 + taken
        assert summary["band"] == ("10 or more" if taken else "5 to 9")
        if taken:
            assert sum(summary["lines"]["C1"]["counts"]) == 9 + taken


def test_a_sheet_of_a_small_side_that_comes_while_somebody_closes_is_never_left_behind():
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 3)

    all_at_once(
        lambda: actions.answer(group_round, sheet(), uuid4(), "here"),
        lambda: actions.close(GroupRound.objects.get()),
    )

    assert GroupRound.objects.get().summary == {}
    assert not GroupSheet.objects.exists()


def test_of_four_who_use_one_ticket_one_is_taken():
    group_round = make_round(tickets=2)
    ticket = tickets.codes_of(group_round)[0]

    found = all_at_once(*[lambda: actions.answer(group_round, sheet(), uuid4(), "here", ticket)] * 4)

    assert found.count(None) == 1
    assert found.count(ValidationError) == 3
    assert GroupSheet.objects.count() == 1


def test_of_two_who_begin_the_next_round_one_does(settings, monkeypatch):
    group_round = make_round()
    actions.close(group_round)
    GroupRound.objects.update(closed_on="2026-01-01", opened_on="2025-12-20", ends_on="2026-01-01")
    later = {"ends_on": "2999-01-01", "tickets": 0}

    found = all_at_once(*[lambda: actions.begin_next(group_round.series, later)] * 3)

    assert found.count(None) == 1
    assert group_round.series.rounds.count() == 2
