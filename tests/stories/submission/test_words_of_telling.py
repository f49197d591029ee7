"""The words that families meet while they tell a story, follow it and read others': a nine-year-old can read them."""

import pytest
from bs4 import BeautifulSoup

from coproduction_site.reading_age import reading_age, sentences_of, words_of
from stories.models import Story
from stories.moderation import actions
from tests.house.test_words import LONGEST, OLDEST, blocks_of
from tests.support import telling
from tests.support.factories import make_awaited_response, make_moderator, make_waiting_story
from tests.tools import starter_content

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
PUBLIC = [
    "/stories/",
    "/stories/share/",
    "/stories/how-we-read/",
    "/stories/local-offer/",
    "/stories/you-said-we-did/",
    "/stories/share/ring-me/",
    "/stories/share/ring-me/thanks/",
    "/stories/share/template/back/",
    "/stories/share/pictures/",
    "/charter/sign/",
    "/charter/status/",
    "/charter/signed/",
]
NAMES = ("Wolverhampton", "SEND Wolves", "NHS", "City of", "Changing Our Lives", "Black Country")


@pytest.fixture(autouse=True)
def _starter_content(db):
    starter_content.load()


def sentences(page) -> list[str]:
    """Without names of organisations, which are as long as they are, and each mistake as it stands at its box."""
    soup = BeautifulSoup(page.content, "html.parser")
    for summary in soup.select(".error-summary"):
        summary.decompose()
    blocks = [block for block in blocks_of(str(soup)) if not block.startswith(NAMES)]
    return [sentence for block in blocks for sentence in sentences_of(block)]


def faults_of(pages) -> dict:
    found = {}
    for name, page in pages.items():
        assert page.status_code == 200, name
        said = sentences(page)
        age = round(reading_age(said), 1)
        long = [sentence for sentence in said if len(words_of(sentence)) > LONGEST]
        if age > OLDEST or long:
            found[name] = (age, long)
    return found


def test_public_pages_of_stories_and_the_charter_are_easy_to_read(client):
    assert faults_of({address: client.get(address) for address in PUBLIC}) == {}


def test_every_question_page_is_easy_to_read_empty_wrong_and_filled(client):
    pages = {}
    for slug in telling.PAGES:
        other = type(client)()
        telling.write(other, upto=slug)
        pages[slug] = other.get(telling.PAGES[slug])
        wrong = other.post(telling.PAGES[slug], {"title": "", "email": "no", "website": "x"})
        if wrong.status_code == 200:
            pages[f"{slug}, wrong"] = wrong
    telling.write(client)
    for name in ["look", "files"]:
        pages[name] = client.get(f"/stories/share/{name}/")
    client.post("/stories/share/look/")
    pages["check"] = client.get(telling.CHECK)
    client.post(telling.CHECK)
    pages["thanks"] = client.get(telling.THANKS)

    assert len(pages) > 15
    assert faults_of(pages) == {}


def test_the_page_of_a_teller_is_easy_to_read_in_every_state(client):
    moderator = make_moderator()
    do = {
        "waiting": lambda story: None,
        "question": lambda story: actions.ask(story, moderator, "Is it better now?"),
        "with_teller": lambda story: actions.show_edits(story, moderator),
        "safeguarding": lambda story: actions.hold(story, moderator, "Harm."),
        "declined": lambda story: actions.decline(story, moderator, "other", "Thank you."),
        "published": lambda story: actions.publish(story, moderator),
        "withdrawn": lambda story: story.withdraw(),
    }
    assert do.keys() == set(Story.State.values) - {"draft"}
    pages = {}
    for state, verb in do.items():
        story = make_waiting_story()
        verb(story)
        pages[state] = client.get(story.get_follow_url())
    pages["answered"] = client.get(make_awaited_response().story.get_follow_url())

    assert faults_of(pages) == {}
