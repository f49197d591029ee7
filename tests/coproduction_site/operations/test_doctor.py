"""`manage.py doctor` says on one page whether everything is right, for people and for programs."""

import json
import socketserver
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command

from coproduction_site.backup import age
from coproduction_site.cache.revision import current
from coproduction_site.doctor import certificate, everything, mail_server
from coproduction_site.operations.jobs import Round, Task
from tests.support.factories import make_user
from tests.tools.letter_box import taking_letters
from tests.tools.server import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def is_well(settings, tmp_path):
    """A site that somebody set up and looks after."""
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text('{"paths": {"a.css": "a.1.css"}}')
    (tmp_path / "a.1.css").write_text("")
    make_user(is_superuser=True, is_staff=True)
    for _ in range(2):
        make_user("Safeguarding leads", is_staff=True)
    Round().go([Task("letters", lambda: 0)])
    age.note("2 files")


def doctor(*options) -> tuple[str, int]:
    said = StringIO()
    try:
        call_command("doctor", *options, stdout=said)
    except SystemExit as end:
        return said.getvalue(), end.code
    return said.getvalue(), 0


def looks(**changed) -> dict[str, str]:
    said, _ = doctor("--json")
    return {check["name"]: check["state"] for check in json.loads(said)["checks"]}


def test_where_all_is_right_it_ends_well(is_well):
    said, code = doctor()

    assert code == 0, said
    assert "✗" not in said
    assert said.endswith("Everything that must be right is right.\n")
    assert len(said.splitlines()) == len(everything.LOOKS) + 2


def test_a_program_reads_the_same(is_well):
    said, code = doctor("--json")

    read = json.loads(said)
    assert read["is_right"]
    assert code == 0
    assert [check["name"] for check in read["checks"]] == list(everything.LOOKS)


def test_it_changes_nothing(is_well, settings):
    before = current()

    doctor()

    assert current() == before
    assert not list(settings.MEDIA_ROOT.glob("doctor-*"))


def test_it_says_what_is_wrong_and_what_to_do_and_ends_badly(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path

    said, code = doctor()

    assert code == 1
    assert "✗ static files    They are not collected: make set-up." in said
    assert "✗ people          There is no administrator: manage.py createsuperuser." in said
    assert "✗ worker          The worker has never worked." in said
    assert said.endswith("things are wrong.\n")


def test_a_look_that_fails_itself_stops_no_other(is_well, settings):
    settings.CACHES = {"default": {"BACKEND": "no.such.thing"}}

    states = looks()

    assert states["cache"] == "fault"
    assert states["people"] == "right"


def test_a_cache_that_forgets_is_found(is_well, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert looks()["cache"] == "fault"


@pytest.fixture
def mail_port(settings):
    port = free_port()
    settings.POST_OFFICE = {"BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}}
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    settings.DEFAULT_FROM_EMAIL = "Co-production <co-production@example.org>"
    return port


def test_the_mail_server_is_spoken_to_and_no_letter_goes(mail_port):
    with taking_letters(mail_port) as letters:
        found = mail_server.takes_letters()

    assert (found.state, letters) == ("right", [])
    assert "takes letters from Co-production <co-production@example.org>" in found.sentence


def test_a_mail_server_that_is_away_is_a_fault(mail_port):
    found = mail_server.takes_letters()

    assert found.is_fault
    assert "cannot be spoken to" in found.sentence


def test_a_mail_server_that_does_not_take_our_sender_is_a_fault(mail_port):
    with refusing_senders(mail_port):
        found = mail_server.takes_letters()

    assert found.is_fault
    assert "takes no letter from" in found.sentence
    assert "550 not from here" in found.sentence


@contextmanager
def refusing_senders(port):
    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                says = {b"MAIL": b"550 not from here\r\n", b"QUIT": b"221 bye\r\n"}
                self.wfile.write(says.get(line[:4].upper(), b"250 ok\r\n"))

    with socketserver.ThreadingTCPServer(("127.0.0.1", port), Conversation) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


@pytest.mark.parametrize(
    ("days", "state"), [(90, "right"), (15, "warning"), (3, "fault"), (-1, "fault")]
)
def test_the_days_of_the_certificate_are_counted(settings, tmp_path, monkeypatch, days, state):
    with showing_certificate(tmp_path, days) as port:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        settings.SITE_URL = f"https://localhost:{port}"
        found = certificate.is_good()

    assert found.state == state, found.sentence
    if days > 0:
        assert f"good for {days - 1} more days" in found.sentence


def test_a_certificate_that_browsers_refuse_is_a_fault(settings, tmp_path):
    with showing_certificate(tmp_path, 90) as port:
        settings.SITE_URL = f"https://localhost:{port}"
        found = certificate.is_good()

    assert found.is_fault
    assert "Browsers refuse it" in found.sentence


@contextmanager
def showing_certificate(folder, days):
    key, file = ec.generate_private_key(ec.SECP256R1()), folder / "certificate.pem"
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(pem, private, serialization.NoEncryption())
    file.write_bytes(made.public_bytes(pem) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), QuietHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *details: None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


class QuietHandler(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(1)
