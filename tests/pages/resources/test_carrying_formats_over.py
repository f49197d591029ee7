"""The migration that makes the one link or file of each resource its first format."""

from importlib import import_module

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from coproduction_site.drafts.models import Draft
from pages.models import LinkCheck, Resource
from tests.support.admin_forms import opened_form
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db
migration = import_module("pages.migrations.0026_each_resource_in_its_first_format")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def apps():
    """The tables as the release before knows them: it goes on writing while the new one begins."""
    return MigrationLoader(connection).project_state(("pages", "0025_formats_of_resources")).apps


def make_old(apps, slug="old", **columns):
    text = {"slug": slug, "title": "Old", "summary": "It helps.", "kind": "guide", "source": "Us"}
    columns = {"link": "", "file": "", "format": "page", "kilobytes": None, **columns}
    return apps.get_model("pages", "Resource").objects.create(**text | columns)


def carry_over(apps) -> None:
    migration.make_rows(apps, None)


def test_a_link_and_its_size_are_carried_over_once(apps, client):
    make_old(apps, link="https://www.example.org/a.pdf", format="pdf", kilobytes=340)

    carry_over(apps)
    carry_over(apps)

    resource = Resource.objects.get()
    [way] = resource.formats.all()
    assert (way.in_short, way.link, way.lang) == ("PDF, 340\xa0kB", "https://www.example.org/a.pdf", "")
    assertContains(client.get(resource.get_absolute_url()), "Open it (PDF, 340\xa0kB)")


def test_a_file_is_carried_over_and_has_the_address_that_it_had(apps, client, media):
    old = make_old(
        apps, link="", file=ContentFile(b"content", name="abc.docx"), format="docx", kilobytes=12
    )
    name = old.file.name.removeprefix("resources/")

    carry_over(apps)

    assert Resource.objects.get().in_short == "Word, 12\xa0kB"
    assert client.get(f"/resources/old/files/{name}").status_code == 200


def test_a_file_that_nobody_measured_is_carried_over_too(apps):
    make_old(apps, file="resources/abc.pdf", format="pdf")

    carry_over(apps)

    assert Resource.objects.get().in_short == "PDF"


def test_what_was_found_of_a_link_is_carried_over(apps):
    old, day = make_old(apps, link="https://www.example.org/gone"), timezone.localdate()
    found = {"checked_on": day, "is_there": False, "failed_days": 3, "failing_since": day}
    apps.get_model("pages", "LinkCheck").objects.create(resource=old, link=old.link, **found)

    carry_over(apps)

    assert LinkCheck.objects.broken().get().format.resource.slug == "old"
    Resource.objects.get().delete()
    assert not LinkCheck.objects.exists()


def test_the_history_of_a_link_is_carried_over(apps):
    old = make_old(apps, link="https://www.example.org/second")
    then = {name: getattr(old, name) for name in ("id", "slug", "title", "summary", "kind", "source")}
    for number, link in enumerate(("first", "second")):
        apps.get_model("pages", "HistoricalResource").objects.create(
            history_date=timezone.now(), history_type="+~"[number], link=f"/{link}/", **then
        )

    carry_over(apps)

    way = Resource.objects.get().formats.get()
    assert [record.link for record in way.history.order_by("history_date")] == ["/first/", "/second/"]


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_prepared_is_carried_over_and_goes_out(apps, client, settings, media, is_new):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    old = None if is_new else make_old(apps, link="/first/")
    text = {"title": "Old", "slug": "old", "summary": "It helps.", "kind": "guide", "source": "Us"}
    choices = {"audience": "everybody", "level": "any", "lang": "en-GB", "version": "1"}
    sent = {**text, **choices, "link": "/prepared/", "format": "page", "kilobytes": ""}
    data = {name: [value] for name, value in sent.items()}
    draft = Draft.objects.create(kind="pages.resource", number=old and old.pk, title="Old", data=data)

    carry_over(apps)

    add, change = reverse("admin:pages_resource_add"), "admin:pages_resource_change"
    address = f"{add}?draft={draft.pk}" if is_new else reverse(change, args=[old.pk])
    client.post(address, opened_form(client, address) | {"_save": "1"})
    assert [way.link for way in Resource.objects.get().formats.all()] == ["/prepared/"]


def test_a_resource_of_now_leads_somewhere_in_the_release_before(apps):
    """On the way back, and in the seconds in which both are served."""
    Resource.objects.create(slug="new", title="New", summary="It helps.", kind="guide", source="Us")

    [seen] = apps.get_model("pages", "Resource").objects.all()

    assert (seen.link, seen.file.name, seen.format) == ("/resources/", "", "page")
