"""People come in by a code, answer on a phone or on paper, and leave nothing of themselves."""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import limits
from coproduction_site.logs import without_keys
from coproduction_site.reading_age import reading_age, sentences_of
from ladder.groups import actions, tickets
from ladder.models import GroupRound, GroupSheet, StatementSet, UsedTicket
from ladder.models.group_codes import SIGNS, code_in, new_code
from tests.support.groups import close, every_page, hand_in, make_round, page, sent, sheet_page

pytestmark = pytest.mark.django_db
OLDEST = {"family": 9, "young": 7}


@pytest.fixture(autouse=True)
def loaded(starter_content):
    """A new site."""


def used_up(limit: limits.Limit, monkeypatch, times: int) -> None:
    monkeypatch.setattr(limits, "GROUP_SHEETS", limits.Limit(limit.name, times, limit.minutes))


def sentences_on(address: str) -> list[str]:
    soup = BeautifulSoup(Client().get(address).content, "html.parser")
    blocks = [
        tag
        for tag in soup.select("main :is(p, li, h1, h2, h3, th, td, legend)")
        if not tag.find(["p", "li"])
    ]
    return [one for tag in blocks for one in sentences_of(" ".join(tag.get_text(" ").split()))]


def test_the_fourth_door_leads_to_the_group(client):
    where = client.get(reverse("ladder:where"))

    assertContains(where, f'href="{page("begin")[:-6]}"')
    door = client.get(reverse("ladder:group"))
    assertContains(door, "Have you got a code?")
    assertContains(door, f'href="{page("begin")}"')
    assert not door.cookies


def test_a_code_has_eight_signs_that_nobody_mistakes_for_another():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(len(code) == 8 and set(code) <= set(SIGNS) for code in codes)
    assert not set(SIGNS) & set("01258BSZOILUVAE")


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda code: f" {code[:4]} - {code[4:]} ",
        lambda code: f"https://example.org/ladder/where-are-you/group/{code}/",
    ],
)
def test_a_code_is_read_however_it_is_written(client, write):
    group_round = make_round()

    answer = client.post(reverse("ladder:group"), {"code": write(group_round.code)})

    assertRedirects(answer, page("join", group_round.code))


@pytest.mark.parametrize(
    "text", ["", "CFG3", "CFG3-7KMI", "x" * 299, "x" * 5_000, "\x00", "'; DROP TABLE", "<b>"]
)
def test_what_is_no_code_is_said_beside_the_box(client, text):
    answer = client.post(reverse("ladder:group"), {"code": text})

    assertContains(answer, "There is a problem")
    assertNotContains(answer, "<b>")


def test_whoever_answers_is_told_before_what_it_means(client):
    group_round = make_round()

    for side in ("family", "young", "staff"):
        lines = client.get(sheet_page(group_round, side))
        assertContains(lines, "If all give the same answer, everyone will know yours.")
        assertContains(lines, "The short breaks plan")


@pytest.mark.parametrize("side", OLDEST)
def test_the_pages_of_a_group_can_be_read_by_those_who_answer(side):
    group_round = make_round(work="The plan")
    StatementSet.objects.update(note="")
    addresses = [
        sheet_page(group_round, side),
        page("join", group_round.code),
        page("thanks", group_round.code),
    ]

    ages = {address: reading_age(sentences_on(address)) for address in addresses}

    assert {address: age for address, age in ages.items() if age > OLDEST[side]} == {}


def test_a_sheet_leaves_nothing_of_its_writer(caplog):
    """One row of four columns; no cookie, no log line, and nothing by which a phone could be known again."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    group_round, client, key = make_round(), Client(enforce_csrf_checks=True), str(uuid4())

    answer = sent(client, group_round, key=key)

    assertRedirects(answer, page("thanks", group_round.code))
    assert not client.cookies
    assert [record.getMessage() for record in caplog.records] == []
    sheet = GroupSheet.objects.get()
    assert sheet.day == timezone.localdate()
    assert sheet.key not in (int(key.replace("-", ""), 16), int(key.replace("-", ""), 16) % 2**62 + 1)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_no_address_of_a_group_is_told_to_other_sites_kept_or_found(client):
    group_round = make_round()
    for address in every_page(group_round):
        answer = client.get(address)
        assert answer.headers["Referrer-Policy"] in ("no-referrer", "strict-origin"), address
        assert answer.headers["Cache-Control"] == "private, no-store", address
        assert answer.headers["X-Robots-Tag"] == "noindex", address


def test_no_code_and_no_link_stands_in_a_log():
    group_round = make_round()
    for address in every_page(group_round):
        line = without_keys(f'"GET {address}?x=1 HTTP/1.1" 200')
        assert group_round.code not in line
        assert group_round.series.token not in line


def test_the_same_sheet_sent_twice_is_one_sheet(client):
    group_round, key = make_round(), str(uuid4())

    for _ in range(2):
        assertRedirects(sent(client, group_round, key=key), page("thanks", group_round.code))

    assert GroupSheet.objects.count() == 1


def test_nothing_picked_is_said_and_nothing_is_kept(client):
    group_round = make_round()

    answer = client.post(sheet_page(group_round), {"key": str(uuid4())})

    assertContains(answer, "Pick an answer for one line or more.")
    assert not GroupSheet.objects.exists()


@pytest.mark.parametrize("answer", ["9", "22", "2" * 10_000, "\x00", "٣"])
def test_an_answer_that_is_not_on_the_page_is_refused(client, answer):
    page = sent(client, make_round(), I1=answer)

    assertContains(page, "Choose from the answers on this page.")
    assert not GroupSheet.objects.exists()


def test_ten_thousand_fields_get_a_kind_page(client):
    answer = client.post(sheet_page(make_round()), {f"field{number}": "1" for number in range(10_000)})

    assertContains(answer, "We could not read that", status_code=400)


@pytest.mark.parametrize("key", ["", "x", "9" * 400, "\x00"])
def test_a_page_that_lost_its_key_still_counts(client, key):
    group_round = make_round()

    assertRedirects(sent(client, group_round, key=key), page("thanks", group_round.code))


def test_a_side_that_this_group_does_not_ask_has_no_door(client):
    group_round = make_round(sides=["family", "staff"])

    main = (
        BeautifulSoup(client.get(page("join", group_round.code)).content, "html.parser")
        .find(id="main")
        .get_text()
    )
    assert "Young people" not in main
    assert "famil" in main.lower()
    assert client.get(sheet_page(group_round, "young")).status_code == 404
    assert sent(client, group_round, "young").status_code == 404
    assert not GroupSheet.objects.exists()


def test_a_round_that_is_over_takes_nothing_and_looks_like_a_code_that_never_was(client):
    group_round = make_round()
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        over = [
            client.get(page("join", group_round.code)),
            client.get(sheet_page(group_round)),
            sent(client, group_round),
        ]
        never = client.get(page("join", new_code()))

    assert {answer.status_code for answer in (*over, never)} == {404}
    assert {
        BeautifulSoup(answer.content, "html.parser").main.get_text() for answer in (*over, never)
    } == {BeautifulSoup(never.content, "html.parser").main.get_text()}
    assert not GroupSheet.objects.exists()


def test_a_round_that_was_closed_meanwhile_takes_nothing(client):
    group_round = make_round()
    close(group_round)

    assert sent(client, group_round).status_code == 404
    assertRedirects(client.get(page("join", group_round.code)), page("result", group_round.code))
    assert not GroupSheet.objects.exists()


def test_codes_cannot_be_guessed_and_right_ones_are_not_counted(client):
    group_round = make_round()
    for _ in range(limits.GROUP_CODES_WRONG.times):
        assert client.get(page("join", group_round.code)).status_code == 200
    statuses = [
        client.get(page("join", new_code())).status_code for _ in range(limits.GROUP_CODES_WRONG.times)
    ]

    assert set(statuses) == {404}
    assertContains(client.get(page("join", group_round.code)), "Too many wrong codes", status_code=429)
    assert sent(client, group_round).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert elsewhere.get(page("join", group_round.code)).status_code == 200


@pytest.mark.parametrize("code", ["x", "9" * 3_000, "../../admin", "%00", "host"])
def test_an_address_that_holds_no_code_is_not_found(client, code):
    for way in ("", "host/"):
        assert client.get(f"/ladder/where-are-you/group/{way}{code}/").status_code == 404


def test_one_place_cannot_flood_a_round_and_loses_no_answer(client, monkeypatch):
    used_up(limits.GROUP_SHEETS, monkeypatch, 3)
    group_round = make_round()
    for _ in range(3):
        sent(client, group_round)

    answer = sent(client, group_round)

    assertContains(answer, "Your answers are still here.", status_code=429)
    assertContains(answer, " checked", count=13, status_code=429)
    assert GroupSheet.objects.count() == 3
    sent(Client(REMOTE_ADDR="192.0.2.9"), group_round)
    assert GroupSheet.objects.count() == 4


def test_a_round_has_an_end_of_sheets_too(client, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SHEETS", 2)
    group_round = make_round()
    hand_in(group_round, "staff", {}, {})

    assert sent(client, group_round).status_code == 429


def test_a_ticket_lets_one_sheet_in(client):
    group_round = make_round(tickets=3)
    first, second, _ = tickets.codes_of(group_round)

    assertRedirects(sent(client, group_round, ticket=first.lower()), page("thanks", group_round.code))
    again = sent(client, group_round, ticket=first)

    assertContains(again, "or it was used before")
    assertContains(again, " checked", count=13)
    assert GroupSheet.objects.count() == UsedTicket.objects.count() == 1
    sent(client, group_round, ticket=f"{second[:4]}-{second[4:]}")
    assert GroupSheet.objects.count() == 2


@pytest.mark.parametrize("ticket", ["", "CFGHJKMN", "x" * 41, "\x00"])
def test_without_a_ticket_of_this_round_nothing_is_taken(client, ticket):
    group_round = make_round(tickets=3)
    other = tickets.codes_of(make_round(tickets=3))[0]

    for text in (ticket, other, group_round.code):
        assertContains(sent(client, group_round, ticket=text), "There is a problem")
    assert not GroupSheet.objects.exists()
    assert not UsedTicket.objects.exists()


def test_tickets_are_guessed_no_better_than_codes(client):
    group_round = make_round(tickets=200)
    for _ in range(limits.GROUP_CODES_WRONG.times):
        sent(client, group_round, ticket=new_code())

    right = sent(client, group_round, ticket=tickets.codes_of(group_round)[0])

    assert right.status_code == 429
    assert not GroupSheet.objects.exists()


def test_two_hundred_tickets_are_all_different_and_nobody_sees_which_are_used(client):
    group_round = make_round(tickets=200)
    codes = tickets.codes_of(group_round)
    before = client.get(page("tickets", group_round.series.token)).content

    sent(client, group_round, ticket=codes[7])

    assert len(set(codes)) == 200
    assert all(code_in(code) == code for code in codes)
    assert client.get(page("tickets", group_round.series.token)).content == before
    close(group_round)
    assert not UsedTicket.objects.exists()


@pytest.mark.only_on("sqlite")
def test_a_file_of_sqlite_does_not_tell_the_order_in_which_sheets_came():
    group_round = make_round()
    hand_in(group_round, "family", *[{"everything": str(number % 4)} for number in range(12)])

    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, key, answers FROM ladder_groupsheet ORDER BY rowid")
        rows = cursor.fetchall()

    assert all(rowid == key for rowid, key, _ in rows)
    assert [answers[0] for *_, answers in rows] != [str(number % 4) for number in range(12)]


def test_an_older_list_of_lines_is_answered_to_the_end_of_its_round(client):
    group_round = make_round()
    StatementSet.objects.live().next_draft().go_live()

    assertRedirects(sent(client, group_round), page("thanks", group_round.code))
    assert GroupRound.objects.get().statements.number == 1
