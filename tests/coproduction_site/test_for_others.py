"""Data that others may use says its licence, answers to the page of any site, and is refused as data."""

import csv
import io

import pytest
from pytest_django.asserts import assertContains

from coproduction_site.models import OPEN_GOVERNMENT, SiteSettings
from tests.support import factories, walk

pytestmark = pytest.mark.django_db
API = "/open-referral"
DATA = [
    *(f"{API}/", f"{API}/openapi.json", f"{API}/services", f"{API}/taxonomy_terms"),
    *("/charter/signed.json", "/charter/signed.csv"),
    *("/stories/you-said-we-did.csv", "/stories/you-said-we-did.json", "/stories/local-offer.csv"),
]


@pytest.fixture
def site():
    SiteSettings.objects.all().delete()
    return factories.make_site()


@pytest.mark.parametrize("address", DATA)
def test_every_table_and_every_answer_says_its_licence_and_may_be_read_from_any_page(
    client, site, address
):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.headers["Link"] == f'<{OPEN_GOVERNMENT}>; rel="license"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_council_chooses_the_licence(client, site):
    factories.make_site(data_licence="Our own", data_licence_url="https://example.org/licence")

    assert client.get(f"{API}/").json()["licence"] == "Our own"
    about = client.get(f"{API}/openapi.json").json()["info"]
    assert about["license"] == {"name": "Our own", "url": "https://example.org/licence"}
    assert "example.org/licence" in client.get("/charter/signed.csv").headers["Link"]

    factories.make_site(data_licence="", data_licence_url="")

    assert "licence" not in client.get(f"{API}/").json()
    assert "license" not in client.get(f"{API}/openapi.json").json()["info"]
    assert "Link" not in client.get("/charter/signed.csv").headers


def test_the_document_says_whom_to_write_to(client, site):
    factories.make_site(contact_email="us@example.org")

    about = client.get(f"{API}/openapi.json").json()["info"]

    assert about["contact"] == {"email": "us@example.org"}


@pytest.mark.parametrize("address", [path for path in DATA if path.endswith((".json", "/", ".csv"))])
def test_a_file_that_somebody_has_kept_says_its_licence_and_whom_to_ask(client, site, address):
    factories.make_site(contact_email="us@example.org")

    answer = client.get(address)

    if address.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        below = rows[rows.index([]) :]
        assert below[1:3] == [
            ["Licence", "Open Government Licence 3.0", OPEN_GOVERNMENT],
            ["Contact", "us@example.org"],
        ]
    else:
        assert OPEN_GOVERNMENT in answer.content.decode()
        assert "us@example.org" in answer.content.decode()


def test_a_table_of_a_site_without_a_licence_and_a_contact_ends_with_its_rows(client, site):
    factories.make_site(data_licence="", data_licence_url="", contact_email="")

    assert client.get("/charter/signed.csv").content.decode().count("\n") == 2


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_whoever_tries_to_change_data_is_told_what_is_allowed(client, site, method):
    answer = getattr(client, method)(f"{API}/services")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["status"] == 405


def test_whoever_tries_to_change_the_list_of_signers_is_told_so_as_data(client, site):
    answer = client.post("/charter/signed.json")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["status"] == 405


@pytest.mark.parametrize(
    "query", ["page=", "minimum_age=", "search=%20", "full=&page=1", "modified_after="]
)
def test_a_name_without_a_value_is_refused_because_it_would_ask_for_everything(client, site, query):
    name = query.partition("=")[0]

    answer = client.get(f"{API}/services?{query}")

    assert answer.status_code == 400
    assert answer.json()["message"] == f"{name} has no value. Give it one, or leave it out."


@pytest.mark.parametrize("path", ["/nothing", "/services/", "/services/1/2", "/services.json"])
def test_an_address_that_is_not_there_is_answered_as_data(client, site, path):
    answer = client.get(API + path)

    assert answer.status_code == 404
    assert "openapi.json" in answer.json()["message"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_page_says_how_our_data_may_be_used_and_every_example_works(client, starter_content):
    page = walk.soup_of(client.get("/use-our-data/")).select_one("main")

    assert page.select_one(f'a[rel="license"][href="{OPEN_GOVERNMENT}"]')
    links = [link["href"] for link in page.select("a[href^='/']")]
    examples = [code.get_text().removeprefix("http://127.0.0.1:8000") for code in page.select("code")]
    assert len(links) > 5
    assert {"/partners/feed.xml", "/stories/feed/", "/news/#feeds"} <= set(links)
    kinds = [address.partition("?")[0] for address in examples]
    assert kinds == [f"{API}/services"] * 2 + [
        "/charter/signed.json",
        "/stories/you-said-we-did.csv",
        "/partners/feed.xml",
    ]
    for address in links + examples:
        assert client.get(address).status_code == 200, address
    assertContains(client.get("/partners/"), 'href="/use-our-data/"')
