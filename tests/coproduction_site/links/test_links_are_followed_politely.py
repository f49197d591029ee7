"""HEAD, then GET; a few steps, ten seconds, one question a second; and nothing of the page is read."""

import threading
import time

import pytest

from coproduction_site.links.checking import MOST_STEPS, Checker
from tests.support import other_sites
from tests.support.other_sites import Names, leading_to, site


def checker(**options) -> Checker:
    names = Names({"site.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
    settings = {"between": 0, "resolve": names.resolve, "may_reach": lambda address, port: True}
    return Checker(**settings | options)


def test_a_page_that_is_there_is_asked_once_without_its_words():
    with site() as ours:
        found = checker().check(ours.link(path="/a b?é=1#part"))

    assert (found.is_there, found.text) == (True, "answer 200")
    assert ours.asked == ["HEAD /a%20b?%C3%A9=1 HTTP/1.1"]


@pytest.mark.parametrize("status", [404, 403, 405])
def test_what_does_not_answer_the_first_way_is_asked_the_second_way(status):
    with site(answer=other_sites.for_head(status)) as ours:
        found = checker().check(ours.link())

    assert found.is_there is True
    assert [line.split()[0] for line in ours.asked] == ["HEAD", "GET"]


def test_a_page_that_is_gone_is_gone_both_ways():
    with site(answer=404) as ours:
        assert checker().check(ours.link()).is_there is False


def test_a_site_that_tells_programs_nothing_is_neither_there_nor_gone():
    with site(answer=403) as ours:
        assert checker().check(ours.link()).is_there is None


def test_a_redirect_is_followed_to_its_end():
    with site() as end, site(answer=leading_to(end.link("other.example", "/new"))) as ours:
        found = checker().check(ours.link())

    assert found.is_there is True
    assert end.asked == ["HEAD /new HTTP/1.1"]


def test_a_redirect_that_goes_round_ends():
    with site(answer=leading_to("/again")) as ours:
        found = checker().check(ours.link())

    assert (found.is_there, found.text) == (False, "it leads on and on")
    assert len(ours.asked) == MOST_STEPS + 1


def test_a_name_that_nothing_has_and_a_machine_that_is_away_are_not_there():
    with site() as ours:
        away = ours.link()

    assert checker().check("http://nobody.example/").text == "nothing has this name"
    assert checker().check(away).text == "no answer"


def test_who_answers_drop_by_drop_is_cut_off():
    ended = threading.Event()
    with site(answer=other_sites.drop_by_drop(ended)) as ours:
        began = time.monotonic()
        found = checker(seconds=0.6).check(ours.link())
        took = time.monotonic() - began
        ended.set()

    assert (found.is_there, found.text) == (False, "no answer in time")
    assert took < 5


def test_a_seal_that_comes_drop_by_drop_is_cut_off_too():
    ended = threading.Event()
    with site(answer=other_sites.drop_by_drop(ended)) as ours:
        found = checker(seconds=0.6).check(ours.link().replace("http:", "https:"))
        ended.set()

    assert found.is_there is False


def test_a_name_that_nobody_answers_for_is_given_up():
    ended = threading.Event()

    def never(*details, **options):
        ended.wait(30)
        return []

    found = checker(resolve=never, seconds=0.3).check("http://site.example/")
    ended.set()

    assert found.text == "no answer in time"


def test_an_answer_without_an_end_is_not_read_to_the_end():
    with site(answer=other_sites.without_an_end) as ours:
        assert checker().check(ours.link()).is_there is False


def test_one_host_is_asked_once_a_second():
    with site(answer=other_sites.for_head(404)) as ours:
        checker(between=0.5).check(ours.link())

    first, second = ours.asked_at
    assert second - first >= 0.45


def test_two_hosts_need_not_wait_for_each_other():
    made = checker(between=30)
    with site() as ours:
        made.check(ours.link())
        began = time.monotonic()
        made.check(ours.link("other.example"))

    assert time.monotonic() - began < 10


def test_a_second_is_the_rule_unless_somebody_says_otherwise():
    assert (Checker().between, Checker().seconds) == (1.0, 10)
