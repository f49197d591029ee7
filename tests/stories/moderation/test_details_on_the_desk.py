"""Likely personal details on the moderators' desk: marked, explained, and taken out everywhere."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from coproduction_site.finder.taking_out import without
from stories.models import TEXTS, Story
from tests.support import check
from tests.support.factories import (
    make_moderator,
    make_partner,
    make_published_story,
    make_site,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def desk(story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def typed(story, **changes) -> dict:
    story = fresh(story)
    boxes = {f"public_{text}": getattr(story, f"public_{text}") for text in TEXTS}
    return {**boxes, "content_note": story.content_note, "version": story.version, **changes}


def fresh(story) -> Story:
    return Story.objects.get(pk=story.pk)


def take_out(client, story, detail, **changes):
    return client.post(desk(story), typed(story, take_out=detail, **changes))


def take_out_own_word(client, story, words, kind="name", do="take_out"):
    own = {"take_out-words": words, "take_out-kind": kind}
    return client.post(desk(story), typed(story, do=do, **own))


def look(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def marks(where) -> list[str]:
    return [mark.find(string=True) for mark in where.select("mark")]


def test_likely_details_are_marked_in_the_tellers_words_and_in_the_copy(client, moderator):
    story = make_waiting_story(happened="My son Xander met Mrs Patel.")

    page = look(client.get(desk(story)))

    assert marks(page.select_one(".both__theirs .words:-soup-contains('Xander')")) == ["Xander", "Patel"]
    assert "(name?)" in page.select_one(".both__theirs mark").text
    listed = page.select("#personal-details li")
    assert marks(page.select_one("#personal-details")) == ["Xander", "Patel"]
    assert "stands beside words such as “my son”" in listed[0].text
    assert page.select_one("#details-heading").text == "2 likely personal details in the public copy"


def test_each_text_says_how_many_and_why_for_keyboard_and_screen_reader(client, moderator):
    story = make_waiting_story(happened="My son Xander goes to Low Hill Primary School.")

    summaries = [each.text for each in look(client.get(desk(story))).select(".details-in > summary")]

    assert summaries == [
        "2 likely personal details in their words",
        "2 likely personal details in the public copy",
    ]


def test_a_name_known_from_one_text_is_marked_in_all_of_them(client, moderator):
    story = make_waiting_story(
        title="Xander’s room", happened="My son Xander waited.", good="Xander sang."
    )

    item = look(client.get(desk(story))).select_one("#personal-details li")

    assert "name, 3 times" in item.text


def test_the_city_partners_and_public_numbers_are_not_marked(client, moderator):
    make_site(city="Bilston", contact_phone="01902 000111")
    make_partner(name="Sarah Hill Trust")
    story = make_waiting_story(happened="My son Bilston, Sarah Hill Trust, 01902 000111.")

    page = client.get(desk(story))

    assertContains(page, "0 likely personal details in the public copy")
    assertContains(page, "please read with your own eyes too")


def test_one_press_takes_a_detail_out_of_every_public_text(client, moderator):
    story = make_waiting_story(
        title="Xander at last",
        happened="My son Xander waited. XANDER’s bus came. Alexander did not.",
        good="xander sang.",
    )
    Story.objects.filter(pk=story.pk).update(content_note="Xander was ill")

    page = take_out(client, story, "name Xander")

    assertContains(page, "“Xander” was taken out 5 times. It now says: “My son at last”")
    after = fresh(story)
    assert after.public_title == "My son at last"
    assert after.public_happened == "My son waited. My son’s bus came. Alexander did not."
    assert (after.public_good, after.content_note) == ("My son sang.", "My son was ill")
    assert after.events.filter(kind="edited", by=moderator).count() == 1


def test_the_tellers_own_words_are_never_touched(client, moderator):
    story = make_waiting_story(happened="My son Xander waited.", shown_name="Xander")

    take_out(client, story, "name Xander", happened="Mine.")

    after = fresh(story)
    assert (after.happened, after.shown_name) == ("My son Xander waited.", "Xander")


def test_a_school_a_date_and_a_number_get_words_of_their_own(client, moderator):
    story = make_waiting_story(happened="Low Hill Primary School rang 07700 900123 on 3 May 2021.")
    buttons = look(client.get(desk(story))).select("#personal-details button[name=take_out]")

    for button in buttons:
        take_out(client, story, button["value"])

    assert fresh(story).public_happened == "Our school rang a phone number in May 2021."


def test_a_word_of_ones_own_is_taken_out_too(client, moderator):
    story = make_waiting_story(happened="The Batten  clinic. BATTEN CLINIC again.")

    take_out_own_word(client, story, " batten clinic ", kind="condition")

    assert fresh(story).public_happened == "The health condition. A health condition again."


def test_enter_in_the_box_for_a_word_takes_the_word_out(client, moderator):
    story = make_waiting_story(happened="Quill was there.")

    take_out_own_word(client, story, "Quill", do="save")

    assert fresh(story).public_happened == "Somebody was there."


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("Nobody Here", "name", "“Nobody Here” is not in the public copy."),
        ("", "name", "That word cannot be taken out."),
        ("a", "name", "One letter is too little"),
        ("planned", "nonsense", "Choose what stands in its place."),
        ("x" * 301, "name", "That word cannot be taken out."),
    ],
)
def test_what_cannot_be_taken_out_is_refused_in_words_and_nothing_is_lost(
    client, moderator, words, kind, said
):
    story = make_waiting_story(happened="We planned it.")
    own = {"take_out-words": words, "take_out-kind": kind, "ask-question": "Half a question"}

    page = client.post(desk(story), typed(story, do="take_out", public_good="Typed.", **own))

    assertContains(page, said)
    assertContains(page, "Half a question")
    assert look(page).select_one("#id_public_good").text.strip() == "Typed."
    assert fresh(story).version == story.version
    assert fresh(story).public_happened == "We planned it."


def test_everything_that_was_typed_is_kept(client, moderator):
    story = make_waiting_story(happened="My son Xander waited.")
    words = {
        "ask-question": "Half a question",
        "decline-words": "Half an answer",
        "take_out-words": "Qu",
    }

    page = take_out(client, story, "name Xander", public_good="Xander sang.", **words)

    assert fresh(story).public_good == "My son sang."
    for half in ("Half a question", "Half an answer"):
        assertContains(page, half)
    assert look(page).select_one("#id_take_out-words")["value"] == "Qu"
    assert fresh(story).state == "waiting"


def test_the_screen_that_answers_can_be_used_at_once(client, moderator):
    story = make_waiting_story(happened="My son Xander waited.")
    page = take_out(client, story, "name Xander")

    version = page.context["copy"]["version"].value()
    check.sent(client, story, typed(story, do="publish", version=version))

    assert fresh(story).state == "published"


def test_a_button_pressed_twice_or_a_page_loaded_again_is_no_mistake(client, moderator):
    story = make_waiting_story(happened="My son Xander waited.")
    sent = typed(story, take_out="name Xander")

    client.post(desk(story), sent)
    again = client.post(desk(story), sent)

    assertNotContains(again, "This was not done")
    assert fresh(story).events.filter(kind="edited").count() == 1


def test_a_stale_page_takes_nothing_out_and_shows_both_versions(client, moderator):
    story = make_waiting_story(happened="My son Xander waited.")
    opened = typed(story)
    colleague = Client()
    colleague.force_login(make_moderator())
    colleague.post(desk(story), typed(story, do="save", public_good="Theirs, saved first."))

    page = client.post(
        desk(story), {**opened, "take_out": "name Xander", "public_good": "Mine, typed meanwhile."}
    )

    assertContains(page, "Somebody else changed this")
    assertContains(page, "Theirs, saved first.")
    assertContains(page, "Mine, typed meanwhile.")
    assert fresh(story).public_happened == "My son Xander waited."


def test_what_becomes_too_long_is_refused_and_stays_in_its_box(client, moderator):
    story = make_waiting_story(title="Xander " * 17)

    page = take_out(client, story, "name Xander")

    assertContains(page, "The public copy needs another look.")
    assert "somebody" in look(page).select_one("#id_public_title")["value"]
    assert "Xander" in fresh(story).public_title


def test_what_is_taken_out_of_a_published_copy_is_gone_with_the_next_button(client, moderator):
    story = make_published_story(happened="My son Xander waited.")
    before = revision.current()

    page = take_out(client, story, "name Xander")
    assertContains(page, "The page still shows the earlier words.")
    check.sent(client, story, typed(story, do="publish_changes"))

    assert revision.current() > before
    assertNotContains(Client().get(story.get_absolute_url()), "Xander")


def test_when_nothing_can_be_changed_both_texts_are_marked_and_no_button_is_shown(client, moderator):
    story = make_published_story(happened="My son Xander waited.")
    story.take_down(moderator, "asked")

    page = look(client.get(desk(story)))

    assert marks(page) == ["Xander", "Xander"]
    assert not page.select("button[name=take_out]")
    assertContains(take_out(client, story, "name Xander"), "This cannot be done now")


def test_a_held_story_is_changed_by_nobody(client, moderator):
    story = make_waiting_story(happened="My son Xander waited.")
    story.hold(moderator, "Harm.")

    assert take_out(client, story, "name Xander").status_code == 404
    lead = Client()
    lead.force_login(make_user("Safeguarding leads"))
    take_out(lead, story, "name Xander")
    assert fresh(story).public_happened == "My son Xander waited."


@pytest.mark.parametrize(
    "pressed", ["", "name", " ", "name ", "x Xander", "\x00", "name \x00", "name (((["]
)
def test_a_button_that_does_not_exist_takes_nothing_out(client, moderator, pressed):
    story = make_waiting_story(happened="My son Xander waited.")

    assert take_out(client, story, pressed).status_code in {200, 302}
    assert fresh(story).public_happened == "My son Xander waited."


HOSTILE = """My son <b>Xander</b> <script>alert(1)</script>, Mrs O'Neil" onfocus="alert(2)
&lt;i&gt; Mr <img/src=x> x@example.org"><script>alert(3)</script>"""


def test_hostile_words_are_shown_as_text_inside_and_outside_of_marks(client, moderator):
    story = make_waiting_story(title='"><i>Mrs Quill', happened=HOSTILE)

    page = client.get(desk(story))
    refused = take_out_own_word(client, story, "<script>alert(9)</script>")

    for answer in (page, refused):
        assertNotContains(answer, "<script>alert")
        assertNotContains(answer, "<b>")
        assertNotContains(answer, "<img/")
        assertNotContains(answer, "<i>Mrs")
        assert not look(answer).select("[onfocus]")
    assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;")
    assert "O'Neil" in marks(look(page))


@pytest.mark.parametrize("former", ["[a name]", "[a school]", "[a health condition]", "[taken out]"])
def test_words_that_once_stood_in_place_of_a_detail_are_not_taken_apart(former):
    text = f"We met {former}."

    assert without(text, former.strip("[]"), "other") == (text, 0)


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("Jo, Joan and jo.", "Jo", "Somebody, Joan and somebody."),
        ("O’Neil and O'NEIL", "O'Neil", "Somebody and somebody"),
        ("ਗੁਰਪ੍ਰੀਤ ਗੁਰਪ੍ਰੀਤਾ", "ਗੁਰਪ੍ਰੀਤ", "Somebody ਗੁਰਪ੍ਰੀਤਾ"),
        ("Łukasz łukasz", "ŁUKASZ", "Somebody somebody"),
        ("@mia, not x@mia", "@mia", "Somebody, not x@mia"),
        ("Anna\nMaria", "Anna Maria", "Somebody"),
        (r"a\1b .* x", ".*", r"a\1b somebody x"),
    ],
)
def test_whole_words_are_taken_out_however_they_are_written(text, words, after):
    assert without(text, words, "name")[0] == after


def test_the_details_cost_the_same_however_many_there_are(
    client, moderator, django_assert_max_num_queries
):
    make_partner()
    story = make_waiting_story(happened="Mrs Patel met Mr Jones. " * 50)

    with django_assert_max_num_queries(36):
        client.get(desk(story))


def test_the_box_for_a_word_of_ones_own_offers_a_name_first(client, moderator):
    story = make_waiting_story(happened="My son Xander waited.")

    for page in (client.get(desk(story)), take_out(client, story, "name Xander")):
        assert look(page).select_one("#id_take_out-kind option[selected]")["value"] == "name"
