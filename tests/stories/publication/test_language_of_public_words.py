"""The words that everybody reads say their own language: the teller's, until somebody who changed them says otherwise."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.search.models import Audience, SearchEntry
from pages.case_studies import of_stories
from stories.following import data_rights
from stories.models import TEXTS, Publication, Story, publishing
from stories.models.other_words import ways_for
from stories.moderation.forms import SAY_IT
from tests.support import walk
from tests.support.check import sent
from tests.support.factories import make_moderator, make_published_story, make_rung, make_waiting_story

pytestmark = pytest.mark.django_db
URDU = "ہم نے مل کر ایک پرسکون کمرہ بنایا۔"
MARKED = {"lang": "ur", "dir": "rtl"}
ENGLISH = {"public_title": "A calm room", "public_happened": "We made a calm room together."}


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator()
    client.force_login(user)
    return user


def told(**details) -> dict:
    return {"title": URDU, "happened": URDU, "language": "ur"} | details


def make_public(**details) -> Publication:
    return Publication.objects.get(pk=make_published_story(**told(**details)).pk)


def save(client, story, **changes):
    story.refresh_from_db()
    boxes = {f"public_{text}": getattr(story, f"public_{text}") for text in TEXTS}
    data = {**boxes, "content_note": story.content_note, "version": story.version, "do": "save"}
    return sent(client, story, data | {"public_language": story.public_language} | changes)


def marks_of(element) -> dict:
    return {name: element[name] for name in ("lang", "dir") if element.has_attr(name)}


def test_the_tellers_own_words_are_read_in_their_language_wherever_they_stand(client):
    publication = make_public(changed=URDU)

    page = walk.soup_of(client.get(publication.get_absolute_url()))
    card = walk.soup_of(client.get(reverse("stories:list"))).select_one(".story-card")
    feed = client.get(reverse("stories:feed")).content.decode()
    result = walk.soup_of(client.get("/search/", {"q": URDU.split()[4]}))

    assert publication.public_language == "ur"
    parts = [page.select_one("li[aria-current=page]"), page.h1, *page.select("article h2 + .flow")]
    assert len(parts) == 4
    assert all(marks_of(part) == MARKED for part in parts)
    assert [marks_of(part) for part in (card.h3, card.select_one("p[dir]"))] == [MARKED, MARKED]
    assert feed.count('<entry xml:lang="ur">') == 1
    assert result.select_one('main a[lang="ur"]').get_text() == URDU


def test_a_story_in_english_is_marked_as_nothing(client):
    story = make_published_story(title="A room", happened="We made it.")
    publication = Publication.objects.get(pk=story.pk)

    page = walk.soup_of(client.get(publication.get_absolute_url()))

    assert publication.public_language == ""
    assert not page.main.select("[lang]")
    assert not walk.soup_of(client.get(reverse("stories:list"))).main.select(".story-card [dir]")
    assert "<entry>" in client.get(reverse("stories:feed")).content.decode()


def test_a_warning_is_english_where_it_stands_for_the_words(client):
    publication = make_public(content_note="About a stay in hospital.")

    card = walk.soup_of(client.get(reverse("stories:list"))).select_one(".story-card")
    entry = SearchEntry.objects.get(audience=Audience.EVERYBODY, kind="story", number=publication.pk)

    assert marks_of(card.h3) == MARKED
    assert not card.select("p[lang]")
    assert entry.lang == "en-GB"


def test_whoever_changes_the_words_says_in_which_language_they_are(client, moderator):
    story = make_waiting_story(**told())

    refused = save(client, story, **ENGLISH)
    assertContains(refused, SAY_IT)
    story.refresh_from_db()
    assert story.public_title == URDU

    save(client, story, **ENGLISH, public_language="en")
    story.refresh_from_db()
    assert (story.public_title, story.everybody_reads_in) == ("A calm room", "en")
    assert publishing.drawn(story).marked_language == ""


def test_a_name_that_is_taken_out_makes_the_words_no_other_language(client, moderator):
    story = make_waiting_story(**told(happened=f"{URDU} Jonathan Smith"))

    data = {"take_out-words": "Jonathan Smith", "take_out-kind": "name", "do": "take_out"}
    save(client, story, **data)

    story.refresh_from_db()
    assert "Smith" not in story.public_happened
    assert story.everybody_reads_in == "ur"


@pytest.mark.parametrize("wrong", ["xx", "<b>", "easy", "u" * 99])
def test_a_language_that_is_not_offered_is_refused(client, moderator, wrong):
    story = make_waiting_story(**told())

    save(client, story, public_language=wrong)

    story.refresh_from_db()
    assert story.public_language == ""


def test_a_page_of_the_desk_from_before_says_nothing_and_takes_nothing_back(client, moderator):
    story = make_waiting_story(**told(), public_language="pl")
    data = {f"public_{text}": getattr(story, f"public_{text}") for text in TEXTS}

    sent(client, story, {**data, "content_note": "Hard.", "version": story.version, "do": "save"})

    story.refresh_from_db()
    assert (story.content_note, story.public_language) == ("Hard.", "pl")


def test_saying_the_language_alone_takes_no_yes_back_and_can_be_published(client, moderator):
    story = make_published_story(**told())
    Story.objects.filter(pk=story.pk).update(agreed_at=story.published_at)

    save(client, story, public_language="pa")

    story.refresh_from_db()
    assert story.agreed_at is not None
    assert publishing.differs(story)
    story.publish_changes(moderator)
    assert Publication.objects.get(pk=story.pk).public_language == "pa"


def test_nobody_said_so_changed_words_are_taken_for_english():
    """A release before this one, or a row that was put right by hand."""
    story = make_waiting_story(**told())
    assert story.everybody_reads_in == "ur"

    story.public_happened = "We made a calm room."

    assert story.everybody_reads_in == "en"
    assert story.languages_to_choose[0] == ("", "Nobody has said: taken for English")


def test_when_private_words_go_the_language_of_the_public_ones_stays():
    story = make_published_story(**told())

    story.remove_private_details()

    story.refresh_from_db()
    assert (story.happened, story.everybody_reads_in) == ("", "ur")
    assert publishing.drawn(story).public_language == "ur"


def test_the_language_in_which_everybody_reads_it_is_no_translation():
    own = make_public()
    assert "ur" not in ways_for(own)
    assert "en" in ways_for(own)

    own.public_language = "en"

    assert "en" not in ways_for(own)
    assert "ur" in ways_for(own)


def test_its_teller_is_told_in_which_language_others_read_it(client, moderator):
    story = make_waiting_story(**told(email="a@example.org"))
    save(client, story, **ENGLISH, public_language="en")
    story.refresh_from_db()
    story.show_edits(moderator)

    page = client.get(story.get_follow_url())
    assertContains(page, "The words that others will read are in English.")
    held = data_rights.everything_held(story)
    assert "English" in str(held)

    public = make_published_story(**told())
    page = client.get(public.get_follow_url())
    assertContains(page, "These words are in Urdu (اردو).")
    assertContains(page, f'<dd lang="ur" dir="rtl">{URDU}</dd>', html=True)
    english = client.get(make_published_story().get_follow_url())
    assertNotContains(english, "These words are in")


def test_a_case_study_begins_in_the_language_of_the_story_it_is_made_from(moderator):
    story = make_published_story(**told())
    rung = make_rung()

    study = of_stories.begin(story, moderator)

    assert (study.language, study.title) == ("ur", URDU)
    study.rung_before = study.rung_after = rung
    for name, more in (("card", {"card": study.card}), ("case_study", {"study": study})):
        html = render_to_string(f"pages/case_studies/{name}.html", more)
        assert html.count('lang="ur" dir="rtl"') >= html.count(URDU) > 0


def test_what_nobody_named_is_marked_as_no_language():
    story = make_waiting_story(**told(language="other"))

    assert publishing.drawn(story).marked_language == ""
    with pytest.raises(ValidationError):
        Publication(public_language="u" * 11).clean_fields(exclude=["id"])
