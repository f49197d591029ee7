"""A question page holds one question and nothing that leads astray."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from stories.models import Story
from tests.support.factories import make_ladder, make_partner, make_site, make_urgent_number
from tests.support.telling import (
    ASKING,
    CHECK,
    FIRST,
    LATER,
    PAGES,
    answers,
    part_of,
    read_for,
    tell,
    write,
)
from tests.support.walk import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
WALKED = ["pictures", "check", "later", "so_far", "write"]


@pytest.fixture
def walked(client):
    """Each page of the way to the check, by its name."""
    make_site()
    make_urgent_number()
    make_ladder()
    make_partner()
    write(client)
    pages = {slug: client.get(address) for slug, address in PAGES.items()}
    return pages | {name: client.get(reverse(f"stories:{name}")) for name in WALKED}


def test_there_is_no_menu_and_no_crumb_on_the_way(walked):
    for name, page in walked.items():
        soup = soup_of(page)
        assert not soup.select("nav"), name
        assert soup.select_one("header a.site-header__name")["href"] == "/", name
        assert "Talk to a person" in soup.select_one("footer").text, name


def test_a_page_that_is_no_question_keeps_its_menu(client, walked):
    for name in ("start", "ring_me"):
        assert soup_of(client.get(reverse(f"stories:{name}"))).select("nav"), name


def test_the_first_page_says_that_this_is_no_helpline_and_whom_to_ring(client, walked):
    assertContains(client.get(FIRST), "This is not a helpline")
    assertContains(client.get(FIRST), "999")


def test_each_page_asks_its_question_once(walked):
    for step in ASKING:
        soup = soup_of(walked[step.slug])
        heading = soup.select_one("h1").text.strip()
        asked = [
            tag.text.replace("(optional)", "").strip() for tag in soup.select("legend, label, h1, h2")
        ]
        assert len(soup.select("h1")) == 1
        assert asked.count(heading) == 1 + bool(soup.select("legend h1")), step.slug


@pytest.mark.parametrize("slug", ["age", "rung", "partners"])
def test_where_one_question_is_asked_its_legend_is_the_heading(walked, slug):
    legend = soup_of(walked[slug]).select_one("fieldset > legend")

    assert legend.select_one("h1").text == legend.text.strip()


@pytest.mark.parametrize("slug", ["who", "age", "story", "name", "consent"])
def test_each_error_stands_once_in_the_summary(client, slug):
    write(client, upto=slug, name_choice="shown", shown_name="", about_whom="my_child")
    if slug == "consent":
        write(client, upto=slug)

    page = client.post(
        PAGES[slug], {"name_choice": "shown", "consent_publish": "on", "opened": read_for(60, "")}
    )

    summary = soup_of(page).select_one(".error-summary")
    shown = [link.text.strip() for link in summary.select("a")]
    assert len(shown) == len(set(shown)) == sum(map(len, page.context["form"].errors.values())) > 0
    if slug in ("who", "age", "story"):
        assert not summary.select(".error-summary__field"), "what is missing names itself"


def test_a_message_that_does_not_name_its_question_stands_after_it(client):
    write(client, upto="story")

    page = client.post(PAGES["story"], {"happened": "x" * 10_001})

    assert soup_of(page).select_one(".error-summary__field").text == "What happened?"


def test_what_ends_something_stands_apart_from_what_goes_on(walked):
    """Beginning anew forgets a story on this device: folded away, behind the way on."""
    page = walked["write"].content.decode()

    assert (
        page.index("Go on with it") < page.index("<details") < page.index("Begin a new story</button>")
    )


# A name for the story


def test_a_story_without_a_name_is_called_by_its_first_words(client):
    write(client, title="", happened="We planned the calm room. Then we painted it.\nAll of us.")

    assertContains(client.get(PAGES["look"]), "We planned the calm room")
    check = client.get(CHECK)
    assertContains(check, "We planned the calm room (your first words)")
    assertContains(check, f'href="{PAGES["story"]}?change#id_title"')
    assert Story.objects.get().title == "", "it may still be changed"
    client.post(CHECK)

    story = Story.objects.get()
    assert (story.title, story.public_title) == ("We planned the calm room",) * 2


@pytest.mark.parametrize(
    ("happened", "title"),
    [
        ("Yes. It was good to be asked.", "Yes. It was good to be asked"),
        ("\n\n  One line only.  ", "One line only"),
        ("a word " * 30, "a word " * 8 + "a…"),
        ("x" * 200, "x" * 60 + "…"),
        ("كان يومًا جيدًا للجميع", "كان يومًا جيدًا للجميع"),
    ],
)
def test_first_words_are_a_sentence_or_as_much_as_there_is_room_for(client, happened, title):
    tell(client, title="", happened=happened)

    assert Story.objects.get().title == title


def test_a_name_that_was_given_stays(client):
    tell(client, title="My own name")

    assert Story.objects.get().title == "My own name"


def test_the_name_is_asked_after_the_story(client):
    write(client, upto="story")

    page = client.get(PAGES["story"]).content.decode()

    assert page.index('name="happened"') < page.index('name="title"')
    assert LATER not in part_of(answers(), "story")
