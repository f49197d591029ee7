"""What goes with a pledge: its badge says that it has ended, and its documents stay as long as something shows them."""

from xml.etree import ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from pytest_django.asserts import assertContains

from coproduction_site.uploads import erasing
from partners.charter.pledges import actions as signing
from partners.charter.status import actions
from partners.models import Evidence, panel
from tests.support.charter import make_application, make_award, make_public_pledge, say
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_badge_of_a_pledge_that_is_gone_is_a_picture_that_says_ended_and_names_nobody(client):
    award = make_award(make_public_pledge(name="Hill School"))
    code = client.get(award.get_absolute_url()).context["code"]
    award.pledge.take_back()

    answer = client.get(f"{award.get_absolute_url()}badge.svg")

    assert (answer.status_code, answer["Content-Type"]) == (410, "image/svg+xml")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    svg = ET.fromstring(answer.content)  # noqa: S314
    words = [part.text.strip() for part in svg.iter() if part.text and part.text.strip()]
    assert "Ended" in words
    assert "This charter status has ended" in words
    assert b"Hill" not in answer.content
    assert 'alt="Does Hill School have charter status today? See its page"' in code
    page = client.get(award.get_absolute_url())
    assertContains(page, "It does not hold any more.", status_code=410)


def test_a_pledge_that_comes_back_brings_its_badge_along(client):
    award = make_award(make_public_pledge(name="Hill School"))
    pledge, badge = award.pledge, f"{award.get_absolute_url()}badge.svg"
    pledge.take_back()
    pledge.bring_back()
    assert client.get(badge).status_code == 410

    pledge.publish(make_user("Partner managers"))

    assertContains(client.get(badge), "Growing")


def test_an_organisation_without_an_award_never_had_a_badge(client):
    pledge = make_public_pledge(name="Hill School")
    pledge.take_back()

    for end in ("", "badge.svg"):
        assert client.get(f"/charter/status/hill-school/{end}").status_code == 404


def test_a_document_shown_again_stays_until_nothing_shows_it(client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    application = make_application()
    file = ContentFile(b"%PDF-", name="x.pdf")
    piece = panel.add_evidence(application, kind="document", words="x", document=file)
    application.send()
    say(application)
    say(application, "professional", says="not_yet")
    application.not_yet(make_user("Partner managers"), "Show more.")
    again = actions.begin(application.pledge)
    storage, name = piece.document.storage, piece.document.name
    copy = again.evidence.get(kind="document")
    assert copy.document.name == name

    panel.remove_evidence(again, copy.pk)
    assert storage.exists(name)

    signing.erase(application.pledge)
    assert not Evidence.objects.exists()
    assert list(erasing.FileToErase.objects.values_list("name", flat=True)) == [name]
