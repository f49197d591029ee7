"""A child may always tell us: nobody else's yes is needed to be read, help is on every page, the words are a child's."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.limits import Limit
from coproduction_site.models import FOR_A_CHILD_NOW, UrgentNumber
from coproduction_site.reading_age import reading_age, words_of
from stories.models import Story
from stories.submission import drafts
from tests.stories.submission.test_words_of_telling import sentences
from tests.support import telling
from tests.support.factories import make_moderator, make_urgent_number, make_waiting_story
from tests.support.telling import CHECK, LATER, PAGES, THANKS, key_in, post, tell, write
from tests.tools import starter_content

pytestmark = pytest.mark.django_db
ALONE = {"young_person_agrees": "", "adult_agrees": "", "email": ""}
CHILD = {"teller": "young_person", "about_whom": "myself", "about_age": "under_13"} | ALONE
DANGER = "My dad hits me and I am scared to go home."
STILL = "You can still tell us."
SEND_NOW = "Send this now to somebody who keeps children safe"


@pytest.fixture(autouse=True)
def numbers(db):
    make_urgent_number(label="Someone is in danger now", number="999", order=1)
    make_urgent_number(label="Childline", number="0800 1111", order=2)
    make_urgent_number(label="Samaritans", number="116 123", order=3)


def is_helped(page) -> bool:
    text = page.content.decode()
    return all(part in text for part in (STILL, 'href="tel:999"', 'href="tel:08001111"'))


# Reading needs nobody else's yes


@pytest.mark.parametrize("age", ["under_13", "13_15", "16_17", "adult"])
@pytest.mark.parametrize("whom", ["myself", "my_child", "somebody"])
def test_a_story_can_be_sent_and_read_with_nobody_elses_yes(client, age, whom):
    page = tell(client, about_age=age, about_whom=whom, **ALONE)

    assertRedirects(page, THANKS)
    story = Story.objects.get()
    assert (story.state, story.adult_agrees) == ("waiting", False)


def test_a_child_of_12_alone_ticks_only_keep_and_read_and_is_thanked(client):
    assertRedirects(write(client, **CHILD), CHECK)
    assertNotContains(client.get(CHECK), "parental responsibility")
    assertRedirects(client.post(CHECK), THANKS)

    assertContains(client.get(THANKS), "Thank you for your story")


@pytest.mark.parametrize("tick", ["consent_publish", "consent_training", "consent_press"])
def test_what_others_see_still_needs_both(client, tick):
    page = write(client, **CHILD | {tick: "on"})

    assert telling.wrong_fields(page) == {"young_person_agrees", "adult_agrees"}
    assertContains(page, "You can still tell us.")
    assertContains(page, "Then we read it, and nobody else does.")


@pytest.mark.parametrize("age", ["under_13", "13_15", "16_17"])
@pytest.mark.parametrize("whom", ["myself", "my_child", "somebody"])
def test_nobody_is_asked_not_to_send_it(client, age, whom):
    write(client, upto="consent", about_age=age, about_whom=whom)

    wrong = {"consent_publish": "on", "consent_read": "on"}
    for page in (client.get(PAGES["consent"]), client.post(PAGES["consent"], wrong, follow=True)):
        assertNotContains(page, "don’t send")
        assertNotContains(page, "don&#x27;t send")


def test_the_paper_says_that_reading_needs_nobody_else(client):
    assertContains(client.get("/stories/share/template/"), "You can always send us your story.")


# Help on every page


def walk_of(client, **details) -> dict:
    """Every page from the second question to the thank-you, each as it is shown."""
    write(client, **details)
    pages = {slug: client.get(address) for slug, address in PAGES.items()}
    pages |= {"pictures": client.get("/stories/share/pictures/"), "check": client.get(CHECK)}
    pages |= {"later": client.get(LATER)}
    client.post(LATER, {"key": key_in(pages["who"]), "email": "kim@example.org"})
    pages |= {"later sent": client.get("/stories/share/later/sent/")}
    client.post(CHECK)
    return pages | {"thanks": client.get(THANKS)}


@pytest.mark.same_on_any_database
@pytest.mark.parametrize(
    "details",
    [
        CHILD,
        {"teller": "young_person", "about_whom": "my_child"},
        {"teller": "other", "about_whom": "myself", "about_age": "16_17"},
        {"about_age": "adult", "about_whom": "somebody", "better": DANGER},
    ],
)
def test_every_page_shows_whom_to_ring_to_a_child_and_where_words_hint_at_danger(client, details):
    pages = walk_of(client, **details)

    assert [name for name, page in pages.items() if not is_helped(page)] == []


def test_an_adult_who_tells_of_no_danger_walks_as_before(client):
    pages = walk_of(client, about_age="adult", about_whom="myself")

    assert [name for name, page in pages.items() if STILL in page.content.decode()] == []
    assert [name for name, page in pages.items() if SEND_NOW in page.content.decode()] == []


def test_every_page_that_says_no_shows_whom_to_ring(client, settings, monkeypatch):
    write(client, upto="story", **CHILD)
    words = telling.answers(**CHILD) | {"happened": DANGER, "language": "none of ours"}
    refused = post(client, "story", words)
    strict = Client(enforce_csrf_checks=True)
    left_open = post(strict, "story", words)
    settings.RATE_LIMITS = True
    cache.clear()
    monkeypatch.setattr(drafts, "BEGINNING", Limit("test-begun", times=0, minutes=60))
    too_many = post(Client(), "story", telling.answers(**CHILD) | {"happened": DANGER})

    assert [page.status_code for page in (refused, left_open, too_many)] == [200, 403, 429]
    for page in (refused, left_open, too_many):
        assert is_helped(page)
        assertContains(page, SEND_NOW, status_code=page.status_code)
        assertContains(page, DANGER, status_code=page.status_code)


def test_an_error_page_within_telling_shows_whom_to_ring_and_no_other_does(client):
    lost = client.get("/stories/share/no-such-page/")

    assert lost.status_code == 404
    assert 'href="tel:999"' in lost.content.decode()
    assert 'href="tel:08001111"' in lost.content.decode()
    assertNotContains(client.get("/no-such-page/"), "tel:999", status_code=404)


def test_the_numbers_of_the_error_pages_are_those_of_the_site():
    starter_content.load()
    shown = {
        row.number.replace(" ", "") for row in UrgentNumber.objects.shown() if row.is_for_a_child_now
    }
    page = Client().get("/stories/share/no-such-page/").content.decode()

    assert shown == FOR_A_CHILD_NOW
    assert all(f'href="tel:{number}"' in page for number in shown)


def test_whoever_opens_this_device_next_does_not_see_that_words_hint_at_danger(client):
    write(client, upto="more", happened=DANGER)

    page = client.get("/stories/share/write/")

    assertNotContains(page, SEND_NOW)
    assertNotContains(page, STILL)


# The words are the child's


def test_a_child_who_tells_their_own_story_is_spoken_to(client):
    own = walk_of(client, **CHILD)
    others = walk_of(Client(), about_age="13_15")

    assertContains(own["story"], "my friend")
    assertContains(own["more"], "you, two friends")
    assertContains(own["age"], "your birthday")
    assertContains(own["name"], "only if no one else can read your e-mails")
    assertContains(others["story"], "my son")
    for name, page in own.items():
        assert not any(
            part in page.content.decode()
            for part in ("my son", "or who it is about", "show who it is about")
        ), name


@pytest.mark.same_on_any_database
@pytest.mark.parametrize("details", [CHILD, CHILD | {"about_age": "13_15"}, {"about_age": "under_13"}])
def test_every_page_for_a_child_can_be_read_by_a_nine_year_old(client, details):
    starter_content.load()
    pages = walk_of(client, **details | {"happened": DANGER})
    write(Client(), upto="consent", **details)
    wrong = Client()
    write(wrong, upto="consent", **details)
    pages["consent, wrong"] = wrong.post(PAGES["consent"], {"consent_press": "on"})
    story = make_waiting_story(about_age="under_13", consent_publish=False)
    pages["follow, wrong"] = client.post(
        story.get_follow_url(), {"consent": "change", "consent_publish": "on"}
    )
    key = Story.objects.filter(happened=DANGER).first().key
    pages["sent now"] = client.post("/stories/share/send-now/", {"key": key})

    for name, page in pages.items():
        found = sentences(page)
        assert reading_age(found) <= 9, name
        assert [sentence for sentence in found if len(words_of(sentence)) > 20] == [], name


def test_a_moderator_cannot_publish_what_was_sent_to_be_read(client):
    tell(client, **CHILD)
    story = Story.objects.get()

    with pytest.raises(Exception, match="did not say yes to publishing"):
        story.publish(make_moderator())
