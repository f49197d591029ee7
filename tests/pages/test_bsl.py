"""Films in British Sign Language say who signs and who checked, and one page lists them all."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pages.models import Page, Video
from tests.support.factories import make_page, make_user
from tests.support.films import CAPTIONS, PLACE, mp4, sent
from tests.support.signing_in import sign_in

pytestmark = pytest.mark.django_db
CHECKED = {
    "bsl_checked_by": "Amara Obi",
    "bsl_checked_number": "654321",
    "bsl_checked_on": datetime.date(2026, 11, 2),
}


@pytest.fixture
def list_of_films():
    return make_page(slug="bsl", title="British Sign Language", shows="signed")


def make_signed(page=None, **facts) -> Video:
    values = {"bsl_link": "https://films.example.org/signed", "bsl_signed_by": "Ben Hall", **facts}
    return Video.objects.create(
        slug="film", title="Our film", page=page or make_page(), transcript="<p>Words.</p>", **values
    )


def test_a_film_in_bsl_says_who_signs_and_that_nobody_has_checked_it(client):
    video = make_signed(bsl_signed_number="123456")

    answer = client.get(video.page.get_absolute_url())

    assertContains(answer, 'href="https://films.example.org/signed"')
    assertContains(answer, "Signed by Ben Hall (register number 123456).")
    assertContains(answer, "No second person has checked it yet.")
    assertNotContains(answer, "has not been made yet")


def test_a_checked_film_names_the_second_person_their_number_and_the_day(client):
    answer = client.get(make_signed(**CHECKED).page.get_absolute_url())

    assertContains(answer, "Checked by Amara Obi (register number 654321) on 2 November 2026.")
    assertNotContains(answer, "No second person")


@pytest.mark.parametrize("missing", ["bsl_checked_by", "bsl_checked_number"])
def test_a_check_without_its_person_or_number_is_refused(missing):
    video = make_signed()
    for name, value in {**CHECKED, missing: ""}.items():
        setattr(video, name, value)

    with pytest.raises(ValidationError, match="Say who checked the BSL film"):
        video.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        video.save()


def test_who_signs_does_not_check_it():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_signed(**{**CHECKED, "bsl_checked_by": "Ben Hall"})


def test_a_film_file_in_bsl_is_played_in_the_page_and_kept_from_strangers_with_it(client):
    video = make_signed(bsl_link="", bsl_file=ContentFile(b"0123456789", name="signed.webm"))

    html = client.get(video.page.get_absolute_url()).content.decode()

    assert re.findall(r'<video controls preload="none" src="(.*?)"', html) == [video.bsl_address]
    assert client.get(video.bsl_address).status_code == 200
    video.page.retire()
    assert client.get(video.bsl_address).status_code == 404


def test_an_editor_chooses_a_film_in_bsl_and_nothing_hidden_in_it_is_left(client):
    video = make_signed(bsl_link="")
    sign_in(client, make_user("Content editors"))
    names = [
        "title",
        "slug",
        "order",
        "length",
        "link",
        "transcript",
        "audio_description_note",
        "version",
    ]
    scenes = {f"scenes-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    fields = {name: getattr(video, name) for name in names} | scenes | {"page": video.page_id}
    desk = reverse("admin:pages_video_change", args=[video.pk])

    answer = client.post(
        desk, fields | {"bsl_file": sent(mp4(), "Amara.mp4"), "bsl_signed_by": "Ben Hall"}
    )

    assertRedirects(answer, reverse("admin:pages_video_changelist"))
    video.refresh_from_db()
    client.logout()
    film = client.get(video.bsl_address)
    assert film.headers["Content-Type"] == "video/mp4"
    assert PLACE not in b"".join(film.streaming_content)
    assert "Amara" not in video.bsl_file.name


def test_a_spoken_film_and_its_bsl_stand_side_by_side(client):
    video = make_signed(
        file=ContentFile(b"0123456789", name="spoken.webm"),
        captions=ContentFile(CAPTIONS.encode(), name="spoken.vtt"),
    )

    answer = client.get(video.page.get_absolute_url())

    assertContains(answer, video.film_address)
    assertContains(answer, "https://films.example.org/signed")


def test_one_page_lists_what_there_is_in_bsl_and_how_to_ask_for_the_rest(client, list_of_films):
    assertContains(client.get("/bsl/"), "Nothing yet.")
    video = make_signed(make_page(slug="about"))

    answer = client.get("/bsl/")

    assertContains(answer, 'href="/about/#film"')
    assertContains(answer, "Talk to the team")
    video.page.retire()
    assertNotContains(client.get("/bsl/"), "/about/#film")


def test_the_list_costs_the_same_however_many_films_there_are(
    client, list_of_films, django_assert_max_num_queries
):
    page = make_page(slug="about")
    for number in range(20):
        Video.objects.create(
            slug=f"film-{number}",
            title=f"Film {number}",
            page=page,
            transcript="<p>Words.</p>",
            bsl_link="https://films.example.org/signed",
        )

    with django_assert_max_num_queries(7):
        client.get("/bsl/")


def test_the_site_begins_with_that_page(client, starter_content):
    page = Page.objects.get(slug="bsl")

    assert page.in_footer
    assertContains(client.get("/bsl/"), "Nothing yet.")
