"""The proxy as in deploy/nginx: slow people hold up nobody, and its own refusals speak our words.

Only where nginx is installed; it is no part of the site's own tools.
"""

import http.client
import os
import shutil
import socket
import subprocess
import time

import pytest

from tests.support.house import ROOT
from tests.tools import databases
from tests.tools.server import free_port, serving, wait_until
from tests.tools.visitor import Visitor

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")

AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log crit; {user}
events {{ worker_connections 1024; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream coproduction {{ server 127.0.0.1:{site}; keepalive 8; }}
  server {{ listen 127.0.0.1:{port}; include {folder}/site.conf; }}
}}
"""


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
    own = (ROOT / "deploy" / "nginx" / "site.conf").read_text()
    (folder / "site.conf").write_text(own.replace("/srv/coproduction-data", str(folder)))
    port, user = free_port(), "" if os.geteuid() else "user root;"
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=folder, site=site.port, port=port, user=user)
    )
    assert NGINX, "These tests need nginx: install it with the system's own package manager."
    nginx = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-p", folder])
    visitor = Visitor(f"http://127.0.0.1:{port}")
    wait_until(lambda: visitor.gets("/healthz"), 10)
    yield port
    nginx.terminate()
    nginx.wait(10)


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
    connection.request("POST", "/stories/share/story/", b"x" * 30_000_000)
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
