"""Pictures and files on a page: made anew, named by kind and size, and public while their page is."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pages.files.models import PageFile
from pages.models import Page
from tests.support.factories import make_page, make_user
from tests.support.signing_in import sign_in
from tests.support.uploads import pdf, picture, real_word, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    sign_in(client, make_user("Content editors"))
    return client


def add(desk, page, content: bytes, name="mine.bin", **changes):
    fields = {"page": page.pk, "title": "Our plan", "alt": "", "order": 0, **changes}
    file = SimpleUploadedFile(name, content)
    return desk.post(reverse("admin:pages_pagefile_add"), {**fields, "file": file})


def change(desk, kept_file, **changes):
    kept = {name: getattr(kept_file, name) for name in ("title", "alt", "order", "version")}
    address = reverse("admin:pages_pagefile_change", args=[kept_file.pk])
    return desk.post(address, {"page": kept_file.page_id, **kept, **changes})


def make_file(page, **details) -> PageFile:
    words = {
        "title": "Our plan",
        "size": 4,
        "is_picture": False,
        "file": ContentFile(b"%PDF", name="abc.pdf"),
    }
    return PageFile.objects.create(page=page, **words | details)


def test_a_document_is_cleaned_and_its_link_says_what_it_is(desk, client):
    page = make_page()

    answer = add(desk, page, pdf(lambda made: made.add_blank_page()), "My secret name.pdf")

    assertRedirects(answer, reverse("admin:pages_pagefile_changelist"))
    file = page.files.get()
    client.logout()
    assertContains(client.get(page.get_absolute_url()), "Our plan (PDF, 2 pages, 1\xa0kB)")
    sent = client.get(file.get_absolute_url())
    assert sent.headers["Content-Type"] == "application/pdf"
    assert sent.headers["Content-Disposition"] == 'attachment; filename="our-plan.pdf"'
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in sent.headers["Content-Security-Policy"]
    assert sent.headers["Cache-Control"] == "private, no-cache"
    assert b"".join(sent.streaming_content).startswith(b"%PDF-")
    assert "secret" not in file.file.name


def test_a_document_of_word_is_taken_too(desk):
    page = make_page()

    add(desk, page, real_word())

    assert page.files.get().about.startswith("Word, ")


def test_a_picture_is_drawn_anew_with_its_words(desk, client):
    page = make_page()

    add(desk, page, picture(exif=b"Exif\0\0" + b"secret" * 20), alt="Six people round a table")

    file = page.files.get()
    client.logout()
    assertContains(client.get(page.get_absolute_url()), 'alt="Six people round a table"')
    sent = client.get(file.get_absolute_url())
    content = b"".join(sent.streaming_content)
    assert (sent.headers["Content-Type"], content[8:12]) == ("image/webp", b"WEBP")
    assert b"secret" not in content
    etag = sent.headers["ETag"]
    assert client.get(file.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 304


def test_a_picture_without_words_is_refused(desk):
    answer = add(desk, make_page(), picture())

    assertContains(answer, "Say what the picture shows.")
    with pytest.raises(IntegrityError):
        make_file(make_page(), is_picture=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ program",
        b"<html><script>",
        b"<svg onload=bad()>",
        zipped({"a.txt": "a"}),
        b"Only words.",
    ],
)
def test_anything_else_is_refused_with_a_sentence(desk, content):
    answer = add(desk, make_page(), content, "plan.pdf", alt="A plan")

    assert answer.status_code == 200
    assert not PageFile.objects.exists()
    assertContains(answer, "errorlist")


def test_a_file_is_gone_with_its_page_but_for_those_who_may_preview_it(client):
    page = make_page(state=Page.State.DRAFT)
    address = make_file(page).get_absolute_url()

    assert client.get(address).status_code == 404
    sign_in(client, make_user("Moderators"))
    assert client.get(address).status_code == 404
    client.logout()
    sign_in(client, make_user("Content editors"))
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_file_is_reached_by_its_own_page_and_name_alone(client):
    page, other = make_page(), make_page()
    file = make_file(page)

    assert client.get(file.get_absolute_url()).status_code == 200
    for slug, name in [
        (other.slug, file.name),
        (page.slug, "..%2f..%2fdb.sqlite3"),
        (page.slug, "x" * 3_000),
    ]:
        assert client.get(f"/{slug}/files/{name}").status_code == 404


def test_what_is_replaced_or_taken_away_is_erased(desk, django_capture_on_commit_callbacks):
    page = make_page()
    add(desk, page, pdf())
    file = page.files.get()
    first = file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        change(desk, file, title="Our new plan", file=SimpleUploadedFile("b.pdf", pdf()))
    file.refresh_from_db()
    assert not default_storage.exists(first)
    assert default_storage.exists(file.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("admin:pages_pagefile_delete", args=[file.pk]), {"post": "yes"})
    assert not PageFile.objects.exists()
    assert not default_storage.exists(file.file.name)


def test_of_two_at_one_file_the_second_is_shown_what_the_first_wrote(desk):
    page = make_page()
    add(desk, page, pdf())
    file = page.files.get()
    change(desk, file, title="What the first wrote")

    answer = change(desk, file, title="What the second wrote")

    for text in ("Somebody else changed this", "What the first wrote", "What the second wrote"):
        assertContains(answer, text)


@pytest.mark.parametrize("role", ["Moderators", ""])
def test_only_editors_add_files(client, role):
    sign_in(client, make_user(role)) if role else None

    answer = add(client, make_page(), pdf())

    assert answer.status_code in (302, 403)
    assert not PageFile.objects.exists()


def test_a_page_shows_only_its_own_files(client):
    page = make_page()
    make_file(make_page(), title="Of another page")

    assertNotContains(client.get(page.get_absolute_url()), "Of another page")


@pytest.mark.parametrize(
    ("size", "pages", "about"),
    [
        (1, 0, "PDF, 1\xa0kB"),
        (340_400, 2, "PDF, 2 pages, 340\xa0kB"),
        (2_540_000, 1, "PDF, 1 page, 2.5\xa0MB"),
    ],
)
def test_kind_length_and_size_are_said_in_words(size, pages, about):
    assert PageFile(file="pages/a.pdf", size=size, pages=pages).about == about
