"""What may be asked with which method, and what stands in an address: nothing falls over, nothing is kept wrongly."""

import pytest
from django.contrib import admin
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse

from coproduction_site.cache.page_cache import PUBLIC
from tests.support import factories, walk

pytestmark = pytest.mark.django_db
ZERO = "%00"
ANSWERED_AND_FORGOTTEN = (
    "/ladder/where-are-you/"  # A result is the answer to a POST, and nothing is stored.
)


@pytest.fixture(scope="module")
def answers(starter_content):
    """Every address that a visitor reaches by links."""
    factories.make_published_story(title="The quiet room")
    return walk.every_address(Client())


def test_head_is_answered_wherever_get_is(answers):
    client = Client()

    assert len(answers) > 40
    for address, answer in answers.items():
        head = client.head(address)
        assert head.status_code == answer.status_code, address
        assert head.content == b"" or head.streaming, address


@pytest.mark.parametrize("address", ["/accounts/login/", "/stories/share/story/", "/healthz", "/readyz"])
def test_head_is_answered_by_forms_and_by_machines_too(client, address):
    assert client.head(address).status_code == client.get(address).status_code


def test_a_post_to_a_public_page_says_what_the_page_takes(answers):
    client = Client(enforce_csrf_checks=True)
    public = [
        address for address, answer in answers.items() if answer.headers.get("Cache-Control") == PUBLIC
    ]

    assert len(public) > 30
    for address in public:
        answer = client.post(address, {"name": "Ann"})
        assert "public" not in answer.headers.get("Cache-Control", ""), address
        if address.startswith(ANSWERED_AND_FORGOTTEN) and answer.status_code == 200:
            continue
        assert answer.status_code == 405, address
        assert answer.headers["Allow"].removesuffix(", OPTIONS") == "GET, HEAD", address


def test_a_form_whose_token_is_gone_is_never_marked_as_the_same_for_everybody(starter_content):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/stories/share/story/", {"happened": "We planned the park together."})

    assert answer.status_code == 403
    assert "We planned the park together." in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def changelists():
    return [
        (reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), of_model)
        for model, of_model in admin.site._registry.items()
    ]


def is_text(field) -> bool:
    return isinstance(field, CharField | TextField)


def test_a_zero_byte_in_a_filter_of_the_admin_is_no_error_of_ours(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(factories.make_user("Safeguarding leads", is_superuser=True, is_staff=True))

    tried = 0
    for address, of_model in changelists():
        filters = [name for name in of_model.list_filter if isinstance(name, str)]
        texts = [field.name for field in of_model.model._meta.concrete_fields if is_text(field)]
        for name in ["q", *filters, *(f"{text}__startswith" for text in texts[:2])]:
            answer = client.get(f"{address}?{name}={ZERO}x{ZERO}")
            assert answer.status_code in {200, 302, 400, 403}, f"{address} {name}"
            tried += 1
    assert tried > 50


@pytest.mark.parametrize(
    "address",
    [
        f"/stories/{ZERO}/",
        f"/partners/{ZERO}/",
        f"/{ZERO}/",
        f"/stories/follow/{ZERO}/",
        f"/accounts/invitation/{ZERO}/",
    ],
)
def test_a_zero_byte_in_an_address_leads_nowhere(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("cookie", ['session="\\000"', 'csrf="\\000"', "session=%00"])
def test_a_zero_byte_in_a_cookie_is_no_error_of_ours(client, cookie):
    assert client.get("/accounts/login/", headers={"cookie": cookie}).status_code == 200
