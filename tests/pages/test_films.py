"""Films that staff upload: seen while their page is public, in any part, and gone when they are replaced."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.uploads import captions, films
from coproduction_site.uploads.models import FileToErase
from pages.films.forms import CHOOSE_AGAIN
from pages.models import Page, Video
from tests.support.factories import make_page, make_user
from tests.support.films import CAPTIONS, PLACE, mp4, sent, webm
from tests.support.signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=False)
DIGITS = bytes(range(48, 58)) * 20_000


@pytest.fixture
def desk(client):
    sign_in(client, make_user("Content editors"))
    return client


def make_film(content=DIGITS, **page) -> Video:
    return Video.objects.create(
        slug="film",
        title="The film",
        page=make_page(**page),
        transcript="<p>All its words.</p>",
        file=ContentFile(content, name="abc.webm"),
        captions=ContentFile(CAPTIONS.encode(), name="abc.vtt"),
    )


def fields_of(video, **changes) -> dict:
    names = [
        "title",
        "slug",
        "order",
        "length",
        "link",
        "bsl_link",
        "transcript",
        "audio_description_note",
    ]
    scenes = {f"scenes-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    kept = {name: getattr(video, name) for name in [*names, "version"]}
    return {**kept, "page": video.page_id, **scenes, **changes}


def save(desk, video, **changes):
    video.refresh_from_db()
    return desk.post(reverse("admin:pages_video_change", args=[video.pk]), fields_of(video, **changes))


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_film_and_its_captions_that_an_editor_chooses_are_seen_by_everybody(desk, client):
    video = Video.objects.create(slug="film", title="Film", page=make_page(), transcript="<p>Yes.</p>")

    answer = save(desk, video, file=sent(mp4(), "My holiday.exe"), captions=sent(CAPTIONS))

    assertRedirects(answer, reverse("admin:pages_video_changelist"))
    video.refresh_from_db()
    client.logout()
    assertContains(client.get(video.page.get_absolute_url()), f'src="{video.film_address}"')
    film, spoken = client.get(video.film_address), client.get(video.captions_address)
    assert film.headers["Content-Type"] == "video/mp4"
    assert PLACE not in body(film)
    assert spoken.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert b"We sat down together." in body(spoken)
    assert "holiday" not in video.file.name


@pytest.mark.parametrize(
    ("asked", "status", "said", "start", "end"),
    [
        ("", 200, None, 0, 200_000),
        ("bytes=0-", 206, "bytes 0-199999/200000", 0, 200_000),
        ("bytes=10-19", 206, "bytes 10-19/200000", 10, 20),
        ("bytes=199990-", 206, "bytes 199990-199999/200000", 199_990, 200_000),
        ("bytes=-7", 206, "bytes 199993-199999/200000", 199_993, 200_000),
        ("bytes=-999999", 206, "bytes 0-199999/200000", 0, 200_000),
        ("bytes=5-999999999999999999", 206, "bytes 5-199999/200000", 5, 200_000),
        ("bytes=200000-", 416, "bytes */200000", 0, 0),
        ("bytes=-0", 416, "bytes */200000", 0, 0),
        ("bytes=9-5", 200, None, 0, 200_000),
        ("bytes=0-1,5-6", 200, None, 0, 200_000),
        ("bytes=-", 200, None, 0, 200_000),
        ("bytes=٣-٤", 200, None, 0, 200_000),
        ("bytes=" + "9" * 5_000 + "-", 200, None, 0, 200_000),
        ("lines=1-2", 200, None, 0, 200_000),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(client, asked, status, said, start, end):
    address = make_film().film_address

    answer = client.get(address, headers={"Range": asked} if asked else {})

    assert answer.status_code == status
    assert answer.headers.get("Content-Range") == said
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; media-src 'self'")
    assert "Set-Cookie" not in answer.headers
    if status != 416:
        assert answer.headers["Content-Length"] == str(end - start)
        assert body(answer) == DIGITS[start:end]


def test_a_part_of_a_film_that_is_another_by_now_is_not_put_to_the_old_one(client):
    address = make_film().film_address
    etag = client.get(address).headers["ETag"]

    same = client.get(address, headers={"Range": "bytes=0-4", "If-Range": etag})
    other = client.get(address, headers={"Range": "bytes=0-4", "If-Range": '"of-an-older-one"'})

    assert (same.status_code, body(same)) == (206, b"01234")
    assert (other.status_code, body(other)) == (200, DIGITS)


def test_a_film_that_the_browser_has_is_not_sent_again(client):
    video = make_film()
    for address in (video.film_address, video.captions_address):
        etag = client.get(address).headers["ETag"]

        answer = client.get(address, headers={"If-None-Match": etag})

        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)


def test_head_says_how_long_a_film_is(client):
    answer = client.head(make_film().film_address, headers={"Range": "bytes=0-9"})

    assert answer.status_code == 206
    assert answer.headers["Content-Length"] == "10"


def test_no_more_of_a_film_than_a_little_is_in_memory(client):
    answer = client.get(make_film().film_address)

    assert max(len(chunk) for chunk in answer.streaming_content) <= 65_536


def test_a_film_is_gone_with_its_page_but_for_those_who_may_preview_it(client):
    video = make_film(state=Page.State.DRAFT)
    addresses = [video.film_address, video.captions_address]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    sign_in(client, make_user("Moderators"))
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.logout()
    sign_in(client, make_user("Content editors"))
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"private, no-store"}


@pytest.mark.parametrize(
    "name", ["nothing.webm", "abc.exe", "..", "%2e%2e%2fdb.sqlite3", "%00", "a" * 3_000, "ابج.vtt"]
)
def test_no_other_file_is_reached_beside_a_film(client, name):
    make_film()

    assert client.get(f"/films/film/{name}").status_code == 404
    assert client.get(f"/films/none/{name}").status_code == 404


def test_a_film_whose_file_is_lost_is_not_found(client):
    video = make_film()
    default_storage.delete(video.file.name)
    default_storage.delete(video.captions.name)

    assert client.get(video.film_address).status_code == 404
    assert client.get(video.captions_address).status_code == 404


def test_what_an_editor_replaces_is_erased_and_its_history_names_the_film_of_today(
    desk, django_capture_on_commit_callbacks
):
    video = make_film()
    old = [video.file.name, video.captions.name]

    with django_capture_on_commit_callbacks(execute=True):
        save(desk, video, file=sent(webm()), captions=sent(CAPTIONS))

    video.refresh_from_db()
    assert not any(map(default_storage.exists, old))
    assert default_storage.exists(video.file.name)
    assert default_storage.exists(video.captions.name)
    assert not FileToErase.objects.exists()
    assert set(video.history.values_list("file", flat=True)) == {video.file.name}


def test_putting_back_old_words_keeps_the_film_of_today(desk, django_capture_on_commit_callbacks):
    video = make_film()
    with django_capture_on_commit_callbacks(execute=True):
        save(desk, video, title="New words", file=sent(webm()), captions=sent(CAPTIONS))
        video.refresh_from_db()
        first = video.history.last()
        address = reverse("admin:pages_video_simple_history", args=[video.pk, first.pk])
        answer = desk.post(address, fields_of(first.instance, version=video.version))

    film = video.file.name
    assert answer.status_code == 302
    video.refresh_from_db()
    assert (video.title, video.file.name) == ("The film", film)
    assert default_storage.exists(film)


def test_a_film_can_be_taken_away_and_deleted_with_its_files(desk, django_capture_on_commit_callbacks):
    video = make_film()
    with django_capture_on_commit_callbacks(execute=True):
        save(desk, video, **{"file-clear": "on"})
    video.refresh_from_db()
    kept = video.captions.name
    assert not video.file
    assert default_storage.exists(kept)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(
            reverse("admin:pages_video_changelist"),
            {"action": "delete_selected", "_selected_action": [video.pk], "post": "yes"},
        )

    assert not Video.objects.exists()
    assert not default_storage.exists(kept)


def test_a_film_without_captions_is_not_taken_and_says_so(desk):
    video = Video.objects.create(slug="film", title="Film", page=make_page(), transcript="<p>Yes.</p>")

    answer = save(desk, video, file=sent(mp4()))

    assertContains(answer, "A film needs captions before it can be shown.")
    assertContains(answer, CHOOSE_AGAIN)


def test_what_is_no_film_is_refused_beside_its_field(desk):
    video = make_film()
    before = video.file.name

    answer = save(desk, video, file=sent("MZ", "film.mp4"), captions=sent("1\n", "film.vtt"))

    assertContains(answer, films.NOT_A_FILM)
    assertContains(answer, captions.NOT_VTT)
    assertContains(answer, "There is one now")
    assertNotContains(answer, before)
    video.refresh_from_db()
    assert video.file.name == before


@pytest.mark.parametrize("role", ["Moderators", ""])
def test_only_editors_choose_films(client, role):
    video = make_film()
    before = video.file.name
    sign_in(client, make_user(role)) if role else None

    answer = save(client, video, file=sent(mp4()), captions=sent(CAPTIONS))

    assert answer.status_code in (302, 403)
    video.refresh_from_db()
    assert video.file.name == before
