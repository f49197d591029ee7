"""A group finds its rung: a host, five phones on each side, the gap, the step and the next round."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from ladder.models import GroupRound
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.groups import close, hand_in, make_round, sheet_page
from tests.support.groups import page as address_of


def begin(page, work="The short breaks plan"):
    page.goto("/ladder/where-are-you/")
    follow(page, "A group")
    follow(page, "Begin a group")
    page.get_by_label("Which piece of work is it about?").fill(work)
    press(page, "Begin the group")


def answer(phone, code, side, **answers):
    """From the door on, by the code, as somebody types it."""
    phone.goto("/ladder/where-are-you/group/")
    phone.get_by_label("Have you got a code?").fill(code)
    press(phone, "Go to the lines")
    follow(phone, side, exact=True)
    for group in phone.get_by_role("group").all():
        group.get_by_label("Mostly").check()
    for line, label in answers.items():
        phone.locator(f"fieldset:has([name={line}])").get_by_label(label).check()
    press(phone, "Hand in my sheet")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. Your sheet is in.")


@pytest.mark.takes_long
def test_a_group_answers_sees_its_gap_chooses_a_step_and_asks_again(new_context):
    host = new_context(java_script_enabled=False).new_page()
    begin(host)
    code = host.locator(".join__code").inner_text()
    for side, label in (("Families", "Not yet"), ("Staff", "Always")):
        for _ in range(5):
            phone = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
            answer(phone, code.lower(), side, C1=label)
            assert phone.context.cookies() == []
            phone.context.close()
    host.reload()
    expect(host.get_by_text("5 to 9")).to_have_count(2)

    press(host, "Close the round and look")
    press(host, "Yes, close it")
    private = host.url
    follow(host, "See what your group said")

    first = host.locator(".gaps tbody tr").first
    expect(first).to_contain_text("I am asked while things can still change.")
    expect(first).to_contain_text("Talk about this first")
    expect(first.locator("svg")).to_be_visible()
    assert "/host/" not in host.url
    host.goto(private)
    follow(host, "Write the step down")
    host.get_by_label("What will you do?").fill("Ask before the plan is written")
    host.get_by_label("Who does it?").fill("The short breaks team")
    host.get_by_label("By when?").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    host.get_by_label("The Board may see this step").check()
    press(host, "Save the step")
    expect(host.get_by_text("May see it")).to_be_visible()
    expect(host.get_by_role("link", name="Begin the next round")).to_have_count(0)

    two_weeks_ago = timezone.localdate() - timedelta(days=14)
    GroupRound.objects.update(closed_on=two_weeks_ago, ends_on=two_weeks_ago, opened_on=two_weeks_ago)
    host.reload()
    follow(host, "Begin the next round")
    press(host, "Begin round 2")
    expect(host.get_by_text("Round 2. Open until")).to_be_visible()
    assert host.locator(".join__code").inner_text() != code
    expect(host.get_by_role("link", name=re.compile("Round 1, closed"))).to_be_visible()


@pytest.mark.takes_long
def test_every_page_of_a_group_meets_wcag_2_2_aa_and_none_scrolls_sideways(page, in_every_look):
    group_round = make_round(tickets=3)
    token, code = group_round.series.token, group_round.code
    closed = make_round()
    hand_in(closed, "family", *[{"C1": "0"}] * 6)
    hand_in(closed, "young", *[{"I1": "1"}] * 5)
    hand_in(closed, "staff", *[{"C1": "3"}] * 11)
    closed = close(closed)
    addresses = [
        *("/ladder/where-are-you/group/", address_of("begin"), address_of("hour")),
        *(address_of("host", token), address_of("tickets", token), address_of("type", token, "family")),
        *(address_of("join", code), address_of("screen", code), address_of("thanks", code)),
        *(
            sheet_page(group_round, "young"),
            address_of("paper", code, "family"),
            address_of("join", "x"),
        ),
        *(address_of("result", closed.code), address_of("host", closed.series.token)),
        address_of("step", closed.series.token),
    ]

    faults = []
    for address in addresses:
        page.goto(address)
        faults += in_every_look(page)

    assert faults == []


def test_the_sheet_for_the_host_prints_on_one_page(page):
    page.goto(address_of("hour"))

    paper = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
