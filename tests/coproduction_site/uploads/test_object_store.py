"""Pictures and documents in a store that speaks S3: nobody reaches it but through us, and nothing is lost with it."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coproduction_site.backup import files, media
from coproduction_site.backup.keeping import Keeping
from coproduction_site.doctor import stores
from coproduction_site.uploads import erasing, store_address
from coproduction_site.uploads.models import FileToErase
from pages.models import Video
from stories.following import data_rights
from stories.models import Photo, Story
from tests.support import uploads
from tests.support.factories import make_moderator, make_page, make_published_story, make_waiting_story
from tests.support.films import CAPTIONS
from tests.support.telling import answers, write
from tests.tools import object_store

pytestmark = pytest.mark.django_db
FILES = reverse("stories:files")


@pytest.fixture(scope="module")
def served():
    with object_store.serving() as served:
        yield served


@pytest.fixture
def store(served, settings):
    """The site keeps its files in it."""
    settings.STORAGE_URL = served.address
    default = store_address.storage(served.address)
    settings.STORAGES = settings.STORAGES | {"default": default}
    yield served
    for name, _, _ in list(default_storage.all_files()):
        default_storage.delete(name)


@pytest.fixture
def visitor(client):
    """Sees the page that a failure gives, and not the failure."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def photo(store):
    moderator = make_moderator()
    story = make_published_story(moderator)
    return uploads.show(uploads.add_photo(story), moderator)


def shown_at(photo) -> str:
    return reverse("stories:photo", args=[photo.story.slug, photo.key])


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.fixture
def away(store):
    """From when it is called until the test ends, or calls it again."""
    is_away = False

    def turn():
        nonlocal is_away
        store.start() if is_away else store.stop()
        is_away = not is_away

    yield turn
    if is_away:
        turn()


def test_two_files_of_one_name_stay_two(store):
    one = default_storage.save("photos/same.webp", ContentFile(b"one"))
    other = default_storage.save("photos/same.webp", ContentFile(b"other"))

    assert one != other
    assert [default_storage.open(name).read() for name in (one, other)] == [b"one", b"other"]


def test_a_file_is_read_again_after_it_was_closed(store):
    file = default_storage.open(default_storage.save("notes.txt", ContentFile(b"Our plan")))
    file.read()
    file.close()

    with file.open("rb") as again:
        assert again.read() == b"Our plan"


def test_nobody_reads_the_store_without_its_key(store):
    name = default_storage.save("private.txt", ContentFile(b"Our plan"))
    address = f"http://127.0.0.1:{store.port}/{object_store.BUCKET}/site/{name}"

    with pytest.raises(HTTPError) as refused:
        urlopen(address)

    assert refused.value.code == 403


def test_a_photo_comes_from_us_and_no_page_names_the_store(client, store, photo):
    page = client.get(photo.story.get_absolute_url())
    answer = client.get(shown_at(photo))

    assert answer.status_code == 200
    assert body(answer)[8:12] == b"WEBP"
    assert int(answer.headers["Content-Length"]) > 0
    for text in (page.text, str(answer.headers), str(page.headers), photo.file.url):
        assert str(store.port) not in text
        assert "Signature" not in text


def test_a_photo_of_a_story_that_was_taken_back_is_gone_at_the_next_request(client, photo):
    assert client.get(shown_at(photo)).status_code == 200

    Story.objects.get(pk=photo.story_id).withdraw()

    assert client.get(shown_at(photo)).status_code in {404, 410}


def test_whoever_may_not_see_a_file_does_not_even_reach_the_store(client, store, photo):
    held = uploads.add_photo(make_waiting_story())
    document = uploads.add_document(photo.story)
    before = store.times_asked

    for address in (
        reverse("stories:photo", args=[photo.story.slug, held.key]),
        reverse("admin:stories_story_photo", args=[held.story_id, held.key]),
        reverse("admin:stories_story_document", args=[photo.story_id, document.key]),
        reverse("stories:own_file", args=["nobody", document.key]),
    ):
        assert client.get(address).status_code in {302, 404}

    assert store.times_asked == before


def test_while_it_is_away_pages_are_read_and_a_photo_says_come_back(visitor, photo, away):
    away()

    answer = visitor.get(shown_at(photo))

    assert visitor.get(photo.story.get_absolute_url()).status_code == 200
    assert answer.status_code == 503
    assert "We will be back in a moment" in answer.text
    assert int(answer.headers["Retry-After"]) <= 10

    away()
    assert visitor.get(shown_at(photo)).status_code == 200


def test_a_photo_that_cannot_be_kept_is_no_photo_and_can_be_sent_again(visitor, store, away):
    write(visitor, upto="files", **answers())
    sent = {"do": "photo", "alt": "A round table", "people": "no", "face": "no"}

    def send():
        return visitor.post(FILES, sent | {"photo": SimpleUploadedFile("a.jpg", uploads.picture())})

    away()
    assert send().status_code == 503
    assert not Photo.objects.exists()

    away()
    assert send().status_code == 302
    assert Photo.objects.get().file.open("rb").read()[8:12] == b"WEBP"


def test_what_is_erased_while_it_is_away_goes_as_soon_as_it_is_back(
    store, away, django_capture_on_commit_callbacks
):
    story = make_waiting_story()
    names = [uploads.add_photo(story).file.name, uploads.add_document(story).file.name]

    away()
    with django_capture_on_commit_callbacks(execute=True):
        data_rights.erase(story)
    assert not Story.objects.exists()
    assert {file.name for file in FileToErase.objects.all()} == set(names)
    assert erasing.erase_again() == 0

    away()
    assert erasing.erase_again() == 2
    assert not any(map(default_storage.exists, names))
    assert not FileToErase.objects.exists()


@pytest.mark.parametrize("key", ["", "k3y-" * 16])
def test_a_copy_holds_what_is_in_it_and_brings_it_back(store, tmp_path, key):
    name = default_storage.save("stories/photos/one.webp", ContentFile(b"one"))
    keeping, source = Keeping(key), media.of_this_site()
    first, second = tmp_path / "first", tmp_path / "second"
    for copy, before in ((first, None), (second, first)):
        copy.mkdir()
        assert files.save(source, copy, before, keeping) == 1
    kept = [keeping.place(copy / "media" / name) for copy in (first, second)]
    assert kept[0].samefile(kept[1]), "what did not change takes its place once"

    later = default_storage.save("later.webp", ContentFile(b"later"))
    source.put_aside(tmp_path / "aside")
    assert (tmp_path / "aside" / later).read_bytes() == b"later"
    assert list(default_storage.all_files()) == []

    assert files.restore(second, source, keeping) == 1
    assert default_storage.open(name).read() == b"one"


def test_the_doctor_writes_reads_and_takes_away(store):
    assert stores.pictures().state == "right"
    assert list(default_storage.all_files()) == []


def test_the_doctor_finds_a_store_that_everybody_can_read(store):
    store.client.put_bucket_acl(Bucket=object_store.BUCKET, ACL="public-read")
    anybody = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::pictures/*"}]}'
    store.client.put_bucket_policy(Bucket=object_store.BUCKET, Policy=anybody)
    try:
        found = stores.pictures()
    finally:
        store.client.delete_bucket_policy(Bucket=object_store.BUCKET)
        store.client.put_bucket_acl(Bucket=object_store.BUCKET, ACL="private")

    assert found.state == "fault"
    assert "make it private" in found.sentence


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "s3://key:a%2Fb%40c@store.example:9000/bucket/folder?region=eu-west-2",
            ("https://store.example:9000", "bucket", "folder", "eu-west-2", "a/b@c"),
        ),
        ("s3+http://10.0.0.3/bucket", ("http://10.0.0.3", "bucket", "", "us-east-1", None)),
    ],
)
def test_the_address_says_where_and_with_which_key(address, expected):
    said = store_address.options(address)

    names = ("endpoint_url", "bucket_name", "location", "region_name", "secret_key")
    assert tuple(said.get(name) for name in names) == expected


def test_a_part_of_a_film_is_asked_of_the_store_alone(client, store):
    video = Video.objects.create(
        slug="film",
        title="Film",
        page=make_page(),
        transcript="<p>Yes.</p>",
        file=ContentFile(b"0123456789" * 30_000, name="film.webm"),
        captions=ContentFile(CAPTIONS.encode(), name="film.vtt"),
    )

    part = client.get(video.film_address, headers={"Range": "bytes=12-15"})
    whole, spoken = client.get(video.film_address), client.get(video.captions_address)

    assert (part.status_code, body(part)) == (206, b"2345")
    assert part.headers["Content-Range"] == "bytes 12-15/300000"
    assert body(whole) == b"0123456789" * 30_000
    assert body(spoken) == CAPTIONS.encode()


def test_a_film_waits_for_a_store_that_is_away_and_one_that_is_lost_is_not_found(visitor, store, away):
    video = Video(slug="film", title="Film", page=make_page(), transcript="<p>Yes.</p>")
    video.file, video.captions = "videos/lost.webm", "videos/lost.vtt"
    video.save()

    assert visitor.get(video.film_address).status_code == 404
    away()
    assert visitor.get(video.film_address).status_code == 503
