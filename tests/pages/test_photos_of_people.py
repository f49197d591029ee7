"""A photo of people on a page: who they are and until when they agreed is known, and then it is erased."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from pages.files.consent import erase_what_is_over
from pages.files.models import AGREED, PageFile
from tests.pages.test_page_files import add, make_file
from tests.support.factories import make_page, make_user
from tests.support.signing_in import sign_in
from tests.support.uploads import picture

pytestmark = pytest.mark.django_db
PEOPLE = {"people": "Sam and Noor", "alt": "Two young people at a table"}


def days(until: int) -> dict:
    """A yes that was given a year ago and ends in so many days."""
    today = timezone.localdate()
    return {"agreed_on": today - timedelta(days=365), "agreed_until": today + timedelta(days=until)}


def make_photo(page, until=30, **details) -> PageFile:
    photo = {"is_picture": True, "file": ContentFile(b"RIFF", name="abc.webp"), "title": "Our club"}
    return make_file(page, **PEOPLE | photo | days(until) | details)


@pytest.mark.parametrize("slug", ["home", "our-club"])
def test_a_photo_stands_on_its_page_and_on_home_and_never_says_who_is_on_it(client, slug):
    page = make_page(slug=slug)
    make_photo(page)

    answer = client.get(page.get_absolute_url())

    assertContains(answer, 'alt="Two young people at a table"')
    assertNotContains(answer, "Noor")


def test_the_day_after_the_yes_ended_it_is_neither_shown_nor_sent_and_is_erased(client):
    page = make_page()
    over, last_day = make_photo(page, until=-1, title="Over"), make_photo(page, until=0, title="Today")

    answer = client.get(page.get_absolute_url())
    assertNotContains(answer, "Over")
    assertContains(answer, "Today")
    assert client.get(over.get_absolute_url()).status_code == 404

    assert erase_what_is_over() == 1

    assert list(PageFile.objects.all()) == [last_day]
    assert default_storage.exists(last_day.file.name)


def test_the_file_of_a_photo_whose_yes_ended_is_gone(django_capture_on_commit_callbacks):
    photo = make_photo(make_page(), until=-1)

    with django_capture_on_commit_callbacks(execute=True):
        erase_what_is_over()

    assert not default_storage.exists(photo.file.name)


@pytest.mark.parametrize("missing", ["people", "agreed_on", "agreed_until"])
def test_a_photo_of_people_is_refused_without_who_since_when_and_until_when(client, missing):
    sign_in(client, make_user("Content editors"))
    words = {name: str(value) for name, value in (PEOPLE | days(30)).items()} | {missing: ""}

    answer = add(client, make_page(), picture(), **words)

    assertContains(answer, AGREED)
    assert not PageFile.objects.exists()


def test_the_database_refuses_a_yes_that_ended_before_it_began():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_photo(make_page(), until=-400)


def test_a_drawing_needs_no_yes(client):
    page = make_page()
    make_photo(page, people="", agreed_on=None, agreed_until=None)

    assert erase_what_is_over() == 0
    assertContains(client.get(page.get_absolute_url()), "Our club")
