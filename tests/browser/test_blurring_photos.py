"""A part of a photo is blurred: by its grid, by row and column, and with a box drawn by mouse."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from stories.models import Photo
from tests.browser.conftest import SMALL_PHONE, WIDE, follow, go, press
from tests.support import uploads
from tests.support.factories import make_moderator, make_waiting_story


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def photo(loaded_site):
    """A gold wall with a dark “face” in its middle."""
    picture = Image.new("RGB", (800, 600), "gold")
    picture.paste("saddlebrown", (320, 180, 480, 420))
    for height in range(180, 420, 8):
        picture.paste("black", (320, height, 480, height + 4))
    out = BytesIO()
    picture.save(out, "WEBP")
    return uploads.add_photo(
        make_waiting_story(title="The quiet room"), file=ContentFile(out.getvalue(), name="a.webp")
    )


def stripes(photo) -> int:
    """How far the dark and the light of the “face” are apart."""
    with Photo.objects.get(pk=photo.pk).file.open("rb") as opened:
        darkest, lightest = Image.open(opened).convert("L").crop((330, 190, 470, 410)).getextrema()
    return lightest - darkest


def test_a_face_is_blurred_on_a_small_phone_without_script(new_context, sign_in, photo):
    page = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
    sign_in(page, make_moderator())
    page.goto(reverse("admin:stories_story_change", args=[photo.story_id]))
    press(page, "Show the teller’s words")
    follow(page, "Blur a part of photo 1")

    page.get_by_text("Choose by row and column instead").click()
    for name, lines in [("Rows, from the top", range(3, 9)), ("Columns, from the left", range(4, 8))]:
        group = page.get_by_role("group", name=name)
        for line in lines:
            group.get_by_label(str(line), exact=True).check()
    press(page, "See how it will look")
    expect(page.get_by_role("img", name="The photo with 24 parts blurred")).to_be_visible()
    assert stripes(photo) > 30
    press(page, "Blur it for good")

    expect(page.locator("body")).to_contain_text("The part of photo 1 is blurred for good.")
    assert stripes(photo) < 30


def test_a_box_is_drawn_by_mouse_and_the_page_is_open_to_everybody(page, sign_in, photo, in_every_look):
    page.set_viewport_size(WIDE)
    sign_in(page, make_moderator())
    page.goto(reverse("admin:stories_story_blur", args=[photo.story_id, photo.key]))
    cells = page.locator(".blur__grid label")
    cells.nth(24).hover()
    page.mouse.down()
    cells.nth(56).hover()
    page.mouse.up()

    ticked = page.locator(".blur__grid input:checked")
    expect(ticked).to_have_count(12)
    assert in_every_look(page) == []
    go(page.get_by_role("button", name="See how it will look"))
    expect(page.get_by_role("img", name="The photo with 12 parts blurred")).to_be_visible()
    assert in_every_look(page) == []
