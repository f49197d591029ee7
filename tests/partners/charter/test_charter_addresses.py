"""Every address of the charter, with everybody for whom it is not.

The addresses are read from the urls file, so that a new one cannot be forgotten: it has to be sorted here.
"""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver, reverse

from partners.models import panel
from tests.support.charter import make_application, make_award, make_public_pledge, make_seat
from tests.support.factories import make_charter, make_member, make_moderator, make_partner, make_user
from tests.support.signing_in import without_bar

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]

PUBLIC = {
    "charter": [],
    "children": [],
    "value": ["equal"],
    "versions": [],
    "version": [1],
    "sheet": [],
    "signed": [],
    "signed_json": [],
    "signed_csv": [],
    "statuses": [],
    "status": ["hill-school"],
    "badge": ["hill-school"],
}
OF_WHOEVER_SIGNS = {"sign", "thanks"}
BY_KEY = ["pledge", "apply", "renew", "correct", "contact"]
BY_ANOTHER_KEY = {"confirm_contact"}
OF_THE_PANEL = {"panel", "panel_leave", "panel_read", "panel_document"}


@pytest.fixture(autouse=True)
def without_second_factor(settings, tmp_path):
    settings.REQUIRE_STAFF_MFA = False
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def application():
    """With the panel, of an organisation that is a partner, with a document."""
    application = make_application(make_public_pledge(partner=make_partner()))
    file = ContentFile(b"%PDF-", name="x.pdf")
    panel.add_evidence(application, kind="document", words="x", document=file)
    application.send()
    return application


def of_the_panel(application) -> list[str]:
    document = application.evidence.get(kind="document")
    return [
        reverse("charter:panel"),
        reverse("charter:panel_leave"),
        reverse("charter:panel_read", args=[application.pk]),
        reverse("charter:panel_document", args=[document.pk]),
    ]


def test_every_address_is_sorted():
    patterns = get_resolver().namespace_dict["charter"][1].url_patterns

    assert {pattern.name for pattern in patterns} == {
        *PUBLIC,
        *OF_WHOEVER_SIGNS,
        *BY_KEY,
        *BY_ANOTHER_KEY,
        *OF_THE_PANEL,
    }


@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_public_is_the_same_for_everybody_and_takes_nothing(name):
    make_charter(number=1)
    make_award(make_public_pledge(name="Hill School"))
    address = reverse(f"charter:{name}", args=PUBLIC[name])
    member = Client()
    member.force_login(make_user("Partner managers"))

    answer = Client().get(address)

    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=0, must-revalidate")
    assert answer.content == without_bar(member.get(address).content)
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("name", BY_KEY)
def test_a_pledge_is_found_by_its_key_alone(application, name):
    pledge = application.pledge
    staff = Client()
    staff.force_login(make_user(is_staff=True, is_superuser=True))

    for guess in (pledge.pk, pledge.key, pledge.slug, pledge.token[:-1], pledge.token.swapcase()):
        for client in (Client(), staff):
            address = reverse(f"charter:{name}", args=[guess])
            assert client.get(address).status_code == 404
            assert client.post(address, {"take_back": "yes", "do": "save"}).status_code == 404

    pledge.refresh_from_db()
    assert pledge.is_public


def test_a_new_contact_is_confirmed_by_its_own_key_alone(application):
    pledge = application.pledge
    change = pledge.contact_changes.create(email="kim@example.org", person="Kim", role="Deputy")

    for guess in (change.pk, change.key, change.token[:-1], change.token.swapcase(), pledge.token):
        address = reverse("charter:confirm_contact", args=[guess])
        assert Client().get(address).status_code == 404
        assert Client().post(address).status_code == 404
    assert Client().get(reverse("charter:pledge", args=[change.token])).status_code == 404


WRONG_PEOPLE = {
    "of the organisation": lambda application: make_member(application.pledge.partner),
    "of another partner": lambda application: make_member(make_partner()),
    "moderator": lambda application: make_moderator(),
    "content editor": lambda application: make_user("Content editors"),
    "nobody in particular": lambda application: make_user(),
}


@pytest.mark.parametrize("who", WRONG_PEOPLE)
def test_what_the_panel_reads_exists_for_nobody_else(application, who):
    client = Client()
    client.force_login(WRONG_PEOPLE[who](application))

    for address in of_the_panel(application):
        assert client.get(address).status_code == 404
        assert client.post(address, {"says": "yes", "words": "x"}).status_code in (404, 405)
    assert not application.views.exists()


def test_whoever_is_not_signed_in_is_asked_to_sign_in_and_the_panel_is_let_in(application):
    member = Client()
    member.force_login(make_seat().user)

    for address in of_the_panel(application):
        assert Client().get(address)["Location"].startswith("/accounts/login/")
        assert member.get(address).status_code == 200
