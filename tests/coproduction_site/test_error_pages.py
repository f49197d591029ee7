"""When something does not work, the page says so in plain words and says what to do next."""

import pytest
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import include, path

from tests.support import factories, walk
from tests.support.telling import FIRST


def database_away(request):
    raise OperationalError("the server closed the connection")


def broken(request):
    raise RuntimeError("a fault of ours")


urlpatterns = [
    path("away/", database_away),
    path("broken/", broken),
    path("", include("coproduction_site.urls")),
]
handler400 = "coproduction_site.errors.bad_request"
handler500 = "coproduction_site.errors.server_error"


@pytest.fixture
def calm_client(db):
    """A client that gets the page a visitor would get, instead of the exception."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500, 503])
def test_the_page_needs_no_database_and_leads_back_to_the_site(status):
    page = render_to_string(f"{status}.html")

    assert page.count("<h1") == 1
    assert 'href="/"' in page
    assert "{{" not in page
    for hard_word in ("Exception", "Traceback", "Internal Server Error", "Forbidden", "invalid"):
        assert hard_word not in page


def test_a_page_that_is_not_here_has_the_menu_and_somebody_to_ask(client, db):
    factories.make_site(contact_phone="01902 555555")

    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    soup = walk.soup_of(answer)
    assert soup.find("nav", attrs={"aria-label": "Main"}).find("a", href="/stories/")
    assert "01902 555555" in soup.find("footer").get_text()


def test_a_page_that_is_not_here_needs_no_database_either(client, db):
    with connection.execute_wrapper(_away):
        answer = client.get("/no-such/page/")

    assert answer.status_code == 404
    assert b"We cannot find that page" in answer.content
    assert b'aria-label="Main"' not in answer.content


def _away(*args, **kwargs):
    raise OperationalError("the server closed the connection")


@pytest.mark.urls("tests.coproduction_site.test_error_pages")
def test_a_database_that_is_away_gives_a_plain_page_that_asks_to_come_back(calm_client):
    answer = calm_client.get("/away/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert b"<h1" in answer.content


@pytest.mark.urls("tests.coproduction_site.test_error_pages")
def test_a_fault_of_ours_gives_a_plain_page(calm_client):
    answer = calm_client.get("/broken/")

    assert answer.status_code == 500
    assert b"a fault of ours" not in answer.content


def test_an_address_that_does_not_exist_gives_a_plain_page(calm_client):
    answer = calm_client.get("/no/such/page/")

    assert answer.status_code == 404
    assert len(walk.soup_of(answer).find_all("h1")) == 1


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("a=" + "x" * 5_000_000, "application/x-www-form-urlencoded", 413),
        ("&".join(f"f{number}=1" for number in range(10_000)), "application/x-www-form-urlencoded", 400),
        ("--nonsense", "multipart/form-data; boundary=", 400),
        ("--x\r\nbroken", "multipart/form-data; boundary=x", 403),
        ("title=%00%ff", "application/x-www-form-urlencoded; charset=utf-99", 400),
    ],
)
def test_a_hostile_body_gets_an_answer_that_says_no(db, body, content_type, expected):
    """403 where the body held no CSRF token because it held nothing that could be read."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)

    answer = client.generic("POST", FIRST, body, content_type=content_type)

    assert answer.status_code in {expected, 403}
    assert answer.status_code < 500
    assert b"<h1" in answer.content


def test_two_thousand_files_are_refused(calm_client):
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="f{n}"; filename="{n}.txt"\r\n\r\nx\r\n'
        for n in range(2_000)
    )

    answer = calm_client.post(FIRST, parts + "--x--\r\n", content_type="multipart/form-data; boundary=x")

    assert 400 <= answer.status_code < 500


def test_a_story_that_is_gone_has_a_kind_page(client, db):
    story = factories.make_published_story()
    address = story.get_absolute_url()
    story.withdraw()

    answer = client.get(address)

    assert answer.status_code == 410
    assert len(walk.soup_of(answer).find_all("h1")) == 1
