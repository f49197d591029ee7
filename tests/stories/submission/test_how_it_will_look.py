"""Before it is sent, a teller sees the page as it may be, with what could tell who it is about."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Story
from tests.support import telling

pytestmark = pytest.mark.django_db
LOOK = "/stories/share/look/"
WORDS = "My son Tariq met Mrs Jones. Tariq smiled. Ring 01902 123456."


@pytest.fixture
def at_look(client):
    """Somebody who has answered everything and now looks."""
    telling.write(client, title="Tariq and the lamp", happened=WORDS, consent_publish="on")
    return client


def test_the_page_shows_the_story_with_marks_and_a_reason_for_each(at_look):
    page = at_look.get(LOOK)

    assertContains(page, '<mark class="detail">Tariq')
    assertContains(page, "Anybody could ring this number.")
    assertContains(page, 'value="telephone 01902 123456"')


def test_one_press_takes_a_name_out_of_every_part(at_look):
    page = at_look.post(LOOK, {"take_out": "name Tariq"})

    story = Story.objects.get()
    assert story.title == "My son and the lamp"
    assert "Tariq" not in story.happened
    assert story.happened == "My son met Mrs Jones. My son smiled. Ring 01902 123456."
    assertContains(page, "Taken out. It now says: “My son and the lamp”")
    assertNotContains(page, 'value="name Tariq"')


def test_it_suggests_and_never_blocks(at_look):
    assertRedirects(at_look.post(LOOK), telling.CHECK)

    assert Story.objects.get().happened == WORDS


def test_a_second_press_changes_nothing_more(at_look):
    for _ in range(2):
        at_look.post(LOOK, {"take_out": "name Tariq"})

    assert Story.objects.get().title == "My son and the lamp"


@pytest.mark.parametrize(
    "pressed", ["", "name", "name x", "nothing Tariq", "NAME \x00\x00", "name " + "x" * 9_000]
)
def test_what_no_button_sends_changes_nothing(at_look, pressed):
    page = at_look.post(LOOK, {"take_out": pressed})

    assert page.status_code == 200
    assert Story.objects.get().happened == WORDS


def test_words_that_would_not_fit_any_more_are_left_as_they_are(client):
    telling.write(client, title=("Al " * 40).strip(), happened="My son Al.", consent_publish="on")

    page = client.post(LOOK, {"take_out": "name Al"})

    assertContains(page, "There is no room left in “Title”.")
    assert Story.objects.get().happened == "My son Al."


def test_somebody_else_sees_nothing_of_it(at_look):
    page = Client().get(LOOK, follow=True)

    assertNotContains(page, "Tariq")


def test_a_story_that_is_sent_is_changed_no_more(at_look):
    at_look.post(LOOK)
    at_look.post(telling.CHECK)

    at_look.post(LOOK, {"take_out": "name Tariq"})

    assert Story.objects.get().happened == WORDS


def test_nobody_gets_there_before_the_questions_are_answered(client):
    telling.write(client, upto="consent")

    assert client.get(LOOK).status_code == 302


def test_hostile_words_are_shown_as_words(client):
    telling.write(client, happened="<script>alert(1)</script> My son Tariq", consent_publish="on")

    page = client.get(LOOK)

    assertNotContains(page, "<script>alert")
    assertContains(page, "&lt;script&gt;")
