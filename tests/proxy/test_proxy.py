"""The proxy as in deploy/nginx: slow people hold up nobody, and its own refusals speak our words."""

import http.client
import socket
import time

import pytest

from tests.tools import databases, nginx
from tests.tools.server import serving
from tests.tools.visitor import Visitor


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("proxy")


@pytest.fixture(scope="module")
def site(prepared_database, folder):
    with databases.new(folder, like=prepared_database) as address, serving(folder, address) as served:
        yield served


@pytest.fixture(scope="module")
def proxy(site, folder):
    site.manage("write_error_pages")
    with nginx.in_front_of(site.port, folder, public=folder) as port:
        yield port


def test_hundreds_of_slow_people_hold_up_nobody(proxy):
    slow = [socket.create_connection(("127.0.0.1", proxy)) for _ in range(300)]
    for person in slow:
        person.sendall(
            b"POST /stories/share/story/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\na"
        )

    waits = []
    for _ in range(20):
        started = time.monotonic()
        assert Visitor(f"http://127.0.0.1:{proxy}").open("/ladder/").status == 200
        waits.append(time.monotonic() - started)
    for person in slow:
        person.close()

    assert sorted(waits)[18] < 1


def test_a_story_is_sent_through_the_proxy(proxy):
    page = Visitor(f"http://127.0.0.1:{proxy}").send_story()

    assert page.address.endswith("/thanks/")


def test_what_is_too_big_for_the_proxy_gets_our_page(proxy):
    connection = http.client.HTTPConnection("127.0.0.1", proxy, timeout=30)
    connection.request("POST", "/stories/share/story/", b"x" * 130_000_000)
    answer = connection.getresponse()

    assert answer.status == 413
    assert b"too big for us" in answer.read()


def test_a_long_address_to_come_back_to_fits(proxy):
    connection = http.client.HTTPConnection("127.0.0.1", proxy, timeout=30)
    connection.request("GET", f"/admin/?next={'x' * 3000}")

    assert connection.getresponse().status == 302


def test_when_the_site_is_away_the_proxy_says_back_in_a_moment(proxy, site):
    """The last one here: it stops the site."""
    site.stop()

    page = Visitor(f"http://127.0.0.1:{proxy}").open("/ladder/")

    assert page.status == 503
    assert page.headers["Retry-After"] == "10"
    assert "back in a moment" in page.text
