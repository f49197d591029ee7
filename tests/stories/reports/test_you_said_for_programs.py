"""“You said, we did” as JSON: what its table says, for programs."""

import csv
import io

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from coproduction_site.models import OPEN_GOVERNMENT, SiteSettings
from stories.reports import you_said
from tests.support.factories import (
    make_moderator,
    make_partner,
    make_public_response,
    make_sent_response,
    make_site,
)

pytestmark = pytest.mark.django_db
FILE, TABLE, DOCUMENT = (
    "/stories/you-said-we-did.json",
    "/stories/you-said-we-did.csv",
    "/open-referral/openapi.json",
)
PATH = "/stories/you-said-we-did.json"


@pytest.fixture
def site():
    SiteSettings.objects.all().delete()
    return make_site(contact_email="us@example.org")


@pytest.fixture
def answers(monkeypatch):
    monkeypatch.setattr(you_said, "PART_SIZE", 2)
    partner = make_partner()
    return [
        make_public_response(partner, kind, story={"title": f"Story {n}"})
        for n, kind in enumerate(("heard", "will_change", "could_not"))
    ]


def parts(client) -> list[dict]:
    found, address = [], FILE
    while address:
        found.append(client.get(address).json())
        address = found[-1].get("next", "").removeprefix(settings.SITE_URL)
    return found


def test_it_says_what_the_table_says_in_parts_that_lead_on(client, site, answers):
    several = parts(client)
    table = client.get(TABLE).content.decode("utf-8-sig")

    assert [len(part["answers"]) for part in several] == [2, 1]
    rows = list(csv.reader(io.StringIO(table)))[1:3]
    assert [[*answer.values()] for answer in several[0]["answers"]] == [
        [cell for cell in row if cell] for row in rows
    ]
    assert "numbers" not in several[0]
    assert {"what": "Stories received", "number": "fewer than 5"} in several[1]["numbers"]


def test_every_part_says_its_licence_and_whom_to_ask(client, site, answers):
    for part in parts(client):
        assert part["licence"] == site.data_licence
        assert part["licence_url"] == OPEN_GOVERNMENT
        assert part["contact"] == "us@example.org"


def test_every_part_is_as_the_document_describes_it(client, site, answers):
    document = client.get(DOCUMENT).json()
    schema = {"$ref": "#/components/schemas/YouSaidWeDid", "components": document["components"]}

    assert document["paths"][PATH]["servers"] == [{"url": "/"}]
    assert client.get(PATH).status_code == 200
    for part in parts(client):
        assert list(Draft202012Validator(schema).iter_errors(part)) == []


def test_an_unchanged_part_is_not_sent_again_and_may_be_read_from_any_page(client, site, answers):
    for address in (FILE, parts(client)[0]["next"].removeprefix(settings.SITE_URL)):
        answer = client.get(address)
        again = client.get(address, headers={"if-none-match": answer.headers["ETag"]})

        assert again.status_code == 304
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("year=1999", 400), ("year=2999", 404), ("year=x", 400), ("after=x:y", 404), ("year=%00", 400)],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(client, site, query, status):
    answer = client.get(f"{FILE}?{query}")

    assert answer.status_code == status
    assert answer.json()["message"]


def test_nothing_that_is_not_public_is_in_it(client, site, answers):
    make_sent_response(words="Xyzzyberry")
    story = answers[0].story
    story.refresh_from_db()
    story.take_down(make_moderator(), "other")

    text = str(parts(client))

    assert "Xyzzyberry" not in text
    assert "Story 0" not in text
    assert "Story 1" in text
