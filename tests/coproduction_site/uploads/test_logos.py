"""Logos and photos that partners send: only the pixels are kept, and a hostile file is refused in plain words."""

import re
import resource
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, PngImagePlugin
from pytest_django.asserts import assertContains

from coproduction_site.uploads import pictures
from tests.support.factories import make_member, make_partner, make_user
from tests.support.profiles import decide, make_reader, save_section

pytestmark = pytest.mark.django_db
MEGABYTES = 1024  # ru_maxrss counts kilobytes.


@pytest.fixture
def partner():
    return make_partner(name="Club")


@pytest.fixture
def member(client, partner):
    user = make_member(partner)
    client.force_login(user)
    return user


def picture(kind="PNG", size=(600, 300), mode="RGB", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "gold").save(out, kind, **options)
    return out.getvalue()


def send(client, partner, content, name="logo.png", which="logo", **words):
    file = {which: SimpleUploadedFile(name, content, "image/png")} if content is not None else {}
    words = {f"{which}_alt": "A gold square"} | words
    return save_section(client, partner, "pictures", **words, **file)


def approve(partner, *parts):
    change = partner.changes.open().get()
    change.send(partner.memberships.first().user)
    decide(change, approved=parts or change.parts)
    partner.refresh_from_db()


def asked(partner, which="logo") -> str:
    return partner.changes.open().get().asked[which]


def stored(name) -> bytes:
    with default_storage.open(name, "rb") as file:
        return file.read()


def picture_address(partner, which="logo"):
    return reverse(f"partners:{which}", args=[partner.slug])


def waiting_address(partner, which="logo"):
    return reverse("partners:waiting_picture", args=[partner.slug, which])


@pytest.mark.parametrize(
    ("which", "kind", "mode", "size"),
    [
        ("logo", "PNG", "RGBA", (480, 240)),
        ("logo", "PNG", "P", (480, 240)),
        ("logo", "JPEG", "CMYK", (480, 240)),
        ("photo", "WEBP", "RGB", (1200, 600)),
        ("photo", "PNG", "L", (1200, 600)),
    ],
)
def test_a_picture_is_drawn_anew_small_and_as_webp(client, partner, member, which, kind, mode, size):
    content = picture(kind, (2400, 1200), "RGB" if mode == "P" else mode)
    if mode == "P":
        out = BytesIO()
        Image.open(BytesIO(content)).quantize().save(out, kind)
        content = out.getvalue()

    send(client, partner, content, which=which)

    kept = Image.open(BytesIO(stored(asked(partner, which))))
    assert (kept.format, kept.size) == ("WEBP", size)


@pytest.mark.parametrize("which", ["logo", "photo"])
def test_everybody_sees_a_picture_with_its_words_once_it_was_read(client, partner, member, which):
    send(client, partner, picture(), which=which)
    anybody = Client()
    assert b"<img" not in anybody.get(partner.get_absolute_url()).content
    assert anybody.get(picture_address(partner, which)).status_code == 404
    assertContains(
        client.get(reverse("partners:preview", args=[partner.slug])), waiting_address(partner, which)
    )

    approve(partner)
    page = anybody.get(partner.get_absolute_url())
    live = getattr(partner, which)
    address = f"{picture_address(partner, which)}?v={getattr(partner, which + '_name')}"
    answer = anybody.get(address)

    assertContains(page, f'src="{address}" alt="A gold square"')
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.headers.get("Content-Disposition", "").startswith("attachment")
    assert b"".join(answer.streaming_content) == stored(live.name)
    assert "immutable" not in anybody.get(picture_address(partner, which)).headers["Cache-Control"]


def test_a_picture_that_waits_is_for_the_partners_people_and_the_council_alone(
    client, partner, member, settings
):
    settings.REQUIRE_STAFF_MFA = False
    send(client, partner, picture())
    stranger, council, moderator = Client(), Client(), Client()
    stranger.force_login(make_member(make_partner()))
    council.force_login(make_reader())
    moderator.force_login(make_user("Moderators"))

    for person in (client, council):
        answer = person.get(waiting_address(partner))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
    for person in (stranger, moderator):
        assert person.get(waiting_address(partner)).status_code == 404
    assert Client().get(waiting_address(partner)).status_code == 302
    assert client.get(waiting_address(partner, "photo")).status_code == 404
    assert client.get(waiting_address(partner, "uuid")).status_code == 404


def test_the_logo_of_a_hidden_partner_is_for_its_editors_alone(client, partner, member):
    send(client, partner, picture())
    approve(partner)
    type(partner).objects.update(is_listed=False)
    stranger = Client()
    stranger.force_login(make_member(make_partner()))

    assert client.get(picture_address(partner)).headers["Cache-Control"] == "private, no-store"
    assert client.get(picture_address(partner)).status_code == 200
    assert stranger.get(picture_address(partner)).status_code == 404
    assert Client().get(picture_address(partner)).status_code == 404


def test_a_logo_whose_file_is_gone_is_not_found(client, partner):
    type(partner).objects.update(logo="logos/gone.webp", logo_alt="Us")

    assert client.get(picture_address(partner)).status_code == 404


def test_a_file_goes_when_nothing_names_it_any_more_and_not_before(
    client, partner, member, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, partner, picture())
        first = asked(partner)
        send(client, partner, picture(size=(50, 50)))
    second = asked(partner)
    assert not default_storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        approve(partner)
    assert partner.logo.name == second
    with django_capture_on_commit_callbacks(execute=True):
        send(client, partner, picture(size=(60, 60)))
        third = asked(partner)
        partner.changes.open().get().withdraw(member)
    assert default_storage.exists(second)
    assert not default_storage.exists(third)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, partner, picture(size=(70, 70)))
        approve(partner)
    assert not default_storage.exists(second)
    assert Image.open(BytesIO(stored(partner.logo.name))).size == (70, 70)


def test_a_logo_can_be_taken_away(client, partner, member, django_capture_on_commit_callbacks):
    send(client, partner, picture())
    approve(partner)
    old = partner.logo.name

    with django_capture_on_commit_callbacks(execute=True):
        send(client, partner, None, remove_logo="on")
        assert partner.changes.open().get().asked == {"logo": "", "logo_alt": ""}
        assert default_storage.exists(old)
        approve(partner)

    assert (partner.logo.name, partner.logo_alt) == ("", "")
    assert not default_storage.exists(old)


def test_saving_again_without_a_new_file_keeps_what_was_sent(client, partner, member):
    send(client, partner, picture())
    before = asked(partner)

    send(client, partner, None, logo_alt="A square of gold")

    change = partner.changes.get()
    assert change.asked == {"logo": before, "logo_alt": "A square of gold"}
    send(client, partner, None, remove_logo="on")
    change.refresh_from_db()
    assert change.state == "withdrawn"


@pytest.mark.parametrize("which", ["logo", "photo"])
def test_a_picture_needs_words_for_those_who_cannot_see_it(client, partner, member, which):
    response = send(client, partner, picture(), which=which, **{f"{which}_alt": ""})

    assertContains(response, f"Say what the {which} shows")
    assert not partner.changes.exists()


def test_nothing_but_pixels_is_kept():
    exif = Image.Exif()
    exif[0x9286] = "a secret place"
    exif[0x8825] = {1: "N", 2: (52.0, 35.0, 0.0)}
    jpeg = picture("JPEG", exif=exif, comment=b"a secret comment")
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "a secret text")
    png = picture("PNG", pnginfo=words, icc_profile=b"a secret profile")

    for content in (jpeg, png + b"<script>a secret tail</script>"):
        assert b"secret" in content
        kept = pictures.reencoded(SimpleUploadedFile("x.jpg", content), 480).read()
        assert b"secret" not in kept
        assert not Image.open(BytesIO(kept)).getexif()


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    content = picture("JPEG", size=(400, 200), exif=exif)

    kept = Image.open(pictures.reencoded(SimpleUploadedFile("x.jpg", content), 480))

    assert kept.size == (200, 400)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.png", "/etc/x.png", "logo.php", "con\x00.png", "é" * 90 + ".png", "a.svg"]
)
def test_the_name_of_a_file_is_never_ours(client, partner, member, name):
    send(client, partner, picture(), name=name)

    assert re.fullmatch(r"logos/[a-z0-9]+\.webp", asked(partner))


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that would unpack into `side` × `side` dots."""

    def chunk(kind, content):
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "an SVG": (SVG, "drawing"),
    "a page that says it is a JPEG": (b"<!doctype html><script>alert(1)</script>", "web page"),
    "a JPEG that is a page": (b"\xff\xd8\xff\xe0<script>alert(1)</script>", "could not read"),
    "a GIF that is a script": (b"GIF89a/*" + b"x" * 100 + b"*/alert(1)", "could not read"),
    "half a picture": (picture("JPEG", (900, 900))[:2000], "could not read"),
    "a broken ZIP": (b"PK\x03\x04" + b"\0" * 100, "know this kind"),
    "a bomb of pixels": (bomb(30_000), "too many dots"),
    "a smaller bomb": (bomb(7_000), "too many dots"),
    "a bomb that is no bigger than a scan": (bomb(6_000), "could not read"),
    "nothing at all": (b"", "This picture is empty."),
}


@pytest.mark.parametrize("which", ["logo", "photo"])
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_plain_words_and_the_words_are_kept(
    client, partner, member, what, which
):
    content, sentence = HOSTILE[what]

    response = send(
        client, partner, content, name="logo.jpg", which=which, logo_alt="Long thought about"
    )

    assertContains(response, sentence)
    assertContains(response, "Long thought about")
    partner.refresh_from_db()
    assert (partner.logo.name, partner.photo.name, partner.version) == ("", "", 1)
    assert not partner.changes.exists()


def test_a_logo_without_its_words_is_kept_and_saved_when_they_come(client, partner, member):
    page = send(client, partner, picture(), name="our-logo.png", logo_alt="")
    assertContains(page, "our-logo.png")
    token = page.context["form"].fields["logo"].widget.token

    send(client, partner, None, logo_kept=token)

    assert Image.open(BytesIO(stored(asked(partner)))).size == (480, 240)


@pytest.mark.parametrize("which", ["logo", "photo"])
def test_words_without_a_picture_are_refused_and_not_dropped(client, partner, member, which):
    page = send(client, partner, None, which=which, **{f"{which}_alt": "Long thought about"})

    assertContains(page, f"Choose the {which} that your words are about.")
    assertContains(page, 'value="Long thought about"')
    assertContains(page, f'href="#id_{which}"')
    assert not partner.changes.exists()


@pytest.mark.parametrize(
    ("which", "size", "sentence"),
    [
        ("logo", (1, 1), "too small"),
        ("logo", (47, 60), "at least 48 by 48 dots"),
        ("logo", (2000, 100), "too long and thin"),
        ("photo", (300, 199), "at least 200 by 200 dots"),
        ("photo", (200, 2000), "too long and thin"),
    ],
)
def test_what_nobody_could_make_out_is_refused(client, partner, member, which, size, sentence):
    page = send(client, partner, picture(size=size), which=which)

    assertContains(page, sentence)
    assert not partner.changes.exists()


def with_a_mark(ground, colour) -> SimpleUploadedFile:
    made, out = Image.new("RGBA", (60, 60), ground), BytesIO()
    made.paste(colour, (20, 20, 40, 40))
    made.save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue())


@pytest.mark.parametrize(
    ("ground", "colour", "corner"),
    [
        ((0, 0, 0, 0), (255, 255, 255, 255), (29, 26, 22, 255)),
        ((0, 0, 0, 0), (120, 20, 20, 255), 0),
        ((255, 255, 255, 255), (250, 250, 250, 255), (255, 255, 255, 255)),
    ],
)
def test_a_light_logo_with_a_clear_ground_gets_a_dark_one(ground, colour, corner):
    drawn = pictures.reencoded(with_a_mark(ground, colour), 480, is_logo=True)

    found = Image.open(drawn).convert("RGBA").getpixel((3, 3))
    if corner == 0:
        assert found[3] == 0
    else:
        assert all(abs(one - other) < 6 for one, other in zip(found, corner, strict=True))


def test_both_pictures_are_seen_at_the_box_in_which_they_are_changed(client, partner, member):
    send(client, partner, picture())
    approve(partner)
    send(client, partner, picture(size=(70, 70)))

    page = client.get(reverse("partners:section", args=[partner.slug, "pictures"]))

    assertContains(page, "On your page now</figcaption>")
    assertContains(page, f'src="{waiting_address(partner)}?')
    assertContains(page, f'src="{picture_address(partner)}?')


@pytest.mark.parametrize(
    ("kind", "mode", "size"), [("JPEG", "RGB", (7900, 5000)), ("PNG", "RGBA", (6000, 6600))]
)
def test_the_biggest_picture_that_we_take_needs_little_memory(kind, mode, size):
    content = picture(kind, size, mode)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    pictures.reencoded(SimpleUploadedFile("big", content), 480)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250 * MEGABYTES


def test_one_dot_too_many_is_refused():
    with pytest.raises(ValidationError, match="too many dots"):
        pictures.reencoded(SimpleUploadedFile("x.png", picture("PNG", (8000, 5001), "RGB")), 480)
