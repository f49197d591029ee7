"""A teller's own page begins in the language of the pages where they told it, and says that the rest is English."""

import pytest
from pytest_django.asserts import assertContains

from coproduction_site.in_languages.known import Language
from stories.models import Story
from tests.support import walk
from tests.support.factories import make_moderator, make_published_story, make_site, make_waiting_story
from tests.support.in_languages import in_urdu

pytestmark = pytest.mark.django_db
BOX = "section[aria-labelledby=in-your-language]"
PHONE = "01902 555123"


@pytest.fixture(autouse=True)
def site():
    return make_site(contact_phone=PHONE)


def box_of(client, story):
    return walk.soup_of(client.get(story.get_follow_url())).select_one(BOX)


@pytest.mark.parametrize("language", Language.values)
def test_it_says_where_the_story_is_how_to_change_it_and_whom_to_ring(client, language):
    story = make_waiting_story(told_in=language)

    box = box_of(client, story)

    assert (box["lang"], box["dir"]) == (language, "rtl" if language == "ur" else "ltr")
    text = box.get_text(" ", strip=True)
    assert PHONE in text
    assert f"“{Language(language).label} interpreter, please.”" in text
    assert box.select_one("strong[lang=en-GB]").get_text() == "“Take my story back”"
    for english in ("with us", "Ring us", "Not yet checked", "Its words below"):
        assert english not in text


@pytest.mark.parametrize(
    ("make", "end", "said"),
    [
        (make_waiting_story, None, "Your story is with us. We read it."),
        (make_published_story, None, "Your story is on the site."),
        (make_waiting_story, lambda story: story.ask(make_moderator(), "When?"), "We have a question about your story. It is below."),
        (make_waiting_story, lambda story: story.hold(make_moderator(), "A child."), "Your story is with us. We read it."),
        (make_published_story, lambda story: story.withdraw(), "You took your story back."),
    ],
)  # fmt: skip
def test_it_says_in_the_language_what_the_page_says(client, make, end, said):
    """A story that is held looks as if it waits, in each language."""
    story = make(told_in="ur", email="a@example.org")
    if end:
        end(story)

    box = box_of(client, Story.objects.get(pk=story.pk))

    assert box.h2.get_text() == in_urdu(said)
    assert bool(box.select("strong")) == (said != "You took your story back.")


def test_who_told_it_in_english_has_no_such_box(client):
    story = make_waiting_story(language="ur")

    assert box_of(client, story) is None
    assertContains(client.get(story.get_follow_url()), "It is with us")
