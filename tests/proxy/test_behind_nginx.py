"""What nginx does for the site besides waiting: files, kept pages, and who is asking; nothing that was sent is sent twice."""

import gzip
import re
import socket
import threading
from http.client import HTTPConnection

import brotli
import pytest

from tests.support.house import ROOT
from tests.tools import databases, nginx
from tests.tools.server import manage, serving, wait_until

FILES = {"DJANGO_SETTINGS_MODULE": "coproduction_site.settings", "TRUSTED_PROXIES": "1"}
UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
CHANGE = """
from coproduction_site.models import SiteSettings
settings = SiteSettings.objects.first() or SiteSettings()
settings.city = {!r}
settings.save()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("behind")
    folder.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def site(prepared_database, folder):
    with databases.new(folder, like=prepared_database) as address:
        own = {"DATA_DIR": str(folder), "SECRET_KEY": "only-for-tests-" * 4, "DATABASE_URL": address}
        manage({**own, "PATH": "/usr/bin:/bin"}, "collectstatic", "--no-input", "--verbosity=0")
        with serving(folder, address, **FILES) as served:
            yield served


@pytest.fixture(scope="module")
def proxy(site, folder):
    with nginx.in_front_of(site.port, folder, public=folder) as port:
        yield port


def ask(port: int, path: str, method: str = "GET", **headers: str):
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.mark.parametrize("packed", ["br", "gzip", ""])
def test_a_style_sheet_of_nginx_is_the_one_of_the_site(site, proxy, packed):
    page = ask(site.port, "/ladder/")[2].decode()
    sheet = re.search(r'href="(/static/css/site\.\w+\.css)"', page)[1]

    status, headers, body = ask(proxy, sheet, Accept_Encoding=packed)
    own_status, own_headers, own_body = ask(site.port, sheet, Accept_Encoding=packed)

    assert (status, body) == (own_status, own_body)
    assert headers["server"] == "nginx"
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].replace('"', "") == own_headers["content-type"].replace('"', "")
    for name in ("x-content-type-options", "cross-origin-resource-policy", "referrer-policy"):
        assert headers[name] == own_headers[name]
    assert headers.get("content-encoding", "") == own_headers.get("content-encoding", "") == packed


def test_a_font_is_left_out_for_whoever_saves_data(site, proxy):
    page = ask(site.port, "/ladder/")[2].decode()
    sheet = ask(site.port, re.search(r'href="(/static/css/site\.\w+\.css)"', page)[1])[2].decode()
    font = "/static/" + re.search(r"fonts/[\w-]+\.\w+\.woff2", sheet)[0]

    for port in (proxy, site.port):
        status, headers, body = ask(port, font)
        sparing_status, sparing_headers, nothing = ask(port, font, Save_Data="on")

        assert (status, body[:4], sparing_status, nothing) == (200, b"wOF2", 204, b"")
        assert "Save-Data" in headers["vary"]
        assert "Save-Data" in sparing_headers["vary"]


def test_the_list_of_files_is_nobodys_business(proxy):
    assert ask(proxy, "/static/staticfiles.json")[0] == 404
    assert ask(proxy, "/static/../db.sqlite3")[0] in (400, 404)


def test_a_kept_page_is_asked_about_every_time_and_a_change_is_seen_at_the_next_request(site, proxy):
    for number in range(4):
        site.shell(CHANGE.format(f"Town {number}"))
        for packed in ("", "gzip", "br", "br", "gzip", ""):
            behind = ask(proxy, "/ladder/", Accept_Encoding=packed)
            direct = ask(site.port, "/ladder/", Accept_Encoding=packed)

            assert behind[0] == direct[0] == 200
            assert UNPACK[packed](behind[2]) == UNPACK[packed](direct[2]), (number, packed)
            assert f"Town {number}".encode() in UNPACK[packed](behind[2])
            assert behind[1]["etag"] == direct[1]["etag"]
            assert "x-accel-expires" not in behind[1]
            assert behind[1]["cache-control"] == "public, max-age=0, must-revalidate"


def test_what_a_browser_has_is_not_sent_again(proxy):
    etag = ask(proxy, "/ladder/", Accept_Encoding="br")[1]["etag"]

    status, _, body = ask(proxy, "/ladder/", Accept_Encoding="br", If_None_Match=etag)

    assert (status, body) == (304, b"")


def test_nothing_is_kept_of_what_knows_who_asks(proxy, folder):
    for path in ("/stories/share/story/", "/accounts/login/", "/readyz", "/partners/mine/"):
        ask(proxy, path)
    ask(proxy, "/methods/?" + "x=1", Cookie="session=somebody")
    ask(proxy, "/")

    kept = [file.read_bytes() for file in (folder / "kept").rglob("*") if file.is_file()]

    assert any(b"/ladder/" in text[:1000] or b"KEY" in text[:1000] for text in kept)
    for text in kept:
        assert b"X-Accel-Expires: @1" in text
        assert b"set-cookie" not in text.lower()
        assert b"csrfmiddlewaretoken" not in text


def test_nginx_ends_a_connection_before_gunicorn_does():
    around = (nginx.OWN / "around.conf").read_text()
    gunicorn = (ROOT / "deploy" / "gunicorn.conf.py").read_text()

    kept_by_nginx = int(re.search(r"keepalive_timeout (\d+)s", around)[1])
    kept_by_gunicorn = int(re.search(r"^keepalive = (\d+)", gunicorn, re.MULTILINE)[1])

    assert kept_by_nginx < kept_by_gunicorn


def test_what_was_sent_is_never_sent_again(tmp_path):
    """Behind it stands one who takes a request and goes away: it may have been done."""
    (tmp_path / "proxy-pages").mkdir()
    (tmp_path / "proxy-pages" / "503.html").write_text("Back in a moment")
    came = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=take_and_leave, args=[door, came], daemon=True).start()
        with nginx.in_front_of(door.getsockname()[1], tmp_path, public=tmp_path) as port:
            came.clear()
            assert ask(port, "/stories/share/check/", "POST")[0] == 503

            wait_until(lambda: came, 10)
            assert [line.split()[0] for line in came] == ["POST"]


def take_and_leave(door, came) -> None:
    while True:
        try:
            visitor, _ = door.accept()
        except OSError:
            return
        line = visitor.recv(65536).decode().partition("\r\n")[0]
        came.append(line)
        if line.startswith("GET /healthz"):
            visitor.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        visitor.close()
