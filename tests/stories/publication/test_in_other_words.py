"""A public story in easy words or in another language: with the yes of its teller, marked, and gone with the story."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.search.models import SearchEntry
from stories import letters
from stories.following import data_rights, timeline
from stories.models import OtherWords, Publication, Story, publishing
from stories.models.other_words import mark_of
from stories.models.other_words_verbs import mark_to_send
from stories.moderation import actions
from tests.support import searching, walk
from tests.support.factories import make_ladder, make_moderator, make_published_story
from tests.support.telling import CHECK, PAGES, write

pytestmark = pytest.mark.django_db
WORD = "Xyzzyberry"
LISTS = ["/", "/stories/", "/stories/feed/", "/stories/you-said-we-did.json"]


@pytest.fixture
def story():
    return make_published_story(
        title="Our club", happened="We planned it together.", email="a@example.org", in_other_words=True
    )


def shown(story):
    """The mark that the page of one way sends back."""
    publication = Publication.objects.get(pk=story.pk)
    return lambda way: mark_to_send(publication, publication.other_words.filter(way=way).first())


def put(story, way="easy", is_shown=True, **texts) -> OtherWords:
    words = {"title": "A club", "text": f"{WORD} is here.\nWe met."} | texts
    story.refresh_from_db()
    story.write_other_words(make_moderator(), way, shown(story)(way), **words)
    if is_shown:
        story.show_other_words(make_moderator(), way, shown(story)(way), may_stay=True)
    return OtherWords.objects.get(publication=story.pk, way=way)


def say(story, *yes, **more):
    ticked = dict.fromkeys(("consent_publish", *yes), "on")
    return Client().post(story.get_follow_url(), {"consent": "change", "sure": "yes", **ticked, **more})


def change_public_words(story) -> None:
    story.refresh_from_db()
    story.public_happened = "We planned it."
    story.save()
    story.publish_changes(make_moderator(), unasked="A name was in it.")


def is_gone(story) -> bool:
    pages = [Client().get(address).content.decode() for address in (*LISTS, story.get_absolute_url())]
    entries = SearchEntry.objects.filter(kind="story", number=story.pk, tokens__contains=WORD.lower())
    return not any(WORD in page for page in pages) and not entries.exists()


def test_it_stands_folded_below_the_story_and_says_whose_words_it_is(client, story):
    put(story)
    put(story, "ur", title="کلب", text="ہم ملے۔", made_by="The translators of the council")

    page = walk.soup_of(client.get(story.get_absolute_url()))

    easy, urdu = page.select("article.story > details")
    assert (easy.summary.get_text(), easy.has_attr("open")) == ("In easy words", False)
    assert "We wrote this. It is not the teller’s own words." in easy.get_text()
    assert "Translated by The translators of the council." in urdu.get_text()
    assert (urdu.div["lang"], urdu.div["dir"]) == ("ur", "rtl")
    assert urdu.div.h2.get_text() == "کلب"
    assert page.find("div", class_="story__words").sourceline < easy.sourceline


def test_a_story_without_them_says_nothing_of_them(client, story):
    page = client.get(story.get_absolute_url())

    assertNotContains(page, "own words")
    assert not walk.soup_of(page).select("article.story details")


def test_a_page_with_them_asks_four_questions_of_the_story_as_one_without(client, story):
    put(story)
    put(story, "pl")
    client.get(story.get_absolute_url())

    with CaptureQueriesContext(connection) as asked:
        assertContains(client.get(story.get_absolute_url()), WORD)

    of_story = [query["sql"] for query in asked if "stories_" in query["sql"]]
    assert len(of_story) == 4, of_story


@pytest.mark.parametrize("way", ["easy", "pl"])
def test_a_draft_is_read_by_nobody(client, story, way):
    put(story, way, is_shown=False)

    assert is_gone(story)


def test_search_finds_the_story_by_them_and_quotes_none(client, story):
    put(story)

    page = searching.search(client, WORD)

    assert story.public_title in searching.titles(client, WORD)
    assertNotContains(page, f"{WORD} is here")


def test_no_list_feed_or_open_data_holds_them(client, story):
    put(story)

    for address in LISTS:
        assertNotContains(client.get(address), WORD)


@pytest.mark.parametrize(
    "end",
    [
        lambda story: say(story),
        lambda story: story.withdraw(),
        lambda story: actions.hold(story, make_moderator(), "Look into it."),
        lambda story: actions.take_down(story, make_moderator(), "other", "Sorry."),
        lambda story: data_rights.erase(story),
        change_public_words,
    ],
    ids=["yes taken back", "story taken back", "held", "taken down", "erased", "words changed"],
)
def test_what_ends_takes_them_away_at_once_and_everywhere(story, end):
    put(story)
    put(story, "pl", is_shown=False)
    assertContains(Client().get(story.get_absolute_url()), WORD)
    story.refresh_from_db()
    before = revision.current()

    end(story)

    assert is_gone(story)
    assert revision.current() > before
    assert not OtherWords.objects.public().exists()


def test_nothing_is_left_of_them_but_where_the_story_is_still_public(story):
    put(story)
    say(story)
    assert not OtherWords.objects.exists()

    say(story, "in_other_words", everybody_agrees="on")
    put(story)
    story.refresh_from_db()
    story.withdraw()
    assert not OtherWords.objects.exists()


def test_after_new_words_of_the_story_they_are_hidden_until_somebody_has_looked(client, story):
    put(story)
    change_public_words(story)
    words = OtherWords.objects.get()
    assert (words.is_shown, words.behind_since is None) == (False, False)
    assert list(Story.objects.words_behind()) == [story]
    story.refresh_from_db()
    with pytest.raises(ValidationError):
        story.show_other_words(make_moderator(), "easy", shown(story)("easy"), may_stay=True)

    put(story)

    assertContains(client.get(story.get_absolute_url()), WORD)
    assert not Story.objects.words_behind().exists()


def test_marks_of_the_desk_and_another_day_do_not_hide_them(client, story):
    put(story)
    story.refresh_from_db()

    publishing.write(story)

    assertContains(client.get(story.get_absolute_url()), WORD)


def test_words_that_somebody_else_wrote_over_in_the_table_are_not_read(client, story):
    """A server of the release before publishes, and knows nothing of other words."""
    put(story)

    Publication.objects.filter(pk=story.pk).update(happened="Another text.")
    revision.move()

    assertNotContains(client.get(story.get_absolute_url()), WORD)


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ story.email }}{% now %}"],
)
def test_hostile_words_stay_words(client, story, hostile):
    put(story, "pl", title=hostile, text=f"{hostile}\n{WORD}", made_by=hostile)

    page = walk.soup_of(client.get(story.get_absolute_url()))

    assert not page.select("article.story script, article.story img")
    assert page.select_one("article.story > details h2").get_text() == hostile


def test_the_database_refuses_empty_twice_and_shown_behind(story):
    words = put(story)
    columns = {"publication_id": story.pk, "way": "pl", "title": "A", "text": "B", "mark": "x"}
    for wrong in ({"text": ""}, {"title": ""}, {"way": "easy"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OtherWords.objects.create(**columns | wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        OtherWords.objects.filter(pk=words.pk).update(behind_since=words.published_at)


def test_the_mark_follows_every_word_that_is_read_and_nothing_else(story):
    public = Publication.objects.get(pk=story.pk)
    before = mark_of(public)

    public.featured_at = public.published_at
    assert mark_of(public) == before
    for name in ("title", "happened", "better", "content_note", "shown_name"):
        changed = Publication.objects.get(pk=story.pk)
        setattr(changed, name, "Other")
        assert mark_of(changed) != before


def test_it_is_asked_where_consent_is_asked_and_nobody_has_to_say_yes(client):
    make_ladder()
    write(client, consent_publish="on")
    page = walk.soup_of(client.get(PAGES["consent"]))
    assert not page.select_one("input[name=in_other_words]").has_attr("checked")
    client.post(CHECK)

    assert not Story.objects.get().in_other_words


def test_a_yes_is_kept_with_its_wording_and_shown_before_it_is_sent(client):
    make_ladder()
    write(client, consent_publish="on", in_other_words="on")
    assertContains(client.get(CHECK), "in easy words or another language too")
    client.post(CHECK)

    story = Story.objects.get()
    assert story.in_other_words
    assert story.consent_wording == "2026-11-29"


def test_a_teller_says_yes_later_and_needs_those_who_had_to_say_yes(story):
    Story.objects.update(in_other_words=False)

    assertContains(say(story, "in_other_words"), "You gave a new yes.")
    assert not Story.objects.get().in_other_words
    assertRedirects(say(story, "in_other_words", everybody_agrees="on"), story.get_follow_url())

    assert Story.objects.get().in_other_words
    assert "easy words or translation: yes" in story.events.last().words


@pytest.mark.parametrize("way", ["easy", "pl"])
def test_without_a_yes_nothing_can_be_written_or_shown(story, way):
    mark = shown(story)(way)
    Story.objects.update(in_other_words=False)

    with pytest.raises(ValidationError, match="has not said yes"):
        story.write_other_words(make_moderator(), way, mark, title="A", text="B")

    assert not OtherWords.objects.exists()
    assert not story.events.filter(kind="reworded").exists()


@pytest.mark.parametrize("way", ["xx", "en", "bfi", ""])
def test_there_is_no_way_that_nobody_knows_and_no_translation_into_its_own_language(story, way):
    with pytest.raises(ValidationError):
        story.write_other_words(make_moderator(), way, "0-", title="A", text="B")


def test_a_story_in_polish_is_translated_into_english(client):
    story = make_published_story(language="pl", in_other_words=True)

    put(story, "en")

    assertContains(client.get(story.get_absolute_url()), "In English")


def test_a_teller_reads_them_on_their_own_page_and_in_their_file(client, story):
    put(story, "pl")
    put(story, is_shown=False, title="A draft")

    assertContains(client.get(story.get_follow_url()), f"{WORD} is here.")
    assertNotContains(client.get(story.get_follow_url()), "A draft")
    polish, easy = data_rights.everything_held(story)["Your story in other words"]
    assert (polish["Everybody can read it"], easy["Everybody can read it"]) == ("Yes", "No")
    assert WORD in polish["Words"]
    assert "We showed it in easy words or another language." in [
        moment.words for moment in timeline.moments(story)
    ]


def test_the_letter_that_asks_names_the_page_and_holds_no_word_of_the_story(story, mailoutbox):
    letters.other_words(story)

    [letter] = mailoutbox
    assert story.get_follow_url() in letter.body
    assert "We planned it together." not in letter.body
