"""Groups on the ladder: a host, a round, and the sheets that people hand in."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ladder.groups import actions
from ladder.models import GroupRound, Side, StatementSet
from tests.support.reflection import WHO

EVERYBODY = [Side.FAMILY, Side.YOUNG, Side.STAFF]


def make_round(**details) -> GroupRound:
    """Open for two weeks, for all three sides, without tickets."""
    answers = {
        "work": "The short breaks plan",
        "sides": EVERYBODY,
        "ends_on": timezone.localdate() + timedelta(days=14),
        "tickets": 0,
    }
    return actions.begin(answers | details, uuid4(), "somewhere").rounds.get()


def answers_of(side: str, everything: str = "2", **answers) -> str:
    asked = StatementSet.objects.live().asked_of(side)
    return "".join(answers.get(one.code, everything) for one in asked)


def hand_in(group_round, side: str, *sheets: dict) -> None:
    """One sheet for each dictionary of answers; what it leaves out is mostly true."""
    for sheet in sheets:
        row = {"side": side, "answers": answers_of(side, **sheet)}
        actions.answer(group_round, row, uuid4(), "somewhere")


def close(group_round) -> GroupRound:
    actions.close(group_round)
    return GroupRound.objects.get(pk=group_round.pk)


def page(name: str, *arguments) -> str:
    return reverse(f"ladder:group_{name}", args=arguments)


def sheet_page(group_round, side: str = "family") -> str:
    return page("sheet", group_round.code, WHO[side])


def sent(client: Client, group_round, side: str = "family", **more):
    """What a phone sends: the lines of its side, with the key of its page."""
    asked = StatementSet.objects.live().asked_of(side)
    data = {one.code: "2" for one in asked} | {"key": str(uuid4())} | more
    return client.post(sheet_page(group_round, side), data)


def every_page(group_round) -> list[str]:
    """Each address that leads to this group, also those that only its host knows."""
    token, code = group_round.series.token, group_round.code
    sides = [WHO[side] for side in group_round.series.asked]
    return [
        *(page(name, token) for name in ("host", "step", "next", "tickets")),
        *(page(name, code) for name in ("join", "screen", "thanks", "result")),
        *(page("type", token, who) for who in sides),
        *(page(name, code, who) for who in sides for name in ("paper", "sheet")),
    ]
