"""What ends something asks once: nothing is done by the first press, and everything that came with it goes on."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from coproduction_site.models import User
from partners.models import Membership
from tests.support import uploads
from tests.support.charter import make_application
from tests.support.endings import CASES, consent_case, owners_page, pledge_case, story_case
from tests.support.factories import make_published_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_that_go(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_plan() -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.pdf", uploads.pdf(), "application/pdf")


def form_of(page) -> tuple[dict, str]:
    """What the page that asks would send, and the words on its button."""
    form = BeautifulSoup(page.content, "html.parser").select_one("main form")
    boxes = {box["name"]: box["value"] for box in form.select("input[type=hidden]")}
    button = form.select_one("button")
    return boxes | {button["name"]: button["value"]}, button.text


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_first_press_does_nothing_and_says_what_would_happen(client, case):
    address, data, is_done = case(client)

    page = client.post(address, data)

    assertContains(page, "noindex")
    assertContains(page, "at once")
    assert not is_done()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_page_that_asks_sends_the_same_press_again(client, case):
    address, data, is_done = case(client)
    sent, button = form_of(client.post(address, data))

    assert sent.items() >= data.items()
    assert button.startswith("Yes, ")
    assert client.post(address, sent).status_code == 302
    assert is_done()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_another_site_cannot_say_that_somebody_is_sure(case):
    address, data, is_done = case(client := Client(enforce_csrf_checks=True))

    client.post(address, data | {"sure": "yes"})

    assert not is_done()


@pytest.mark.parametrize("case", [story_case, consent_case, pledge_case])
def test_the_page_that_asks_tells_its_address_to_nobody(client, case):
    address, data, _ = case(client)

    page = client.post(address, data)

    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]


def test_a_file_beside_what_is_taken_out_is_kept_and_nothing_is_taken_out_yet(client):
    """No page can carry a file over to the question."""
    application = make_application()
    first = application.evidence.get()
    data = {"level": application.level_id, "words": "We do.", "version": application.version}
    plan = {"evidence-kind": "document", "evidence-words": "A plan", "evidence-document": a_plan()}

    client.post(f"{application.pledge.get_own_url()}status/", data | plan | {"do": f"remove-{first.pk}"})

    assert {piece.words for piece in application.evidence.all()} == {first.words, "A plan"}


def test_a_no_to_training_alone_takes_nothing_down_and_asks_nothing(client):
    story = make_published_story(consent_training=True)

    answer = client.post(story.get_follow_url(), {"consent": "change", "consent_publish": "on"})

    assertRedirects(answer, story.get_follow_url())
    story.refresh_from_db()
    assert (story.state, story.consent_training) == ("published", False)


def test_somebody_who_was_taken_off_in_error_can_be_invited_again(client):
    address, membership = owners_page(client)

    page = client.post(address, {"remove": "yes", "sure": "yes"}, follow=True)

    assertContains(page, "Then invite them again below.")
    people = f"/partners/{membership.partner.slug}/people/"
    client.post(people, {"email": membership.user.email, "role": "editor"})
    membership.partner.invitations.get().accept()
    assert Membership.objects.filter(user=User.objects.get(pk=membership.user_id)).count() == 1
