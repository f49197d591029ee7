from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.support.factories import (
    date_publication,
    make_ladder,
    make_page,
    make_partner,
    make_published_story,
    make_waiting_story,
)


def test_the_front_page_says_what_the_site_is_and_asks_the_question(client, db):
    make_page(slug="home", title="Decide together", summary="As equals.", body="<p>Is it for you?</p>")
    make_ladder()

    page = client.get("/")

    for words in ["Decide together", "As equals.", "Is it for you?", "Where are you on the ladder?"]:
        assertContains(page, words)
    assertContains(page, reverse("stories:start"))
    assertContains(page, reverse("ladder:rung", args=["co-production"]))


def test_the_front_page_opens_before_anything_has_been_written(client, db):
    assertContains(client.get("/"), "No stories yet")


def test_the_front_page_shows_the_three_newest_published_stories(client, db):
    for title in ["The first", "The second", "The third", "The fourth"]:
        make_published_story(title=title)
    make_waiting_story(title="Nobody read this yet")

    page = client.get("/")

    for title in ["The second", "The third", "The fourth"]:
        assertContains(page, title)
    assertNotContains(page, "The first")
    assertNotContains(page, "Nobody read this yet")


def test_stories_that_staff_chose_come_first_on_the_front_page(client, db):
    chosen = make_published_story(title="The chosen one")
    for title in ["A newer one", "A still newer one", "The newest one"]:
        make_published_story(title=title)
    date_publication(chosen, featured_at=timezone.now())

    words = client.get("/").content.decode()

    assert words.index("The chosen one") < words.index("The newest one")
    assert "A still newer one" in words
    assert "A newer one" not in words


def test_a_chosen_story_that_is_taken_back_leaves_the_front_page(client, db):
    chosen = make_published_story(title="The chosen one")
    date_publication(chosen, featured_at=timezone.now())
    assertContains(client.get("/"), "The chosen one")

    chosen.withdraw()

    assertNotContains(client.get("/"), "The chosen one")


def test_the_front_page_names_the_partners_of_today(client, db):
    make_partner(name="A forum")
    make_partner(name="An old forum", standing="former")
    make_partner(name="A hidden forum", is_listed=False)

    page = client.get("/")

    assertContains(page, "A forum")
    assertNotContains(page, "An old forum")
    assertNotContains(page, "A hidden forum")


def test_the_front_page_costs_the_same_however_much_there_is(client, db, django_assert_num_queries):
    make_page(slug="home", in_footer=True)
    ladder = make_ladder()
    for rung in ladder[:2]:
        make_published_story(rung=rung)
        make_partner()
        make_page(in_menu=True)
        with django_assert_num_queries(5):
            client.get("/")
