"""Who stands behind the site: the name of the council, and its mark if there is one."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import FileToErase, SiteSettings
from tests.support import uploads, walk
from tests.support.admin_forms import opened_form
from tests.support.factories import make_site, make_user

pytestmark = pytest.mark.django_db
CHANGE = "/admin/coproduction_site/sitesettings/1/change/"
NAME = "City of Somewhere Council"


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    SiteSettings.objects.all().delete()
    make_site(council_name=NAME)
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def mark():
    return SimpleUploadedFile("mark.png", uploads.picture("PNG", (900, 300)), "image/png")


def save(desk, **more):
    return desk.post(CHANGE, opened_form(desk, CHANGE) | more | {"_save": "1"})


def header_of(page):
    return walk.soup_of(page).select_one(".site-header")


def test_every_page_says_who_stands_behind_it_also_without_a_mark(client, desk):
    page = client.get("/ladder/")

    assert not header_of(page).select("img")
    assertContains(page, f"{NAME} runs this site.")


def test_without_a_name_nothing_stands_there(client, desk):
    SiteSettings.objects.update(council_name="")

    assertNotContains(client.get("/ladder/"), "runs this site")


def test_a_mark_is_drawn_anew_small_and_read_out_as_the_name(client, desk):
    assert save(desk, council_mark=mark()).status_code == 302

    image = header_of(client.get("/ladder/")).select_one("img")
    answer = client.get(image["src"])

    assert image["alt"] == NAME
    assert answer.headers["Content-Type"] == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert Image.open(BytesIO(b"".join(answer.streaming_content))).size[0] <= 400


def test_another_mark_has_another_address_and_the_first_one_goes(client, desk):
    save(desk, council_mark=mark())
    first = SiteSettings.objects.get().council_mark
    address = reverse("council_mark", args=[SiteSettings.objects.get().council_mark_name])

    save(desk, council_mark=mark())

    assert SiteSettings.objects.get().council_mark.name != first.name
    assert client.get(address).status_code == 404
    assert FileToErase.objects.filter(name=first.name).exists()


def test_a_mark_can_be_taken_away(client, desk):
    save(desk, council_mark=mark())

    save(desk, **{"council_mark-clear": "on"})

    assert not header_of(client.get("/ladder/")).select("img")


def test_a_mark_needs_a_name_for_those_who_cannot_see_it(desk):
    answer = save(desk, council_mark=mark(), council_name="")

    assert answer.status_code == 200
    assertContains(answer, "It is read out in place of its mark.")
    assert not SiteSettings.objects.get().council_mark


def test_what_is_no_picture_is_refused(desk):
    drawing = SimpleUploadedFile(
        "mark.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"
    )

    assert save(desk, council_mark=drawing).status_code == 200
    assert not SiteSettings.objects.get().council_mark


def test_a_mark_that_is_prepared_is_seen_by_those_who_prepare_it_alone(client, desk):
    data = opened_form(desk, CHANGE) | {"council_mark": mark(), "_draft": "1"}
    assert desk.post(CHANGE, data).status_code == 302
    preview = desk.get("/admin/coproduction_site/sitesettings/1/preview/")
    address = header_of(preview).select_one("img")["src"]

    assert desk.get(address).status_code == 200
    desk.logout()
    assert desk.get(address).status_code == 404
    assert not header_of(desk.get("/ladder/")).select("img")


@pytest.mark.parametrize("name", ["x.webp", "settings.py", "%00"])
def test_no_other_name_is_a_file(client, desk, name):
    assert client.get(f"/council-mark/{name}").status_code == 404
