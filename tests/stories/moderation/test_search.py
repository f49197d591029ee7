"""The box above the list of stories: whom it finds, whom it never finds, and that nothing asked of it is an error."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import User
from coproduction_site.search import index
from coproduction_site.search.models import SearchEntry
from stories.following import data_rights
from stories.models import Story, search_put_right
from stories.models.typing_verbs import TITLE_OF_PAGES
from stories.moderation import actions
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/stories/story/"
SECRET = "Xyzzyberry"


@pytest.fixture(autouse=True)
def desk_without_mfa(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def desk(client):
    client.force_login(make_moderator())
    return client


@pytest.fixture
def lead(client):
    client.force_login(make_user("Moderators", "Safeguarding leads"))
    return client


def search(client, query, **more):
    return client.get(f"{LIST}?{urlencode({'q': query, **more})}")


def found(client, query, **more) -> set[str]:
    return {story.title for story in search(client, query, **more).context["cl"].result_list}


def tokens() -> str:
    """Of the desk: what everybody finds is written from what is public."""
    of_the_desk = SearchEntry.objects.filter(audience=SearchEntry.Audience.DESK)
    return " ".join(of_the_desk.values_list("tokens", flat=True))


@pytest.mark.parametrize("query", ["ramp", "RAMP park", "ra", "the ramp at", "Ramp, park!"])
def test_a_story_is_found_by_the_beginnings_of_the_words_of_its_title(desk, query):
    make_waiting_story(title="The ramp at the park")
    make_waiting_story(title="Library")

    assert found(desk, query) == {"The ramp at the park"}


def test_a_reference_is_found_however_it_is_written_down(desk):
    story = make_waiting_story(title="Ramp")
    make_waiting_story(title="Library")
    first, last = story.reference.split("-")

    for query in (
        f"{first}-{last}",
        f"{first} {last}",
        f"{first}{last}",
        f" {first}–{last} ".lower(),
        first,
    ):
        assert found(desk, query) == {"Ramp"}, query


def test_a_story_is_found_by_the_title_that_the_public_reads_too(desk):
    story = make_waiting_story(title="Ramp at Jo’s school")
    Story.objects.filter(pk=story.pk).update(public_title="Ramp at a school")
    Story.objects.get(pk=story.pk).note_edited(make_moderator())

    assert found(desk, "jo") == found(desk, "ramp a") == {"Ramp at Jo’s school"}


def test_a_search_looks_in_every_state_unless_one_is_chosen(desk):
    moderator = make_moderator()
    make_waiting_story(title="Ramp waits")
    actions.decline(make_waiting_story(title="Ramp declined"), moderator, "other", "Thank you.")
    make_published_story(title="Ramp published")
    make_waiting_story(title="Ramp taken back").withdraw()
    make_draft(title="Ramp draft")

    assert found(desk, "ramp") == {
        "Ramp waits", "Ramp declined", "Ramp published", "Ramp taken back",
    }  # fmt: skip
    assert found(desk, "ramp", state="declined") == {"Ramp declined"}
    assert found(desk, "ramp", state="waiting", channel="paper") == set()


def test_pages_are_found_by_their_title_once_they_are_typed_in(desk):
    story = make_draft(title="")
    story.ask_to_type("test")
    answers = {
        name: getattr(story, name) for name in ("happened", "good", "better", "changed", "took_part")
    }
    assert found(desk, TITLE_OF_PAGES) == {TITLE_OF_PAGES}

    story.type_in(make_moderator(), story.version, {"title": "Ramp", **answers}, [])

    assert (found(desk, "paper"), found(desk, "ramp")) == (set(), {"Ramp"})


# What is held


def hold(story):
    actions.hold(story, make_moderator(), "Somebody may not be safe.")
    return Story.objects.get(pk=story.pk)


def test_no_word_of_a_held_story_is_in_the_index():
    hold(make_waiting_story(title=SECRET))
    hold(make_published_story(title=SECRET))
    hold(make_waiting_story(title=SECRET)).withdraw()
    make_waiting_story(title=SECRET).disclose()
    draft = make_draft(title=SECRET)
    draft.disclose()

    assert SearchEntry.objects.count() == 0
    assert SearchEntry.objects.newest("desk", "story", SECRET) == []


def test_a_held_story_is_found_by_leads_alone(client):
    story = hold(make_waiting_story(title="Ramp held"))
    client.force_login(make_moderator())
    for query in ("ramp", story.reference):
        assert found(client, query) == set()

    client.force_login(make_user("Moderators", "Safeguarding leads"))
    for query in ("ramp", "HELD ra", story.reference, story.reference.replace("-", "").lower()):
        assert found(client, query) == {"Ramp held"}, query
    assert found(client, "amp") == set()


def test_who_opened_a_held_story_in_an_emergency_finds_it_by_its_reference(client):
    story = hold(make_waiting_story(title="Ramp held"))
    other = hold(make_waiting_story(title="Ramp too"))
    reader = make_user("Moderators")
    reader.user_permissions.add(Permission.objects.get(codename="break_glass"))
    reader = User.objects.get(pk=reader.pk)
    story.break_glass(reader, "A child is in danger now.")
    client.force_login(reader)

    assert found(client, story.reference) == {"Ramp held"}
    assert found(client, other.reference) == set()


def test_a_story_that_is_released_is_found_again(desk):
    story = hold(make_waiting_story(title="Ramp"))
    assert found(desk, "ramp") == set()

    story.release(make_user("Moderators", "Safeguarding leads"), "All is well.")

    assert found(desk, "ramp") == {"Ramp"}


def test_a_story_taken_back_while_it_was_held_stays_in_no_index_when_it_is_brought_back():
    story = hold(make_waiting_story(title=SECRET))
    story.withdraw()
    story.bring_back()

    assert SearchEntry.objects.count() == 0


# What is gone


def test_no_word_of_an_erased_story_is_in_the_index():
    story = make_published_story(title=SECRET)
    assert SECRET.lower() in tokens()

    data_rights.erase(story)

    assert SearchEntry.objects.count() == 0


def test_private_words_of_an_old_story_are_found_no_more(settings):
    story = make_published_story(title=SECRET)
    Story.objects.filter(pk=story.pk).update(public_title="Clean title")
    story.refresh_from_db()
    data_rights.remove_private_details(story)

    assert SECRET.lower() not in tokens()
    assert "clean" in tokens()


def test_only_words_of_titles_and_references_are_in_the_index():
    """Of every other column with words, none."""
    words = dict.fromkeys(("happened", "good", "better", "changed", "took_part", "school"), SECRET)
    story = make_published_story(title="Ramp", email=f"{SECRET}@example.org", **words)
    story.note_edited(make_moderator())

    assert "ramp" in tokens()
    assert SECRET.lower()[:5] not in tokens()


def test_nothing_that_the_desk_finds_is_found_by_the_public():
    make_waiting_story(title="Ramp")

    assert SearchEntry.objects.newest("desk", "story", "ramp")
    assert SearchEntry.objects.newest("everybody", "story", "ramp") == []


# What is asked


HOSTILE = [
    *('"', "'", '"ramp', "ra*", "*", "ramp AND", "NOT", "(", "a:b", "\\", "%", "_", "ramp:*", "& |"),
    *("\x00", "ra\x00mp", "🦕", "🦕" * 500, "公園", "ਪਾਰਕ", "\u202eramp", "the of and", "…", "   "),
    *("a" * 10_000, "ramp " * 2_000, "teller@example.org", "§desk", "<script>"),
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_asked_is_an_error(desk, query):
    make_waiting_story(title="The ramp", email="teller@example.org")

    page = search(desk, query)

    assert page.status_code == 200
    assert {story.title for story in page.context["cl"].result_list} <= {"The ramp"}


def test_a_search_that_finds_nothing_says_so_kindly(desk):
    make_waiting_story(title="The ramp")

    assertContains(search(desk, "dinosaur"), "0 stories")


def test_an_address_of_a_teller_finds_nothing(desk):
    make_waiting_story(title="The ramp", email="teller@example.org")

    assert found(desk, "teller@example.org") == found(desk, "teller") == set()


def test_the_newest_of_very_many_are_shown_and_the_page_says_so(desk, monkeypatch):
    for number in range(4):
        make_waiting_story(title=f"Ramp {number}")
    assertNotContains(search(desk, "ramp"), "the newest")
    monkeypatch.setattr(index, "MOST", 4)

    assertContains(search(desk, "ramp"), "These are among the newest 4 stories with these words.")


# The daily comparison


def test_what_somebody_changed_by_hand_is_put_right_once(desk):
    stories = {name: make_waiting_story(title=name) for name in ("Ramp", "Lost", "Held", "Gone")}
    Story.objects.filter(pk=stories["Ramp"].pk).update(title="Slide", public_title="Slide")
    SearchEntry.objects.filter(number=stories["Lost"].pk).delete()
    Story.objects.filter(pk=stories["Held"].pk).update(state="safeguarding", held_at=timezone.now())
    stories["Gone"].events.all().delete()
    Story.objects.filter(pk=stories["Gone"].pk).delete()

    assert search_put_right.put_right() == 4
    assert search_put_right.put_right() == 0
    assert (found(desk, "ramp"), found(desk, "slide"), found(desk, "lost")) == (
        set(),
        {"Slide"},
        {"Lost"},
    )
    assert set(SearchEntry.objects.values_list("number", flat=True)) == {
        stories["Ramp"].pk,
        stories["Lost"].pk,
    }


def test_the_worker_compares_them_each_day(desk):
    make_waiting_story(title="Ramp")
    SearchEntry.objects.all().delete()

    call_command("work", once=True)

    assert found(desk, "ramp") == {"Ramp"}
