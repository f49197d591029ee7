"""The films, pictures and files of a preview are there for whoever may see it, and for nobody else."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from coproduction_site.drafts.models import Draft
from pages.files.models import PageFile
from pages.models import Page, Video
from tests.coproduction_site.drafts.test_drafts import (
    EDITOR,
    decide,
    press,
    signed_in,
    without_second_factor,  # noqa: F401
)
from tests.support.factories import make_page
from tests.support.films import CAPTIONS, webm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk():
    return signed_in(EDITOR)


def link_of(draft) -> str:
    draft.refresh_from_db()
    return reverse("drafts:shared", args=[draft.token])


def statuses(addresses, client=None) -> list[int]:
    client = client or Client()
    return [client.get(address).status_code for address in addresses]


def a_film_that_waits(desk) -> tuple[Draft, list[str]]:
    """Chosen in a draft over a film that everybody reads about, with the addresses in its preview."""
    film = Video.objects.create(slug="film", page=make_page(), title="Film", transcript="<p>Yes.</p>")
    files = {
        "file": SimpleUploadedFile("film.webm", webm()),
        "captions": SimpleUploadedFile("film.vtt", CAPTIONS.encode()),
    }
    assert press(desk, film, "_draft", **files).status_code == 302
    draft = Draft.objects.get()
    film.file, film.captions = draft.files["file"], draft.files["captions"]
    return draft, [film.film_address, film.captions_address]


def test_a_film_that_waits_plays_by_the_link_as_long_as_it_works(desk):
    draft, addresses = a_film_that_waits(desk)
    decide(desk, draft, "share")

    preview = Client().get(link_of(draft))

    for address in addresses:
        assertContains(preview, f'src="{address}"')
    assert statuses(addresses) == [200, 200]
    part = Client().get(addresses[0], headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.headers["Cache-Control"]) == (206, "private, no-store")
    decide(desk, draft, "stop_sharing")
    assert statuses(addresses) == [404, 404]


def test_a_film_that_waits_is_seen_by_whoever_may_write_there_and_by_nobody_else(desk):
    draft, addresses = a_film_that_waits(desk)

    assert statuses(addresses, desk) == [200, 200]
    assert statuses(addresses, signed_in("Moderators")) == [404, 404]
    assert statuses(addresses) == [404, 404]
    decide(desk, draft, "share")
    desk.user.groups.clear()
    assert statuses(addresses) == [404, 404]


def test_a_film_that_was_never_live_plays_by_the_link_too(desk):
    draft, addresses = a_film_that_waits(desk)
    Video.objects.all().delete()
    Draft.objects.update(number=None)
    decide(desk, draft, "share")

    assert statuses(addresses) == [200, 200]


def test_what_stands_on_a_page_that_is_not_public_is_seen_by_the_link_to_its_draft(desk):
    page = make_page(state=Page.State.DRAFT)
    stored = {name: ContentFile(b"WEBVTT", name=f"abc.{name}") for name in ("webm", "vtt", "webp")}
    film = Video.objects.create(
        slug="film", page=page, title="F", file=stored["webm"], captions=stored["vtt"]
    )
    picture = PageFile.objects.create(
        page=page, title="P", alt="Us", size=4, is_picture=True, file=stored["webp"]
    )
    addresses = [film.film_address, film.captions_address, picture.get_absolute_url()]
    press(desk, page, "_draft", title="As it will be")
    draft = Draft.objects.get()

    assert statuses(addresses) == [404, 404, 404]
    decide(desk, draft, "share")
    preview = Client().get(link_of(draft))
    for address in addresses:
        assertContains(preview, address)
    assert statuses(addresses) == [200, 200, 200]
    decide(desk, draft, "stop_sharing")
    assert statuses(addresses) == [404, 404, 404]
