"""A part of a photo is blurred for good: chosen, looked at, done; and what stood there is in no file of ours."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.uploads.blur import CELLS, SIDE, blurred
from stories.models import Photo, StoryEvent
from tests.support import uploads
from tests.support.factories import make_moderator, make_user, make_waiting_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator()
    client.force_login(user)
    return user


@pytest.fixture
def photo():
    """Left half gold, right half with a “face” of black and white stripes."""
    picture = Image.new("RGB", (200, 100), "gold")
    for x in range(100, 200, 2):
        picture.paste("black", (x, 0, x + 1, 100))
    out = BytesIO()
    picture.save(out, "WEBP", lossless=True)
    story = make_waiting_story()
    return uploads.add_photo(story, file=ContentFile(out.getvalue(), name="photo.webp"))


def address(photo, name="blur"):
    return reverse(f"admin:stories_story_{name}", args=[photo.story_id, photo.key])


def contrast(file, box) -> int:
    """How far the darkest and the lightest dot of a part are apart."""
    with file.open("rb") as opened:
        lightest = Image.open(opened).convert("L").crop(box).getextrema()
    return lightest[1] - lightest[0]


def test_a_part_becomes_one_colour_and_the_rest_stays_as_it_was(photo):
    last = len(CELLS) - 1
    picture = Image.open(BytesIO(blurred(photo.file, [last]).read())).convert("L")

    part, beside = (182, 92, 198, 98), (122, 12, 138, 28)
    darkest, lightest = picture.crop(part).getextrema()
    assert lightest - darkest < 12
    darkest, lightest = picture.crop(beside).getextrema()
    assert lightest - darkest > 100


@pytest.mark.parametrize("size", [(3, 2), (1, 900), (1200, 900)])
def test_a_picture_of_any_size_can_be_blurred_whole(size):
    photo = uploads.add_photo(
        make_waiting_story(), file=ContentFile(uploads.picture("WEBP", size), name="a.webp")
    )

    assert Image.open(BytesIO(blurred(photo.file, CELLS).read())).size == size


def test_it_is_looked_at_before_anything_changes(client, moderator, photo):
    before = photo.file.read()
    page = client.get(address(photo), {"cell": [5, 15], "row": [9], "column": [8, 9]})

    assert page.context["cells"] == [5, 15, 98, 99]
    assertContains(page, "This is how it will look")
    picture = client.get(address(photo, "blurred"), {"cell": [5]})
    assert picture.headers["Content-Type"] == "image/webp"
    assert "no-store" in picture.headers["Cache-Control"]
    photo.refresh_from_db()
    assert photo.file.open("rb").read() == before


def test_what_was_blurred_is_in_no_file_and_at_no_address_any_more(
    client, moderator, photo, django_capture_on_commit_callbacks
):
    older, older_key = photo.file.name, photo.key
    right = [cell for cell in CELLS if cell % SIDE >= SIDE // 2]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(photo), {"cell": right})

    assertRedirects(
        answer,
        reverse("admin:stories_story_change", args=[photo.story_id]),
        fetch_redirect_response=False,
    )
    photo = Photo.objects.get(pk=photo.pk)
    assert not default_storage.exists(older)
    assert contrast(photo.file, (122, 12, 138, 28)) < 12
    assert photo.key != older_key
    older_page = reverse("admin:stories_story_photo", args=[photo.story_id, older_key])
    assert client.get(older_page).status_code == 404
    event = photo.story.events.filter(kind=StoryEvent.Kind.FILES).last()
    assert (event.by, "blurred for good" in event.words) == (moderator, True)


def test_two_people_at_one_photo_never_undo_each_others_blur(photo):
    mine, theirs = Photo.objects.get(pk=photo.pk), Photo.objects.get(pk=photo.pk)
    moderator = make_moderator()
    mine.blur(moderator, [0])

    with pytest.raises(ValidationError, match="Somebody changed this photo"):
        theirs.blur(moderator, [99])

    assert default_storage.exists(Photo.objects.get(pk=photo.pk).file.name)


def test_a_blur_takes_back_a_first_yes_because_it_was_for_another_page(photo):
    story, moderator = photo.story, make_moderator()
    story.mark(moderator, criticality=4)
    story.refresh_from_db()
    story.approve(moderator)

    photo.blur(moderator, [0])

    story.refresh_from_db()
    assert story.approved_by is None


@pytest.mark.parametrize("cells", [[], ["100"], ["-1"], ["x"], ["\x00"], ["9" * 30]])
def test_nothing_chosen_or_nonsense_is_told_and_changes_nothing(client, moderator, photo, cells):
    page = client.post(address(photo), {"cell": cells})

    assertContains(page, "There is a problem")
    assert Photo.objects.get(pk=photo.pk).key == photo.key
    assert client.get(address(photo, "blurred"), {"cell": cells}).status_code == 404


@pytest.mark.parametrize("who", ["nobody", "partner", "moderator of a held story"])
def test_for_everybody_else_there_is_no_photo(client, photo, who):
    if who != "nobody":
        client.force_login(make_moderator() if "held" in who else make_user())
    if "held" in who:
        photo.story.hold(make_moderator(), "A worry")

    for name in ("blur", "blurred"):
        assert client.get(address(photo, name), {"cell": [1]}).status_code in (302, 403, 404)
    assert client.post(address(photo), {"cell": [1]}).status_code in (302, 403, 404)
    assert Photo.objects.get(pk=photo.pk).key == photo.key


def test_on_a_public_page_the_blurred_photo_stands_at_once(client, moderator, photo):
    story = photo.story
    photo.describe(moderator, public_alt="Stripes")
    photo.show(moderator)
    story.refresh_from_db()
    story.mark(moderator, criticality=0)
    story.refresh_from_db()
    story.publish(moderator)
    older_key, before = photo.key, revision.current()

    Photo.objects.get(pk=photo.pk).blur(moderator, CELLS)

    story.refresh_from_db()
    newer = Photo.objects.get(pk=photo.pk)
    page = client.get(story.get_absolute_url())
    assertContains(page, newer.key)
    assertNotContains(page, older_key)
    shown = client.get(reverse("stories:photo", args=[story.slug, newer.key]))
    lightest = Image.open(BytesIO(b"".join(shown.streaming_content))).convert("L").getextrema()
    assert lightest[1] - lightest[0] < 200
    assert client.get(reverse("stories:photo", args=[story.slug, older_key])).status_code == 404
    assert revision.current() > before
