"""A link that somebody wrote makes our own machine ask. It asks the open web alone, whatever a name or a redirect says."""

import pytest

from coproduction_site.links.checking import Checker
from coproduction_site.links.public_addresses import is_public
from tests.support import other_sites
from tests.support.other_sites import Names, leading_to, site

OPEN, HIDDEN = (
    "127.0.0.1",
    "127.0.0.9",
)  # Two machines, of which one stands for the web and one for our own network.
NOT_OPEN = "it does not lead to the open web"


def checker(**answers) -> tuple[Checker, Names]:
    names = Names({f"{name}.example": turns for name, turns in answers.items()})
    made = Checker(resolve=names.resolve, may_reach=lambda address, port: address == OPEN, between=0)
    return made, names


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),  # noqa: S104
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1"),
        *("64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
        *("", "localhost", "127.1", "0x7f000001", "2130706433"),
    ],
)
def test_an_address_that_is_not_of_the_open_web_is_never_reached(address):
    assert not is_public(address, 80)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_open_web_is_reached_by_the_doors_of_websites_alone(address):
    assert is_public(address, 80)
    assert is_public(address, 443)
    assert not is_public(address, 22)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"])
def test_nothing_of_this_machine_is_asked_however_it_is_written(host):
    with site() as ours:
        found = Checker().check(ours.link(host))

    assert found.is_there is False
    assert ours.asked == []


def test_a_name_of_a_hidden_machine_is_not_asked():
    with site() as ours:
        made, _ = checker(site=[[HIDDEN]])
        found = made.check(ours.link())

    assert (found.is_there, found.text) == (False, NOT_OPEN)
    assert ours.asked == []


def test_one_hidden_address_among_several_is_enough_to_stop():
    with site() as ours:
        made, _ = checker(site=[[OPEN, HIDDEN]])

        assert made.check(ours.link()).text == NOT_OPEN
        assert ours.asked == []


def test_a_name_that_changes_after_it_was_looked_at_is_not_asked_again():
    """The address that was looked at is the one that is asked; the second answer would have been a hidden one."""
    with site() as ours:
        made, names = checker(site=[[OPEN], [HIDDEN]])
        found = made.check(ours.link())

    assert found.is_there is True
    assert names.asked == ["site.example"]
    assert ours.asked == ["HEAD / HTTP/1.1"]


def test_the_second_way_to_ask_looks_at_the_name_anew():
    with site(answer=other_sites.for_head(404)) as ours:
        made, _ = checker(site=[[OPEN], [HIDDEN]])
        found = made.check(ours.link())

    assert found.text == NOT_OPEN
    assert ours.asked == ["HEAD / HTTP/1.1"]


@pytest.mark.parametrize("host", ["hidden.example", "127.0.0.9", "[::1]", "[::ffff:127.0.0.1]"])
def test_a_redirect_does_not_lead_where_no_link_may_lead(host):
    turns = {"site": [[OPEN]], "hidden": [[HIDDEN]]}
    with site() as hidden, site(answer=leading_to(hidden.link(host))) as ours:
        made, names = checker(**turns)
        names.answers |= {name: [[name]] for name in ("127.0.0.9", "::1", "::ffff:127.0.0.1")}
        found = made.check(ours.link())

    assert found.text == NOT_OPEN
    assert len(ours.asked) == 1
    assert hidden.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://site.example/",
        "gopher://site.example:80/",
        "//",
        "http://",
        "http://a@b.example/",
    ],
)
def test_a_redirect_to_something_else_than_a_website_is_not_followed(address):
    with site(answer=leading_to(address)) as ours:
        made, names = checker(site=[[OPEN]])
        found = made.check(ours.link())

    assert found.is_there is False
    assert names.asked == ["site.example"] * len(names.asked)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "http://[", "", "/ladder/", "http://site.example:99999/"]
)
def test_what_is_no_address_of_a_website_is_not_asked(link):
    made, names = checker()

    assert made.check(link).is_there is False
    assert names.asked == []
