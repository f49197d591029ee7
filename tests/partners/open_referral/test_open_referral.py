"""Partners as open data: other directories read them in the form of Open Referral UK 3.0."""

import copy
import json
import uuid

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator, FormatChecker

from coproduction_site.models import OPEN_GOVERNMENT
from partners.models import Partner
from partners.open_referral import urls
from tests.support import factories, open_data
from tests.support.open_data import HERE, read

pytestmark = pytest.mark.django_db
LISTS = ["services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"]


@pytest.fixture
def partners(db):
    return open_data.make_partners_of_every_sort()


@pytest.fixture
def document(client, db):
    return read(client, "/openapi.json")


def service_of(client, partner, query=""):
    return read(client, f"/services?organization_id={partner.uuid}{query}")["contents"][0]


def in_full(client, partner):
    return read(client, f"/services/{service_of(client, partner)['id']}")


def names_of(client, path):
    return [thing["name"] for thing in read(client, path)["contents"]]


def test_the_front_page_names_the_standard_and_where_its_document_is(client):
    assert read(client, "/") == {
        "version": "HSDS-UK-3.0",
        "profile": "https://docs.openreferraluk.org/",
        "openapi_url": "http://127.0.0.1:8000/open-referral/openapi.json",
        "licence": "Open Government Licence 3.0",
        "licence_url": OPEN_GOVERNMENT,
    }
    factories.make_site(contact_email="us@example.org")
    assert read(client, "/")["contact"] == "us@example.org"


def test_what_a_partner_offers_is_a_service_with_everything_that_is_known(client, partners):
    service = in_full(client, partners["full"])

    assert service["organization"]["description"] == "Who we are\nParents & carers\nof 3 < 4.\nOne\nTwo"
    assert service["organization"]["website"] == "https://ex%C3%A4mple.org/wir-%C3%BCber-uns"
    assert service["description"].startswith("Help for families.\n\nHow to join or get help: Ring us.")
    assert service["description"].endswith("\n\nWhat if something goes wrong? Talk to us.")
    assert service["url"] == "http://127.0.0.1:8000/partners/full/"
    assert (service["minimum_age"], service["maximum_age"]) == (0, 25)
    assert service["assured_date"] == "2026-11-01"
    assert service["contacts"][0]["phones"][0]["number"] == "01902000000"
    assert service["cost_options"][0]["amount_description"] == "Free"
    assert service["schedules"][0]["description"] == "Monday to Friday, 9 to 5"
    assert {each["taxonomy_term"]["name"] for each in service["attributes"]} == {"Children", "Advice"}
    place = service["service_at_locations"][0]["location"]
    assert place["accessibility"][0]["description"] == "A ramp.\nA quiet room."
    assert place["addresses"][0] | {"id": "", "location_id": ""} == {
        "id": "",
        "location_id": "",
        "address_1": "Open Door House, 1 High Street",
        "city": "Wolverhampton",
        "region": "West Midlands",
        "state_province": "England",
        "postal_code": "WV1 1SH",
        "country": "GB",
        "address_type": "physical",
    }


def test_hours_languages_and_an_extension_come_in_words_and_where_they_are_sure_in_parts_too(client):
    service = in_full(client, open_data.make_partner_with_sure_facts())

    words, *rules = ({**row, "id": "", "service_id": ""} for row in service["schedules"])
    assert words["description"] == "Monday, Tuesday 9am-12.30pm\nSaturday 10:00-16:00"
    assert [tuple(rule.values())[2:] for rule in rules] == [
        ("WEEKLY", "MO,TU", "09:00", "12:30"),
        ("WEEKLY", "SA", "10:00", "16:00"),
    ]
    assert service["languages"][0]["note"] == "English and BSL"
    assert [row["code"] for row in service["languages"][1:]] == ["en", "bfi"]
    assert service["contacts"][0]["phones"][0]["extension"] == 7
    identifiers = [row["id"] for row in service["schedules"] + service["languages"]]
    assert len(identifiers) == len(set(identifiers))


def test_what_is_not_confirmed_is_not_said_and_a_name_that_must_be_is_marked(client, partners):
    service = in_full(client, partners["unsure"])

    assert service["alert"] == "To be confirmed by the partner: name, summary."
    assert service["organization"].keys() == {"id", "name", "description"}
    assert not service.keys() & {
        "email", "minimum_age", "maximum_age", "contacts", "schedules", "cost_options", "languages",
        "service_at_locations",
    }  # fmt: skip


def test_nothing_is_null_or_empty(client, partners):
    answers = open_data.every_answer(client)

    assert len(answers) > 50
    assert [
        (address, open_data.blanks_in(answer))
        for _, address, answer in answers
        if open_data.blanks_in(answer)
    ] == []


def test_hostile_words_stay_words(client, partners):
    service = in_full(client, partners["hostile"])

    assert service["name"].startswith('</script><script>alert("1")</script>\nBEGIN:VCARD')
    assert "email" not in service
    assert "website" not in service["organization"]
    for _, address, _ in open_data.every_answer(client):
        answer = client.get(HERE + address)
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not {b"\x0b", b"\x00", "\u2028".encode()} & {
            answer.content[n : n + 1] for n in range(len(answer.content))
        }


def test_partners_that_are_hidden_or_of_the_past_are_in_no_list_and_at_no_address(client, partners):
    shown = in_full(client, partners["full"])
    places = read(client, "/service_at_locations")["contents"]
    assert [place["service"]["name"] for place in places] == ["Open Door"]

    for change in ({"is_listed": False}, {"is_listed": True, "standing": "former"}):
        Partner.objects.filter(slug="full").update(**change)

        everything = json.dumps(open_data.every_answer(client))
        assert "Open Door" not in everything
        assert shown["id"] not in everything
        for path in (
            f"services/{shown['id']}",
            f"organizations/{shown['organization_id']}",
            f"service_at_locations/{places[0]['id']}",
        ):
            assert client.get(f"{HERE}/{path}").status_code == 404


def test_identifiers_never_change_and_belong_to_one_thing(client, partners):
    before = open_data.every_answer(client)
    for partner in partners.values():
        partner.name = f"New {partner.slug}"
        partner.slug += "-new"
        partner.save()
    after = open_data.every_answer(client)

    def ids(answers):
        return {thing.get("id") for *_, answer in answers for thing in answer.get("contents", [answer])}

    assert ids(before) == ids(after)
    service = in_full(client, partners["full"])
    kinds = [
        service["id"],
        service["organization_id"],
        *(
            part["id"]
            for name in (
                "contacts",
                "schedules",
                "cost_options",
                "languages",
                "attributes",
                "service_at_locations",
            )
            for part in service[name]
        ),
    ]
    assert len(set(kinds)) == len(kinds) >= 8


def test_turning_pages_shows_each_thing_once_and_comes_to_an_end(client):
    for _ in range(5):
        factories.make_partner(name="Same name", order=1)
    seen, number, page = [], 0, {"last_page": False}
    while not page["last_page"]:
        number += 1
        page = read(client, f"/services?per_page=2&page={number}")
        seen += [thing["id"] for thing in page["contents"]]

    assert number == page["total_pages"] == 3
    assert len(set(seen)) == len(seen) == page["total_items"] == 5
    assert page["size"] == 1
    assert not page["first_page"]
    after_the_last = read(client, "/services?per_page=2&page=4")
    assert after_the_last["empty"]
    assert after_the_last["last_page"]
    assert after_the_last["contents"] == []


@pytest.mark.parametrize("kind", ["services", "organizations", "taxonomy_terms", "service_at_locations"])
def test_a_list_without_anything_is_the_first_and_the_last_page(client, kind):
    assert read(client, f"/{kind}") == {
        "total_items": 0, "total_pages": 0, "page_number": 1, "size": 0,
        "first_page": True, "last_page": True, "empty": True, "contents": [],
    }  # fmt: skip


def test_each_question_finds_those_who_fit(client, partners):
    term = partners["full"].terms.get(name="Advice")
    taxonomies = {thing["name"]: thing["id"] for thing in read(client, "/taxonomies")["contents"]}
    fits = ["Open Door"]

    assert names_of(client, f"/services?organization_id={partners['full'].uuid}") == fits
    assert names_of(client, f"/services?taxonomy_term_id={term.uuid}") == fits
    assert names_of(client, f"/services?taxonomy_id={taxonomies['Who they help']}") == fits
    assert names_of(client, "/services?search=door+ADVICE+closed") == fits
    assert names_of(client, "/services?minimum_age=0&maximum_age=25") == fits
    assert names_of(client, "/services?minimum_age=25&maximum_age=25") == fits
    assert names_of(client, "/services?minimum_age=26") == []
    assert names_of(client, f"/services?organization_id={uuid.uuid4()}") == []
    assert names_of(client, f"/services?taxonomy_id={uuid.uuid4()}") == []
    assert names_of(client, "/organizations?search=door") == fits
    assert names_of(client, "/taxonomy_terms?search=adv") == ["Advice"]
    assert len(names_of(client, "/services?postcode=WV1&unknown=%00")) == 4


def test_who_reads_what_is_new_gets_only_that(client, partners):
    call_command("load_content", verbosity=0)
    last = max(thing["last_modified"] for thing in read(client, "/services?per_page=100")["contents"])
    partner = partners["bare"]
    partner.cost = "Free"
    partner.save()
    changed = service_of(client, partner)["last_modified"]

    assert changed > last
    assert names_of(client, f"/services?modified_after={changed}") == [partner.name]
    assert names_of(client, "/services?modified_after=2999-01-01") == []
    assert len(names_of(client, "/organizations?modified_after=2001-01-01T00:00:00+01:00")) > 4
    short = read(client, "/services?minimal=true")["contents"]
    assert len(short) == Partner.objects.current().count()
    assert short[0].keys() == {"id", "name", "status", "last_modified", "modified_date"}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("page=0", "page is a whole number from 1 to 1000000."),
        ("page=two", "page is a whole number from 1 to 1000000."),
        ("per_page=101", "per_page is a whole number from 1 to 100."),
        ("per_page=99999999999999999999999", "per_page is a whole number from 1 to 100."),
        ("organization_id=1", "organization_id is an identifier such as"),
        ("taxonomy_term_id=%00", "taxonomy_term_id is an identifier such as"),
        ("modified_after=yesterday", "modified_after is a day or a moment, such as 2026-11-23"),
        ("modified_after=0001-01-01T00:00:00%2B14:00", "modified_after is a day or a moment"),
        ("minimum_age=-1", "minimum_age is a whole number from 0 to 120."),
        ("minimal=perhaps", "minimal is true or false."),
        ("search=%00", "Null characters are not allowed."),
        ("search=" + "x" * 101, "search takes up to 100 letters."),
    ],
)
def test_a_wrong_value_is_told_in_a_sentence(client, query, sentence):
    answer = client.get(f"{HERE}/services?{query}")

    assert answer.status_code == 400
    assert sentence in answer.json()["message"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("kind", LISTS)
def test_an_identifier_that_nothing_has_is_a_404_that_a_program_can_read(client, partners, kind):
    for identifier in ("1", "%00", "nobody", "0" * 5000, uuid.uuid4(), f"{{{partners['full'].uuid}}}x"):
        answer = client.get(f"{HERE}/{kind}/{identifier}")

        assert answer.status_code == 404
        assert answer.json()["message"] == "Nothing here has this identifier."
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    ["/services", "/services?full=true", "/organizations?full_service=true", "/service_at_locations?full=true",
     "/taxonomy_terms"],
)  # fmt: skip
def test_a_list_costs_the_same_however_many_partners_there_are(
    client, partners, path, django_assert_max_num_queries
):
    for _ in range(2):
        for number in range(5):
            factories.make_partner(
                address=f"{number} High Street\nWolverhampton WV1 1SH", terms=[factories.make_term()]
            )
        with django_assert_max_num_queries(4):  # One is for the licence, and is remembered.
            read(client, f"{path}{'&' if '?' in path else '?'}per_page=100")


def test_the_page_of_another_site_may_read_it_and_change_nothing(client, partners):
    asked = client.options(f"{HERE}/services")

    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in asked.headers
    assert client.post(f"{HERE}/services").status_code == 405
    for page in ("/", "/partners/", "/partners/full/", "/admin/", "/stories/feed/"):
        assert "Access-Control-Allow-Origin" not in client.get(page).headers


def test_answers_are_kept_only_where_nobody_can_make_up_endless_addresses(client, partners):
    def is_kept(path):
        answer = client.get(HERE + path)
        return answer.status_code == 200 and "public" in answer.headers.get("Cache-Control", "")

    full = partners["full"]
    for path in (
        "/",
        "/services",
        "/services?page=1&per_page=2",
        "/services?full=true",
        "/services?page=1&page=1",  # Kept as the address that it comes to.
        f"/services?organization_id={full.uuid}",
    ):
        assert is_kept(path), path
    for path in (
        "/services?page=01",
        "/services?page=9",
        "/services?search=a",
        "/services?x=1",
        "/services?modified_after=2020-01-01",
        f"/services?organization_id={uuid.uuid4()}",
        "/services/1",
    ):
        assert not is_kept(path), path


def test_the_document_names_the_addresses_and_questions_that_there_are(document):
    routes = {
        f"/{route.pattern}".replace("<str:identifier>", "{id}"): route.callback
        for route in urls.urlpatterns
        if route.name != "unknown"
    }
    elsewhere = {path for path, item in document["paths"].items() if "servers" in item}
    assert routes.keys() == document["paths"].keys() - elsewhere

    for path, view in routes.items():
        get = document["paths"][path]["get"]
        said = {each["$ref"].rpartition("/")[2] for each in get.get("parameters", [])}
        assert said == view.question.names(), path
        assert ("400" in get["responses"]) == bool(said), path
        assert ("404" in get["responses"]) == ("{id}" in path), path
    assert {
        name for name, one in document["components"]["parameters"].items() if one["name"] != name
    } == set()


def test_every_answer_is_what_the_document_says(client, partners, document):
    checked = 0
    for path, address, answer in open_data.every_answer(client):
        schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        errors = list(validator(document, schema).iter_errors(answer))
        assert errors == [], address
        checked += 1
    assert checked > 50
    for path in ("/services?page=0", "/services/1"):
        refusal = validator(document, {"$ref": "#/components/schemas/Refusal"})
        assert refusal.is_valid(client.get(HERE + path).json())


def test_the_document_would_notice_what_it_does_not_say(client, partners, document):
    schema = validator(document, {"$ref": "#/components/schemas/ServiceInFull"})
    service = in_full(client, partners["full"])
    assert schema.is_valid(service)

    for change in (
        {"email": None},
        {"email": ""},
        {"surprise": 1},
        {"contacts": []},
        {"id": "1"},
        {"url": "not one"},
    ):
        assert not schema.is_valid(copy.deepcopy(service) | change), change


def validator(document, schema) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    whole = schema | {"components": document["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker())
