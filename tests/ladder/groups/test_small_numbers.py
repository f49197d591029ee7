"""Nobody learns what a few people answered: not from a page, a sum, a file, a screen of the admin, or by comparing."""

import io
import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ladder.groups.summaries import band_of, summary_of
from ladder.models import GroupRound, GroupSheet, StatementSet
from tests.support.factories import make_user
from tests.support.groups import close, every_page, hand_in, make_round, page
from tests.support.walk import every_address

pytestmark = pytest.mark.django_db
# An answer that nobody else gives, line by line: whatever it leads to on a page can be seen.
ODD = {"I1": "0", "C2": "3", "G2": "u"}


@pytest.fixture(autouse=True)
def noon():
    """Of a day with no number in it, nor in the weeks around it, that somebody could take for a count."""
    with time_machine.travel(datetime(2027, 3, 3, 12, tzinfo=UTC)):
        yield


@pytest.fixture(autouse=True)
def loaded(starter_content, settings):
    """A new site."""
    settings.REQUIRE_STAFF_MFA = False


def text_of(response) -> str:
    """What an answer says, without what is new in each answer: keys, versions and tokens."""
    soup = BeautifulSoup(response.content, "html.parser")
    for box in soup.select("input[type=hidden]"):
        box.decompose()
    return f"{response.status_code} {soup}"


def everything_said(group_round) -> dict[str, str]:
    client = Client()
    return {address: text_of(client.get(address)) for address in every_page(group_round)}


def with_names_of_letters(group_round) -> GroupRound:
    """No code and no link of it holds a number by chance, and two rounds have the same."""
    GroupRound.objects.filter(pk=group_round.pk).update(code="CFGHJKMN")
    group_round.series.token = "host-of-this-group"
    group_round.series.save()
    group_round.refresh_from_db()
    return group_round


def said_with(*sheets, **details) -> dict[str, str]:
    """Every page of a round in which families handed these sheets in, before and after it is closed."""
    group_round = with_names_of_letters(make_round(**details))
    hand_in(group_round, "family", *sheets)
    hand_in(group_round, "staff", *[{}] * 6)
    said = {f"open {address}": text for address, text in everything_said(group_round).items()}
    said |= {f"closed {address}": text for address, text in everything_said(close(group_round)).items()}
    summary = GroupRound.objects.get(pk=group_round.pk).summary
    group_round.series.delete()
    return said | {"summary": json.dumps(summary)}


def test_four_family_sheets_change_no_word_of_any_page_before_or_after_closing():
    """Whatever four people answer, and if there are none, one or four of them."""
    nothing = said_with()

    assert len(nothing) > 30
    for sheets in ([ODD], [{}] * 4, [{"everything": "0"}] * 4, [ODD, {}, {"everything": "3"}, {}]):
        assert said_with(*sheets) == nothing


def test_of_six_sheets_a_page_shows_the_middle_and_nothing_else_that_could_be_counted():
    """Two rooms with the same middles and the same spread cannot be told apart, nor six sheets from nine."""
    six = said_with(*[{}] * 4, {"I1": "0"}, {"I1": "1"})

    assert six == said_with(*[{}] * 5, {"I1": "0"})
    assert six == said_with(*[{}] * 8, {"I1": "0"})
    assert six != said_with(*[{}] * 6)
    result = six[f"closed {page('result', 'CFGHJKMN')}"]
    assert "Mostly.</strong> People differ." in result
    assert "5 to 9 sheets" in result
    assert "not yet: " not in result


def test_who_was_not_sure_is_never_counted():
    """Also not by what is missing: with one answer less, or with two, the page is the same."""
    once = said_with(*[{}] * 8, {"I1": "u"})

    assert once == said_with(*[{}] * 7, {"I1": "u"}, {"I1": "-"})
    assert once == said_with(*[{}] * 9)


def test_a_line_that_fewer_than_five_answered_is_not_shown_though_its_side_is():
    group_round = make_round()
    hand_in(group_round, "family", *[{"I1": "u"}] * 2, *[{}] * 4)

    lines = close(group_round).summary["family"]["lines"]

    assert "I1" not in lines
    assert len(lines) == 12
    shown = Client().get(page("result", group_round.code)).content.decode()
    assert "Fewer than 5 gave an answer." in shown


def test_counts_begin_at_ten_answers_to_that_line():
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 9, {"I1": "u", "C1": "0"})

    lines = close(group_round).summary["family"]["lines"]

    assert lines["C1"] == {"middle": 2, "counts": [1, 0, 9, 0]}
    assert lines["I1"] == {"middle": 2, "agree": True}


def test_the_sheets_of_a_side_that_is_not_shown_are_gone_at_closing_and_the_others_stay():
    group_round = make_round()
    hand_in(group_round, "family", *[ODD] * 4)
    hand_in(group_round, "young", *[{}] * 5)

    closed = close(group_round)

    assert set(closed.summary) == {"young"}
    assert set(GroupSheet.objects.values_list("side", flat=True)) == {"young"}


def test_there_is_no_result_while_a_round_is_open_and_no_total_of_all_sides():
    group_round = with_names_of_letters(make_round())
    for side in ("family", "young", "staff"):
        hand_in(group_round, side, *[{}] * 7)

    for address, text in everything_said(group_round).items():
        assert "Side by side" not in text, address
        assert "21" not in BeautifulSoup(text, "html.parser").get_text(), address
    assert Client().get(page("result", group_round.code)).status_code == 302
    close(group_round)
    assert (
        "21"
        not in BeautifulSoup(
            Client().get(page("result", group_round.code)).content, "html.parser"
        ).main.get_text()
    )


@pytest.mark.parametrize(
    ("sheets", "band"),
    [
        (0, "fewer than 5"),
        (4, "fewer than 5"),
        (5, "5 to 9"),
        (9, "5 to 9"),
        (10, "10 or more"),
        (500, "10 or more"),
    ],
)
def test_the_host_of_an_open_round_hears_a_band(sheets, band):
    assert band_of(sheets) == band


def test_a_round_that_is_closed_takes_nothing_and_is_worked_out_once():
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 5)
    first = close(group_round).summary

    GroupSheet.objects.update(answers="0" * 13)

    assert close(group_round).summary == first


def test_four_sheets_are_in_no_export_no_command_no_admin_screen_and_no_log(caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    group_round = make_round(work="Xyzzyberry")
    GroupRound.objects.filter(pk=group_round.pk).update(code="PQRTWXY3")
    group_round.refresh_from_db()
    odd = "0301203120312"
    hand_in(group_round, "family", *[{}] * 3)
    GroupSheet.objects.update(answers=odd)
    everything_said(group_round)
    close(group_round)
    everything_said(group_round)

    staff = Client()
    staff.force_login(make_user(is_staff=True, is_superuser=True))
    told = [
        staff.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"))
        for model in admin.site._registry
    ]
    told += every_address(Client()).values()
    listed = io.StringIO()
    call_command("retention", stdout=listed)
    log = " ".join(record.getMessage() for record in caplog.records)

    assert len(told) > 60
    for answer in told:
        assert b"Xyzzyberry" not in getattr(answer, "content", b"")
    for text in (listed.getvalue(), log):
        assert odd not in text
        assert "PQRTWXY3" not in text
        assert group_round.series.token not in text
        assert "Xyzzyberry" not in text
    assert GroupSheet not in admin.site._registry
    assert not GroupSheet.objects.exists()


def test_what_was_shown_before_and_after_one_more_sheet_tells_nothing_of_it():
    """A round that is open shows nothing of it; the next one is at least two weeks away, for whoever leads the group too."""
    group_round = make_round()
    hand_in(group_round, "family", *[{}] * 5)
    before = everything_said(group_round)
    hand_in(group_round, "family", ODD)

    assert everything_said(group_round) == before
    closed = close(group_round)
    client = Client()
    assert (
        client.post(page("next", closed.series.token), {"ends_on": timezone.localdate()}).status_code
        == 302
    )
    assert closed.series.rounds.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=False):
        client.post(page("next", closed.series.token), {"ends_on": timezone.localdate()})
    assert closed.series.rounds.count() == 2


def test_a_sheet_knows_its_day_and_no_order():
    group_round = make_round()
    hand_in(group_round, "family", *[{"everything": str(number % 4)} for number in range(12)])

    keys = list(GroupSheet.objects.values_list("key", "answers"))
    columns = {field.name for field in GroupSheet._meta.fields}

    assert columns == {"key", "round", "side", "answers", "day"}
    assert keys == sorted(keys)
    assert [answers[0] for _, answers in keys] != [str(number % 4) for number in range(12)]


@given(
    st.lists(st.text("0123u-", min_size=13, max_size=13), max_size=12),
    st.sampled_from(["family", "staff"]),
)
def test_whatever_is_answered_no_line_rests_on_fewer_than_five_answers(sheets, side):
    statements = StatementSet.objects.live()

    summary = summary_of(statements, [(side, sheet) for sheet in sheets])

    assert bool(summary) == (len(sheets) >= 5)
    for at, one in enumerate(statements.asked_of(side) if summary else []):
        given_answers = [sheet[at] for sheet in sheets if sheet[at] in "0123"]
        line = summary[side]["lines"].get(one.code)
        assert bool(line) == (len(given_answers) >= 5)
        assert not line or ("counts" in line) == (len(given_answers) >= 10)
        assert not line or str(line["middle"]) in given_answers
