"""Pictures to pick, for those who do not write: another first page, and the same story after it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import honeypot
from coproduction_site.reading_age import reading_age, sentences_of, words_of
from stories.following import data_rights
from stories.models import Story, in_pictures
from stories.submission import drafts, steps
from tests.house.test_words import blocks_of
from tests.support.factories import make_draft, make_moderator, make_published_story, make_waiting_story
from tests.support.house import ROOT
from tests.support.telling import (
    CHECK,
    PAGES,
    boxes_of,
    key_in,
    opened,
    post,
    read_for,
    tell,
    write,
)
from tests.tools import html_validator, starter_content

pytestmark = pytest.mark.django_db
PICTURES = reverse("stories:pictures")
WORDS = (
    "I picked pictures. It felt: happy, proud. Where it was: school. "
    "Who was there: me, my family. Did people listen: a bit."
)
PICKED = {
    "felt": ["proud", "happy"],
    "place": ["school"],
    "people": ["me", "family"],
    "heard": "heard-a-bit",
}
CODES = ["happy", "proud", "school", "me", "family", "heard-a-bit"]


def pick(client, **details):
    key = details.pop("key", None) or key_in(client.get(PICTURES))
    return client.post(PICTURES, opened({"key": key} | PICKED | details))


def test_every_picture_has_a_code_of_its_own_and_a_drawing():
    codes = [picture.code for group in in_pictures.groups() for picture in group.pictures]

    assert len(codes) == len(set(codes)) > 20
    assert all((ROOT / f"templates/drawings/{code}.svg.html").is_file() for code in codes)
    assert len(in_pictures.words_for(codes)) < 1_000


def test_what_was_picked_becomes_codes_plain_words_and_a_title(client):
    page = pick(client)

    assertRedirects(page, PAGES["who"])
    story = Story.objects.get()
    assert (story.pictures, story.title, story.happened) == (CODES, "A story in pictures", WORDS)
    assert story.steps_done == []
    assertContains(client.get(PAGES["who"]), f'href="{PICTURES}"')


def test_whoever_picked_goes_through_the_same_questions_and_sends_it(client):
    pick(client)
    tell(client, key=str(Story.objects.get().key), title="A story in pictures", happened=WORDS)

    story = Story.objects.get()
    assert (story.state, story.pictures, story.public_happened) == ("waiting", CODES, WORDS)


def test_the_walk_is_no_longer_for_anybody(client):
    assert steps.PICTURES not in steps.STEPS
    assertContains(client.get(PAGES["who"]), "Question 1 of 9")
    pick(client)
    assertContains(client.get(PAGES["who"]), "Question 1 of 9")


def test_words_that_the_teller_wrote_are_never_written_over(client):
    pick(client)
    write(client, upto="more", key=str(Story.objects.get().key), title="Ours", happened="We sat down.")

    pick(client, felt=["sad"])
    story = Story.objects.get()
    assert (story.title, story.happened) == ("Ours", "We sat down.")
    assert story.pictures[0] == "sad"


def test_other_pictures_change_the_words_that_were_made_and_none_takes_them_out(client):
    pick(client)
    pick(client, felt=["sad"], place=[], people=[], heard="")
    assert Story.objects.get().happened == "I picked pictures. It felt: sad."

    pick(client, felt=[], place=[], people=[], heard="")
    story = Story.objects.get()
    assert (story.pictures, story.title, story.happened) == ([], "", "")


def test_from_the_check_page_they_are_changed_and_lead_back_to_it(client):
    write(client, title="", happened="")
    client = Client()
    pick(client)
    write(client, key=str(Story.objects.get(pictures__0="happy").key), happened=WORDS)
    assertContains(client.get(CHECK), f'{PICTURES}?change"')
    assertContains(client.get(CHECK), "My family")
    assertContains(client.get(PAGES["look"]), "My family")

    page = client.get(f"{PICTURES}?change")
    boxes = boxes_of(page)
    assert boxes["felt"] == ["happy", "proud"]
    assert boxes["heard"] == ["heard-a-bit"]

    assertRedirects(client.post(PICTURES, boxes | {"people": ["nurse"]}), CHECK)
    assertContains(client.get(CHECK), "Who was there: a nurse.")


def test_nobody_begins_without_a_picture_and_the_page_says_what_to_do(client):
    page = pick(client, felt=[], place=[], people=[], heard="")

    assertContains(page, "Pick one picture or more.")
    assertContains(page, 'href="#id_felt_0"')
    assertContains(page, "<title>Error: ")
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        {"felt": ["furious"]},
        {"felt": ["happy", "<script>alert(1)</script>"]},
        {"felt": ["happy\x00"]},
        {"felt": ["school"]},
        {"heard": "yes"},
        {"people": ["me"] * 30 + ["admin"]},
    ],
)
def test_what_is_no_picture_of_ours_is_refused_and_the_rest_stays_ticked(client, hostile):
    page = pick(client, **hostile)

    assertContains(page, "Choose from the answers on this page.")
    assertNotContains(page, "<script>alert")
    assert boxes_of(page)["place"] == ["school"]
    assert not Story.objects.exists()


def test_the_same_picture_many_times_is_picked_once_and_other_fields_are_ignored(client):
    pick(client, felt=["happy"] * 40, state="published", title="Mine", slug="mine", channel="phone")

    story = Story.objects.get()
    assert (story.pictures.count("happy"), story.state, story.slug) == (1, "draft", None)
    assert (story.title, story.channel) == ("A story in pictures", "web")


def test_robots_are_kept_off_and_many_from_one_place_are_asked_to_wait_with_their_pictures_kept(
    client, monkeypatch
):
    assertContains(pick(client, website="x"), "must stay empty")

    monkeypatch.setattr(drafts, "BEGINNING", drafts.BEGINNING.__class__("full", times=0, minutes=60))
    page = pick(client)

    assertContains(page, "Please wait a little", status_code=429)
    assert boxes_of(page)["felt"] == ["happy", "proud"]
    assert not Story.objects.exists()


def test_pictures_picked_within_a_moment_go_on_at_once(client):
    key = key_in(client.get(PICTURES))

    assertRedirects(pick(client, key=key, opened=read_for(0, key)), PAGES["who"])

    assert Story.objects.get().spam_reason == honeypot.QUICK


def test_a_page_that_was_open_too_long_keeps_what_was_picked(db):
    client = Client(enforce_csrf_checks=True)
    page = client.post(PICTURES, {"key": key_in(client.get(PICTURES))} | PICKED)

    assertContains(page, "Your pictures are all here", status_code=page.status_code)
    assert boxes_of(page)["people"] == ["me", "family"]
    assert not Story.objects.exists()


def test_pressed_twice_it_is_one_story_and_a_sent_one_stays_as_it_is(client):
    key = key_in(client.get(PICTURES))
    for _ in range(2):
        pick(client, key=key)
    assert Story.objects.count() == 1

    tell(client, key=key, happened=WORDS)
    assertRedirects(pick(client, key=key, felt=["sad"]), reverse("stories:thanks"))
    assert Story.objects.get().pictures == CODES


def test_the_start_page_leads_there_by_the_door_that_asks_about_a_story_left_here(client):
    address = f"{reverse('stories:write')}?pictures"
    assertContains(client.get(reverse("stories:start")), f'href="{address}"')
    assertRedirects(client.get(address), PICTURES)

    pick(client)
    assertContains(client.get(address), "There is a story here already")
    assertRedirects(client.post(address), PICTURES)


def test_the_page_for_words_offers_pictures_and_leads_back(client):
    write(client, upto="story")
    assertContains(client.get(PAGES["story"]), f'href="{PICTURES}"')
    assertContains(client.get(PICTURES), f'class="back" href="{PAGES["story"]}"')

    page = pick(client, felt=["calm"])

    assertRedirects(page, PAGES["story"])
    assertContains(client.get(PAGES["story"]), "It felt: calm.")


def test_it_can_be_saved_for_later(client):
    pick(client)

    assertRedirects(pick(client, felt=["calm"], later="yes"), reverse("stories:later"))

    assert Story.objects.get().pictures[0] == "calm"


def test_a_published_story_shows_its_pictures_with_their_words_and_no_other_story_does(client):
    story = make_published_story(make_moderator(), pictures=["happy", "bus", "gone-since", 7])
    waiting = make_waiting_story(pictures=["afraid"])

    page = client.get(story.get_absolute_url())

    assertContains(page, "The bus", count=1)
    assertNotContains(page, "gone-since")
    assertNotContains(client.get(reverse("stories:list")), waiting.title)


def test_the_desk_shows_them_beside_the_words(settings, client):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    story = make_waiting_story(pictures=["left-out", "nurse"])

    page = client.get(reverse("admin:stories_story_change", args=[story.pk]))

    assertContains(page, "Left out")
    assertContains(page, "A nurse")


def test_what_is_held_tells_them_in_words():
    story = make_waiting_story(pictures=CODES)

    told = data_rights.everything_held(story)["Your own words"]

    assert "Who was there: me, my family." in str(told)
    assert "heard-a-bit" not in str(told)


def test_two_people_who_pick_the_same_have_not_sent_the_same_story():
    words = {"pictures": CODES, "title": in_pictures.TITLE, "happened": WORDS}
    twins = [make_waiting_story(**words) for _ in range(6)]

    assert {(each.words_key, each.spam_reason) for each in twins} == {("", "")}
    assert make_waiting_story(**words | {"good": "The lamps"}).words_key


def test_a_draft_of_somebody_else_is_not_shown(client):
    make_draft(pictures=["sad"])

    assert "felt" not in boxes_of(client.get(PICTURES))
    assert post(client, "who", {"key": "x"}).status_code == 200


@pytest.mark.same_on_any_database
def test_the_pages_are_valid_html_that_a_nine_year_old_can_read(client):
    starter_content.load()
    empty, wrong = client.get(PICTURES), pick(client, felt=[], place=[], people=[], heard="")
    pick(client)
    write(client, key=str(Story.objects.get().key), title=in_pictures.TITLE, happened=WORDS)
    pages = {"empty": empty, "wrong": wrong, "picked": client.get(f"{PICTURES}?change")}
    pages |= {"words": client.get(PAGES["story"]), "look": client.get(PAGES["look"])}
    pages["check"] = client.get(CHECK)

    assert html_validator.errors_in({name: page.content for name, page in pages.items()}) == []
    for name, page in pages.items():
        said = [said for block in blocks_of(page.content.decode()) for said in sentences_of(block)]
        assert reading_age(said) <= 9, name
        assert max(len(words_of(sentence)) for sentence in said) <= 20, name
