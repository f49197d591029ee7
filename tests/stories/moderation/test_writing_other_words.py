"""Staff write a public story in easy words or in another language: a draft first, and shown by whoever may publish."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import OtherWords, Story
from stories.moderation import actions
from tests.support import walk
from tests.support.factories import (
    make_moderator,
    make_partner,
    make_published_story,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
EASY = {"title": "A club", "text": "We met.\nWe made a plan."}


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def story():
    return make_published_story(
        title="Our club", happened="We planned it together.", email="a@example.org", in_other_words=True
    )


@pytest.fixture
def desk(client):
    client.force_login(make_moderator())
    return client


def address_of(story, way="easy") -> str:
    return reverse("admin:stories_story_other_words", args=[story.pk, way])


def screen_of(story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def colleague() -> Client:
    client = Client()
    client.force_login(make_moderator())
    return client


def press(client, story, button, words=EASY, way="easy", **more):
    """With the mark of the page as it is now, as somebody who has just opened it."""
    address = address_of(story, way)
    mark = walk.soup_of(client.get(address)).select_one("main input[name=version]")["value"]
    return client.post(address, {"do": button, "version": mark} | words | more)


def change_public_words(story) -> None:
    story.refresh_from_db()
    story.public_happened = "We planned it."
    story.save()
    story.publish_changes(make_moderator(), unasked="A name was in it.")


def test_a_draft_is_saved_then_shown_and_can_be_hidden_and_deleted(desk, story):
    assertContains(desk.get(screen_of(story)), "The teller said yes.")
    assertRedirects(press(desk, story, "save"), address_of(story))
    assertContains(desk.get(address_of(story)), "Nobody can see this yet.")
    assertNotContains(Client().get(story.get_absolute_url()), "We made a plan.")

    press(desk, story, "show")
    assertContains(Client().get(story.get_absolute_url()), "We made a plan.")
    assertContains(desk.get(screen_of(story)), "everybody can read it")

    assertNotContains(desk.get(address_of(story)), "Delete it")
    press(desk, story, "save")
    assertNotContains(Client().get(story.get_absolute_url()), "We made a plan.")
    assertContains(desk.get(address_of(story)), "Delete it")
    press(desk, story, "delete", words={})
    assert not OtherWords.objects.exists()
    kinds = [kind for kind in story.events.values_list("kind", flat=True) if kind.startswith("reword")]
    assert kinds == ["reworded", "reword_shown", "reworded", "reword_gone"]


def test_one_press_writes_and_shows(desk, story):
    press(desk, story, "show", words=EASY | {"made_by": "Ana"}, way="pl")

    words = OtherWords.objects.get()
    assert (words.way, words.made_by, words.is_shown) == ("pl", "Ana", True)


def test_pressed_twice_it_is_done_once(desk, story):
    page = walk.soup_of(desk.get(address_of(story)))
    mark = page.select_one("main input[name=version]")["value"]
    for _ in range(2):
        answer = desk.post(address_of(story), {"do": "show", "version": mark} | EASY)
        assertRedirects(answer, address_of(story))

    assert story.events.filter(kind="reword_shown").count() == 1
    press(desk, story, "delete", words={})
    again = desk.post(address_of(story), {"do": "delete", "version": mark})
    assertRedirects(again, address_of(story))


def test_of_two_who_write_the_second_is_told_and_keeps_their_words(desk, story):
    mark = walk.soup_of(desk.get(address_of(story))).select_one("main input[name=version]")["value"]
    press(colleague(), story, "save", words=EASY | {"text": "Of a colleague."})

    page = desk.post(address_of(story), {"do": "show", "version": mark} | EASY)

    assertContains(page, "This page has changed since you opened it")
    assertContains(page, "Of a colleague.")
    assertContains(page, "We made a plan.")
    assert not OtherWords.objects.public().exists()


@pytest.mark.parametrize("button", ["save", "show"])
def test_words_for_a_story_that_changed_meanwhile_are_not_taken(desk, story, button):
    mark = walk.soup_of(desk.get(address_of(story))).select_one("main input[name=version]")["value"]
    change_public_words(story)

    page = desk.post(address_of(story), {"do": button, "version": mark} | EASY)

    assertContains(page, "This page has changed since you opened it")
    assertContains(page, "We made a plan.")
    assert not OtherWords.objects.exists()


def test_what_is_behind_waits_on_the_desk_and_is_shown_again_by_one_press(desk, story):
    press(desk, story, "show")
    change_public_words(story)

    queue = reverse("admin:stories_story_changelist")
    assertContains(desk.get(reverse("admin:index")), "Easy words or a translation to look at again")
    assertContains(desk.get(queue, {"state": "words_behind"}), story.reference)
    assertContains(desk.get(screen_of(story)), "It is hidden until you look at it")
    assertContains(desk.get(address_of(story)), "so this is hidden")
    press(desk, story, "show")

    assertContains(Client().get(story.get_absolute_url()), "We made a plan.")
    assertNotContains(desk.get(queue, {"state": "words_behind"}), story.reference)


@pytest.mark.parametrize("words", [{}, {"title": "A club", "text": "  \n "}, {"text": "We met."}])
def test_empty_words_are_refused_in_a_sentence(desk, story, words):
    page = press(desk, story, "show", words=words)

    assertContains(page, "Please fill this in.")
    assert not OtherWords.objects.exists()


def test_enormous_words_are_refused_with_every_word_still_in_the_box(desk, story):
    text = "We met again. " * 3_000

    page = press(desk, story, "save", words=EASY | {"text": text})

    assertContains(page, "There is room for 30000.")
    assertContains(page, "We met again. We met again.")
    assert not OtherWords.objects.exists()


def test_hard_words_are_said_and_do_not_stop_anybody(desk, story):
    long = " ".join(["word"] * 16)
    press(
        desk, story, "save", words=EASY | {"text": f"{long}.\nNevertheless, considerable complications."}
    )

    page = desk.get(address_of(story))
    assertContains(page, "This sentence has 16 words")
    assertContains(page, "It reads as for somebody of")
    press(desk, story, "show", words=EASY | {"text": f"{long}."})
    assert OtherWords.objects.public().exists()

    press(desk, story, "save", way="pl", words=EASY | {"text": f"{long}."})
    assertNotContains(desk.get(address_of(story, "pl")), "This sentence has")


def test_a_likely_detail_is_shown_and_somebody_says_that_it_may_stay(desk, story):
    words = EASY | {"text": "Ring Tom Miller on 07700 900123."}

    page = press(desk, story, "show", words=words)

    assertContains(page, "Look at the likely personal details below.")
    assertContains(page, "07700 900123</mark>")
    assert not OtherWords.objects.exists()
    press(desk, story, "save", words=words)
    press(desk, story, "show", words=words, may_stay="on")
    assert OtherWords.objects.public().exists()


def test_where_two_people_read_the_story_two_people_read_its_other_words(desk):
    story = make_published_story(about_age="under_13", in_other_words=True)

    assertContains(press(desk, story, "show"), "Two people must say yes")
    press(desk, story, "save")
    assertContains(press(desk, story, "show"), "Two people must say yes")
    assert not OtherWords.objects.public().exists()

    press(colleague(), story, "show")
    assert OtherWords.objects.public().exists()


@pytest.mark.parametrize("roles", [[], ["Content editors"]])
def test_whoever_does_not_moderate_writes_and_asks_nothing(story, roles):
    client = Client()
    client.force_login(make_user(*roles, is_staff=bool(roles)))

    for address in (
        address_of(story),
        reverse("admin:stories_story_ask_for_other_words", args=[story.pk]),
    ):
        client.get(address)
        client.post(address, {"do": "show", "version": story.version} | EASY)

    assert not OtherWords.objects.exists()
    assert not story.events.filter(kind__startswith="reword").exists()


def test_a_partner_and_a_stranger_write_nothing(story):
    member = Client()
    member.force_login(make_user())
    make_partner()
    for client in (Client(), member):
        client.post(address_of(story), {"do": "show", "version": "0-"} | EASY)

    assert not OtherWords.objects.exists()


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_published_story(),
        lambda: make_waiting_story(in_other_words=True),
        lambda: taken_back(),
    ],
    ids=["no yes", "not public", "taken back"],
)
def test_without_a_yes_or_a_public_story_there_is_no_page_to_write_on(desk, make):
    story = make()

    page = desk.get(address_of(story), follow=True)

    assertContains(page, "Its teller has not said yes to this")
    desk.post(address_of(story), {"do": "show", "version": "0-"} | EASY)
    assert not OtherWords.objects.exists()


def taken_back():
    story = make_published_story(in_other_words=True)
    story.withdraw()
    return story


def test_a_held_story_is_read_by_leads_alone_and_written_by_nobody(desk, story):
    actions.hold(story, make_moderator(), "Look into it.")

    assert desk.get(address_of(story)).status_code == 404


@pytest.mark.parametrize("way", ["xx", "other", "bfi", "en"])
def test_there_is_a_page_for_known_ways_only(desk, story, way):
    page = desk.get(address_of(story, way), follow=True)

    assertNotContains(page, "Show it to everybody", status_code=page.status_code)


def ask(client, story, **changes):
    story.refresh_from_db()
    address = reverse("admin:stories_story_ask_for_other_words", args=[story.pk])
    return client.post(address, {"version": story.version} | changes, follow=True)


def test_a_teller_who_was_never_asked_is_asked_by_one_press_and_once(desk):
    story = make_published_story(email="teller@example.org")
    assertContains(desk.get(screen_of(story)), "Ask the teller")
    mail.outbox.clear()

    version = Story.objects.get().version
    ask(desk, story)
    ask(desk, story, version=version)
    told = ask(colleague(), story)

    assertContains(told, "Its teller was asked before")
    assertContains(told, "The teller was asked on")
    [letter] = mail.outbox
    assert letter.to == ["teller@example.org"]
    assert story.get_follow_url() in letter.body
    assert not Story.objects.get().in_other_words


def test_a_press_on_a_page_that_is_out_of_date_asks_nobody(desk):
    story = make_published_story(email="teller@example.org")
    mail.outbox.clear()

    ask(desk, story, version=story.version + 7)

    assert mail.outbox == []


def test_a_teller_without_an_address_is_not_written_to(desk):
    story = make_published_story(email="")
    page = desk.get(screen_of(story))

    assertContains(page, "They left no address")
    assertNotContains(page, "Ask the teller")
