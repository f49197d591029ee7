"""All that is held about one story: its teller can download it, and it can be erased to the last word."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Attachment, Email, Log
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from stories import letters
from stories.following import data_rights
from stories.models import ORGANISATIONS, TEXTS, GoneAddress, Story, StoryEvent
from stories.moderation import actions
from tests.support.factories import (
    make_draft,
    make_member,
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_site,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
SECRET = "Xyzzyberry"
KEPT_BACK = {
    "id": "a number of ours",
    "key": "a number of ours",
    "version": "a number of ours",
    "follow_token": "it is the address of the page",
    "code": "nobody can read the four words from it, and we do not have them",
    "state": "in its own words, because a held story looks as if it waits",
    "held_at": "nobody is told that somebody looked into their safety",
    "disclosed_at": "nobody who opens the file is told to whom it went",
    "claimed_by": "names of staff",
    "claimed_at": "names of staff",
    "decided_by": "names of staff",
    "decided_at": "the history says it",
    "return_token": "it is the address of a page",
    "words_key": "made from the words, to find the same words again",
    "steps_done": "how far the form was filled in",
    "left_at": "how far the form was filled in",
    "typed_by": "names of staff",
    "approved_by": "names of staff",
    "approved_at": "the history says it",
    "changes_approved_by": "names of staff",
    "changes_approved_at": "the history says it",
    "risk": "a note between colleagues",
    "criticality": "a note between colleagues",
    "moderator_rung": "a note between colleagues",
    "has_criticism": "a note between colleagues",
    "has_health_detail": "a note between colleagues",
    "spam_reason": "a note between colleagues",
}


@pytest.fixture(autouse=True)
def letters_wait(settings):
    """As in real life: what is sent stands in the database."""
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"


def file_of(client, story) -> dict:
    return json.loads(client.get(reverse("stories:download", args=[story.follow_token])).content)


def make_full_story(**details) -> Story:
    """With a secret word wherever words can be."""
    words = (
        dict.fromkeys(TEXTS, SECRET)
        | dict.fromkeys(ORGANISATIONS, f"{SECRET} House")
        | {
            "email": f"{SECRET.lower()}@example.org",
            "shown_name": SECRET,
        }
    )
    story = make_waiting_story(**words, **details)
    letters.received(story)
    moderator = make_moderator()
    actions.ask(story, moderator, f"{SECRET}?")
    story.answer(SECRET)
    Story.objects.filter(pk=story.pk).update(content_note=SECRET)
    story.refresh_from_db()
    return story


# The file


def test_the_page_offers_all_that_is_held_as_one_file(client):
    story = make_waiting_story()
    address = reverse("stories:download", args=[story.follow_token])
    assertContains(client.get(story.get_follow_url()), f'href="{address}"')

    answer = client.get(address)

    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == f'attachment; filename="story-{story.reference}.json"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert client.post(address).status_code == 405


def test_the_file_says_everything_in_plain_words(client):
    make_site()
    voice = make_partner(name="Voice")
    make_member(voice)
    story = make_full_story(rung=make_rung(7), partners=[voice])
    actions.publish(story, make_moderator())

    told = file_of(client, story)

    assert told["Your story"]["Reference"] == story.reference
    assert told["Your story"]["Which rung of the ladder did it feel like?"] == "Co-production"
    assert told["Your story"]["Which organisations took part?"] == ["Voice"]
    assert told["Your story"]["Where it is now"] == "Published"
    assert told["Your own words"]["What happened?"] == SECRET
    assert (
        told["The copy that others may read"]["Its address on the website"] == story.get_absolute_url()
    )
    assert told["What you said yes to"]["We may publish it on this website"] == "Yes"
    assert [(each["What"], each["Who"], each.get("Words")) for each in told["What happened"]] == [
        ("Sent by the teller", "You", None),
        ("Question to the teller", "A moderator", f"{SECRET}?"),
        ("Answer from the teller", "You", SECRET),
        ("Published", "A moderator", None),
        (StoryEvent.Kind.INVITED.label, "A moderator", None),
    ]
    assert [each["Subject"].split(" (")[0] for each in told["Letters to you"]] == [
        "We have your story",
        "A question about your story",
        "Your story is on the website",
    ]


def test_no_name_of_staff_is_in_the_file(client):
    story, moderator = make_waiting_story(), make_moderator(name="Kimberley", email="kim@example.org")
    story.note_opened(moderator)
    story.claim(moderator)
    actions.publish(story, moderator)
    story.take_down(moderator, "other", "A note for colleagues")

    told = json.dumps(file_of(client, story))

    assert "Kimberley" not in told
    assert "kim@" not in told
    assert "A note for colleagues" not in told
    assert "A moderator" in told


def test_the_file_of_a_held_story_looks_like_one_that_waits(client):
    waiting, story = make_waiting_story(title="Same"), make_waiting_story(title="Same")
    story.hold(make_moderator(), "Harm at home")

    told = file_of(client, story)

    assert told["Your story"]["Where it is now"] == "Waiting to be read"
    assert [each["What"] for each in told["What happened"]] == ["Sent by the teller"]
    assert told.keys() == file_of(client, waiting).keys()
    for word in ("Harm", "eld to keep", "safeguard"):
        assert word not in json.dumps(told)

    story.release(make_user("Safeguarding leads"), "Harm is over")
    assert "arm" not in json.dumps(file_of(client, story)["What happened"])


def test_every_field_of_a_story_is_in_the_file_or_kept_back_for_a_reason():
    named = {
        *data_rights.ABOUT,
        *data_rights.WORDS,
        *data_rights.PUBLIC_COPY,
        *data_rights.CONSENT,
        *data_rights.DATES,
    }
    fields = {field.name for field in (*Story._meta.concrete_fields, *Story._meta.many_to_many)}

    assert fields == named | KEPT_BACK.keys()


def test_every_table_that_hangs_on_a_story_is_in_the_file():
    """A new one belongs in `everything_held`, and then here. Two hold notes of colleagues and earlier public words."""
    of_the_desk = {"KeptDetail", "CopyOfFirstYes"}
    tables = {relation.related_model.__name__ for relation in Story._meta.related_objects}
    told_to_nobody = {"Told", "SafeguardingAlert", "SafeguardingCase", "GlassBreak"}

    assert tables - told_to_nobody - of_the_desk == {
        "StoryEvent",
        "Response",
        "Photo",
        "Document",
        "LocalOfferComment",
        "CallRequest",
        "Retelling",
    }


@pytest.mark.parametrize("token", ["wrong", "a" * 43])
def test_a_wrong_key_gets_no_file(client, token):
    make_waiting_story()

    assert client.get(reverse("stories:download", args=[token])).status_code == 404


def test_neither_the_reference_nor_a_draft_gets_a_file(client):
    assert (
        client.get(reverse("stories:download", args=[make_waiting_story().reference])).status_code == 404
    )
    assert client.get(reverse("stories:download", args=[make_draft().follow_token])).status_code == 404


def test_letters_of_another_story_to_the_same_address_are_not_in_it(client):
    mine, other = make_waiting_story(), make_waiting_story()
    letters.received(mine)
    letters.received(other)
    EmailMessage(f"About {mine.reference}", "For colleagues", to=["staff@example.org"]).send()

    assert len(file_of(client, mine)["Letters to you"]) == 1


# Erased


def tables_with(word) -> list[str]:
    """Every table of the site with every column that can be read as text, whatever its kind."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            found += [
                f"{model.__name__}.{name}" for name, value in row.items() if word in f"{value}".lower()
            ]
    return found


STEPS = {
    "draft": [],
    "waiting": [],
    "published": ["publish"],
    "held": ["hold"],
    "held after it was published": ["publish", "hold"],
    "held and taken back": ["hold", "withdraw"],
    "declined": ["decline"],
    "withdrawn": ["publish", "withdraw"],
    "taken down": ["publish", "take_down"],
}
DO = {
    "publish": lambda story, user: actions.publish(story, user),
    "hold": lambda story, user: actions.hold(story, user, SECRET, who=SECRET, how="phone"),
    "decline": lambda story, user: actions.decline(story, user, "other", SECRET),
    "take_down": lambda story, user: actions.take_down(story, user, "other", SECRET),
    "withdraw": lambda story, user: story.withdraw(),
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS.keys())
def test_after_erasing_no_table_holds_a_word_of_it(steps, request):
    is_draft = "[draft]" in request.node.name
    story = make_draft(title=SECRET, happened=SECRET) if is_draft else make_full_story()
    for step in steps:
        DO[step](story, make_moderator())
    marks = [SECRET.lower(), story.reference.lower(), story.follow_token.lower()]
    assert all(tables_with(mark) for mark in marks)

    assert data_rights.erase(story)

    assert [found for mark in marks for found in tables_with(mark)] == []


def test_a_letter_goes_with_its_log_and_its_attachments(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    story = make_full_story()
    letter = Email.objects.first()
    Log.objects.create(email=letter, status=1, message=f"550 no such {SECRET}")
    attachment = Attachment.objects.create(name=SECRET, file=ContentFile(b"secret", name="a.txt"))
    attachment.emails.add(letter)
    assert [path for path in tmp_path.rglob("*") if path.is_file()]

    with django_capture_on_commit_callbacks(execute=True):
        data_rights.erase(story)

    assert tables_with(SECRET.lower()) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_letter_to_somebody_else_that_only_links_to_the_story_goes_too():
    story = make_published_story(title=SECRET)
    EmailMessage(
        "A story names you", f"Read it: {story.get_absolute_url()}", to=["p@example.org"]
    ).send()

    data_rights.erase(story)

    assert tables_with(SECRET.lower()) == []


def test_letters_and_stories_of_others_stay():
    mine, other = make_waiting_story(), make_waiting_story()
    letters.received(mine)
    letters.received(other)

    data_rights.erase(mine)

    assert list(Story.objects.all()) == [other]
    assert Email.objects.count() == 1


@pytest.mark.parametrize("steps", [["publish"], ["publish", "withdraw"], ["publish", "hold"]])
def test_what_was_public_answers_that_it_is_gone(client, steps):
    story = make_waiting_story()
    for step in steps:
        DO[step](story, make_moderator())
    address, before = story.get_absolute_url(), revision.current()

    data_rights.erase(story)

    assert client.get(address).status_code == 410
    assert client.get("/stories/another-address/").status_code == 404
    assert revision.current() > before


def test_what_was_never_public_leaves_nothing_behind(client):
    story, before = make_waiting_story(), revision.current()
    follow = story.get_follow_url()

    data_rights.erase(story)

    assert not GoneAddress.objects.exists()
    assert revision.current() == before
    assert client.get(follow).status_code == 404


def test_erasing_twice_is_once():
    story = make_published_story()
    again = Story.objects.get(pk=story.pk)

    assert data_rights.erase(story)
    assert not data_rights.erase(again)
    assert GoneAddress.objects.count() == 1


@pytest.mark.parametrize(
    "late",
    [
        lambda story: story.withdraw(),
        lambda story: actions.publish(story, make_moderator()),
        lambda story: actions.ask(story, make_moderator(), "Why?"),
        lambda story: story.claim(make_moderator()),
    ],
)
def test_whoever_decides_after_it_was_erased_is_told_and_leaves_no_letter(late):
    story = make_waiting_story()
    mine = Story.objects.get(pk=story.pk)
    data_rights.erase(story)

    with pytest.raises(ValidationError, match="erased"):
        late(mine)

    assert not Email.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_erased_four_times_and_taken_back_at_the_same_moment_it_is_gone_once():
    story = make_published_story()
    follow = story.get_follow_url()

    def erase(_):
        try:
            return data_rights.erase(Story(pk=story.pk))
        finally:
            connection.close()

    def withdraw(_):
        try:
            return Client().post(follow, {"withdraw": "yes", "sure": "yes"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        pressed = [pool.submit(withdraw, None) for _ in range(2)]
        erased = [pool.submit(erase, None) for _ in range(4)]

    assert sorted(each.result() for each in erased) == [False, False, False, True]
    assert {each.result() for each in pressed} <= {302, 404}
    assert not Story.objects.exists()
    assert GoneAddress.objects.count() == 1


def test_a_file_that_hangs_on_a_story_would_go_too():
    """`erase` looks for files by itself, so that a new table with pictures is not forgotten."""
    with_files = [
        relation.related_model
        for relation in Story._meta.related_objects
        if any(
            isinstance(field, models.FileField) for field in relation.related_model._meta.concrete_fields
        )
    ]

    assert all(relation._meta.get_field("story") for relation in with_files)


def test_the_page_says_when_a_story_is_deleted(client, settings):
    settings.WITHDRAWN_STORY_DAYS, settings.DECLINED_STORY_DAYS = 31, 91
    story, declined = make_waiting_story(), make_waiting_story()
    story.withdraw()
    actions.decline(declined, make_moderator(), "other", "Thank you.")

    last = f"{timezone.localdate() + timedelta(days=31):%-d %B %Y}"
    assertContains(client.get(story.get_follow_url()), f"We keep it until {last}.")
    assertContains(client.get(declined.get_follow_url()), "After 91 days we delete all of it.")
    assertNotContains(client.get(make_waiting_story().get_follow_url()), "we delete all of it")
