"""A story may be in another language: it is asked, marked for screen readers, and found by those who read."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from stories.following import data_rights
from stories.models import Story, languages
from tests.support import walk
from tests.support.factories import make_draft, make_moderator, make_published_story, make_waiting_story
from tests.support.telling import CHECK, PAGES, opened, post, write

pytestmark = pytest.mark.django_db
URDU = "ہم نے مل کر ایک پرسکون کمرہ بنایا۔"
MARKED = 'lang="ur" dir="rtl"'


def test_it_is_asked_beside_the_words_and_folded_away(client):
    write(client, upto="story")
    page = client.get(PAGES["story"])

    assertContains(page, "Is it not in English?")
    assertContains(page, "You can write in your language. We find somebody to translate.")
    assertContains(page, f'href="{reverse("stories:ring_me")}"')
    assertNotContains(page, '<details class="flow" open>')
    assertContains(page, "Urdu (اردو)")


def test_the_teller_sees_it_on_the_check_page_and_the_words_are_marked(client):
    write(client, title=URDU, happened=URDU, language="ur")

    assert Story.objects.get().language == "ur"
    assertContains(client.get(CHECK), f"<dd {MARKED}>{URDU}</dd>", html=True, count=2)
    assertContains(client.get(CHECK), "Urdu (اردو)")
    look = walk.soup_of(client.get(PAGES["look"]))
    assert len(look.select('main [lang="ur"][dir="rtl"]:not(a)')) == 2
    assertContains(client.get(f"{PAGES['story']}?change"), '<details class="flow" open>')


@pytest.mark.parametrize("wrong", ["xx", "<b>", "ur\x00", "english" * 99])
def test_a_language_that_is_not_offered_is_refused_and_the_words_are_kept(client, wrong):
    write(client, upto="story")
    key = str(Story.objects.get().key)

    page = post(
        client,
        "story",
        opened({"key": key, "title": "T", "happened": URDU, "language": wrong}),
    )

    assertContains(page, "Choose from the answers on this page.")
    assertContains(page, '<details class="flow" open>')
    assertContains(page, URDU)
    assert Story.objects.get().language == ""


@pytest.mark.parametrize("code", ["", "bfi", "other"])
def test_words_in_a_language_that_we_do_not_know_are_not_marked_as_one(client, code):
    draft = make_draft(language=code, happened=URDU)
    session = client.session
    session["story"] = str(draft.key)
    session.save()

    page = client.get(CHECK)

    assertContains(page, f'<dd dir="auto">{URDU}</dd>', html=True)
    assertContains(page, languages.name_of(code))


def test_the_desk_marks_their_words_says_which_language_it_is_and_flags_it(settings, client):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    story = make_waiting_story(language="ur", title=URDU, happened=URDU)

    page = client.get(reverse("admin:stories_story_change", args=[story.pk]))

    assertContains(page, f'<div class="words" {MARKED}>', count=2)
    assertContains(page, "<dd>Urdu (اردو)</dd>", html=True)
    assertContains(page, "In another language")


def test_the_paper_asks_it_too_and_what_is_held_names_it(client):
    assertContains(client.get(reverse("stories:template_page")), "Which language is your story in?")

    told = data_rights.everything_held(make_waiting_story(language="pl"))

    assert told["Your story"]["Which language is your story in?"] == "Polish (Polski)"


def test_what_everybody_reads_begins_on_the_side_of_its_own_letters(client):
    """Also where nobody has said in which language they are."""
    story = make_published_story(title=URDU, happened=URDU)

    page = walk.soup_of(client.get(story.get_absolute_url()))

    assert page.h1["dir"] == "auto"
    assert [part["dir"] for part in page.select("article .story__words")] == ["auto"]


def test_kurdish_is_two_languages_each_by_its_name():
    assert languages.name_of("ckb") == "Sorani (سۆرانی)"
    assert languages.name_of("kmr") == "Kurmanji"
    assert not [name for name in languages.names().values() if "Kurdish" in name]
