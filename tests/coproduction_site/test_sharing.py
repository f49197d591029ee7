"""A link that somebody shares: what everybody may read has a title, a sentence and a picture, and nothing else has."""

import pytest
from django.conf import settings as used
from PIL import Image
from pytest_django.asserts import assertContains

from coproduction_site import sharing
from tests.support import factories, uploads, walk
from tests.support.chances import address as of_chance
from tests.support.chances import make_chance
from tests.support.events import address as of_day
from tests.support.events import make_event
from tests.support.open_data import HOSTILE
from tests.support.telling import FIRST

pytestmark = pytest.mark.django_db
PICTURES = [sharing.TOGETHER, *sharing.PICTURES.values()]


def told(answer) -> dict[str, str]:
    tags = walk.soup_of(answer).head.select("meta[property]")
    return {tag["property"].removeprefix("og:"): tag["content"] for tag in tags}


def test_a_story_is_shared_with_its_title_its_first_words_and_a_drawing_of_ours(client, settings):
    settings.SITE_URL = "https://www.example.org"
    moderator = factories.make_moderator()
    story = factories.make_waiting_story(title="The calm room", happened="We planned it together.")
    uploads.show(uploads.add_photo(story), moderator)
    story.refresh_from_db()
    factories.may_go_out(story, moderator)
    story.publish(moderator)

    page = client.get(story.get_absolute_url())

    assertContains(page, "/photos/")
    assert told(page) == {
        "title": "The calm room",
        "description": "We planned it together.",
        "image": "https://www.example.org/static/images/shared/stories.png",
        "image:alt": "Two speech bubbles.",
    }


def test_a_warning_stands_before_a_shared_story_in_place_of_its_words(client):
    story = factories.make_published_story(happened="It hurt.", content_note="About pain.")

    assert told(client.get(story.get_absolute_url()))["description"] == "About pain."


def test_a_story_for_this_site_only_says_nothing_to_others_and_the_list_goes_on_as_it_was(client):
    story = factories.make_published_story(title="Here alone", happened="Only here.", only_here=True)

    page = client.get(story.get_absolute_url())

    assert told(page) == {}
    sentence = walk.soup_of(page).head.select_one("meta[name=description]")["content"]
    assert sentence == "A story on this site."
    assert "Only here" not in str(told(client.get("/stories/")).values())
    assert told(client.get("/stories/"))["title"] == "Stories"


def test_words_of_people_end_no_tag_and_begin_none(client):
    partner = factories.make_partner(name=f"“A” & 'B' \"C\" {HOSTILE}"[:120], summary=HOSTILE[:200])
    rtl = factories.make_partner(name="مركز الأسرة 🪜", summary="نحن نساعد العائلات.")

    page = client.get(partner.get_absolute_url())

    soup = walk.soup_of(page)
    assert told(page)["title"] == soup.title.string.rpartition(" – ")[0]
    assert not soup.find_all("script", type=False)
    assert told(client.get(rtl.get_absolute_url()))["title"] == "مركز الأسرة 🪜"


def test_what_is_gone_or_was_never_there_is_not_shared(client):
    story = factories.make_published_story()
    story.withdraw()

    for place, status in [
        (story.get_absolute_url(), 410),
        ("/nothing/", 404),
        ("/partners/x/", 404),
    ]:
        answer = client.get(place)
        assert answer.status_code == status
        assert told(answer) == {}, place


def test_what_waits_is_held_or_is_of_one_person_is_not_shared(client):
    waiting, held = factories.make_waiting_story(), factories.make_waiting_story()
    held.hold(factories.make_moderator(), "Why")
    chance, day = make_chance(), make_event(capacity=3)
    own = [
        *(waiting.get_follow_url(), held.get_follow_url(), FIRST),
        *(
            "/stories/share/ring-me/",
            "/stories/share/ring-me/thanks/",
            "/stories/follow/",
            "/accounts/login/",
        ),
        *(of_chance(chance), of_day(day), "/helped/?page=/", "/search/?q=club", "/news/asked/"),
    ]

    for address in own:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        assert told(answer) == {}, address


def test_a_form_with_what_somebody_typed_is_not_shared_and_its_first_page_is(client):
    factories.make_charter()

    for address in ("/news/", "/charter/sign/"):
        assert told(client.get(address)) != {}, address
        assert told(client.post(address, {"name": "x"})) == {}, address


def test_a_preview_is_not_shared(client):
    member = factories.make_member(factories.make_partner(slug="ours"))
    client.force_login(member)

    answer = client.get("/partners/ours/edit/preview/")

    assertContains(answer, "Preview")
    assert told(answer) == {}


@pytest.mark.parametrize(("name", "shows"), PICTURES)
def test_each_picture_is_light_large_enough_and_said_in_words(name, shows):
    file = used.BASE_DIR / "static" / "images" / "shared" / f"{name}.png"

    with Image.open(file) as picture:
        assert picture.size == sharing.SIZE
        assert not picture.info
    assert file.stat().st_size < 25_000
    assert shows.endswith(".")
