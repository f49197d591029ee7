"""More than a hundred megabytes at once: refused with a page, and the server stays as small as it was."""

import http.client
import json

import pytest

from tests.tools.server import most_memory

SIZE = 130_000_000
MAY_GROW = 60_000_000
BEFORE_FILE = b'--x\r\nContent-Disposition: form-data; name="logo"; filename="a.png"\r\n\r\n'
AFTER_FILE = b"\r\n--x--\r\n"
PLAIN, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"

A_PARTNER_IS_SIGNED_IN = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from coproduction_site.models import User
from partners.models import Membership, Partner
user = User.objects.create_user("partner@example.org")
partner = Partner.objects.first()
Membership.objects.create(user=user, partner=partner, role="editor")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(json.dumps([f"/partners/{partner.slug}/edit/", f"session={session.session_key}"]))
"""


@pytest.mark.parametrize("kind", [PLAIN, PARTS])
def test_more_than_a_hundred_megabytes_are_refused_with_a_page(site, kind):
    edit, cookie = json.loads(site.shell(A_PARTNER_IS_SIGNED_IN))
    before = [most_memory(worker) for worker in site.workers()]

    for path, headers in [("/stories/share/story/", {}), (edit, {"Cookie": cookie})]:
        status, page = send(site, path, kind, headers)
        assert status == 413, path
        assert "too big" in page

    after = [most_memory(worker) for worker in site.workers()]
    assert all(now - then < MAY_GROW for now, then in zip(sorted(after), sorted(before), strict=True))
    assert site.visitor().gets("/ladder/")


def send(site, path, kind, headers) -> tuple[int, str]:
    """To the end, as a browser does, and only then reads the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    connection.putrequest("POST", path)
    before, after = (BEFORE_FILE, AFTER_FILE) if kind == PARTS else (b"happened=", b"")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.putheader("Content-Type", kind)
    connection.putheader("Content-Length", str(len(before) + SIZE + len(after)))
    connection.endheaders(before)
    for _ in range(SIZE // 1_000_000):
        connection.send(b"x" * 1_000_000)
    connection.send(after)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()
