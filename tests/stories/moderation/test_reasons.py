"""A reason is a code beside the words, and never read back out of a sentence."""

import ast
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from stories.following.shown import shown_to_teller
from stories.models import Story, StoryEvent
from stories.models.figures import Figure
from stories.models.reasons import DeclineReason, TakenDownReason, first_words
from stories.moderation import actions
from tests.support.factories import make_moderator, make_published_story, make_waiting_story
from tests.support.house import MODULES, name_of

Kind = StoryEvent.Kind
migration = import_module("stories.migrations.0003_reasons_as_codes")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reason", DeclineReason)
def test_a_story_that_is_not_published_keeps_the_code_and_the_words_apart(reason):
    story = make_waiting_story()

    actions.decline(story, make_moderator(), reason, "Something else. We have this story already.")

    event = story.events.get(kind=Kind.DECLINED)
    assert (event.reason, event.words) == (reason, "Something else. We have this story already.")
    assert Figure.objects.get(what=Figure.What.DECLINED).reason == reason
    assert shown_to_teller(story).words == f"{reason.label}. {event.words}"


@pytest.mark.parametrize("reason", TakenDownReason)
def test_a_story_that_is_taken_down_keeps_the_code_and_tells_it_in_words(reason):
    story, moderator = make_published_story(), make_moderator()

    actions.take_down(story, moderator, reason)

    event = story.events.get(kind=Kind.TAKEN_DOWN)
    assert (event.reason, event.words) == (reason, "")
    assert shown_to_teller(story).words == f"{reason.label}."


@pytest.mark.parametrize(
    "verb",
    [
        lambda: make_waiting_story().decline(make_moderator(), "photo"),
        lambda: make_waiting_story().decline(make_moderator(), ""),
        lambda: make_published_story().take_down(make_moderator(), "advert"),
        lambda: make_published_story().take_down(make_moderator(), "Asked."),
    ],
)
def test_a_verb_takes_no_reason_that_is_not_of_its_own_list(verb):
    with pytest.raises(ValueError, match="is not a valid"):
        verb()

    assert not Story.objects.filter(state__in=["declined", "withdrawn"]).exists()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("published", "other"), ("held", "identifies"), ("asked", "who_agrees")],
)
def test_the_database_refuses_a_reason_of_what_has_none(kind, reason):
    with pytest.raises(IntegrityError):
        make_waiting_story().events.create(kind=kind, reason=reason)


def test_the_labels_of_one_code_are_the_same_in_each_list():
    labels = [pair for reasons in first_words().values() for pair in reasons.items()]

    assert len({code for code, _ in labels}) == len(set(labels))


OLD = [
    (
        "declined",
        "Somebody could be recognised. Think of the school.",
        "identifies",
        "Think of the school.",
    ),
    ("declined", "It is an advert or spam.", "advert", ""),
    ("taken_down", "There is a worry about a photo. Sorry.", "photo", "Sorry."),
    ("taken_down", "A sentence of long ago", "other", "A sentence of long ago"),
    ("declined", "There is a worry about a photo.", "other", "There is a worry about a photo."),
    ("declined", "", "other", ""),
    ("held", "Something else.", "", "Something else."),
]


def test_what_was_written_as_a_sentence_before_becomes_a_code(monkeypatch):
    monkeypatch.setattr(migration, "ROWS", 2)
    story = make_waiting_story()
    old = [story.events.create(kind=kind, words=words) for kind, words, _, _ in OLD]

    migration.prose_into_codes(apps, connection.schema_editor())

    for event, (_, _, reason, words) in zip(old, OLD, strict=True):
        event.refresh_from_db()
        assert (event.reason, event.words) == (reason, words)


def test_the_way_back_loses_no_word():
    story = make_waiting_story()
    event = story.events.create(kind="declined", reason="advert", words="Thank you.")

    migration.codes_into_prose(apps, connection.schema_editor())

    event.refresh_from_db()
    assert (event.reason, event.words) == ("", "It is an advert or spam. Thank you.")


def test_what_the_release_before_still_writes_is_read_as_it_stands():
    story = make_waiting_story()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stories_storyevent (story_id, kind, at, words) VALUES (%s, 'declined', %s, %s)",
            [story.pk, story.submitted_at, "Something else. Sorry."],
        )

    assert story.events.get(kind=Kind.DECLINED).text == "Something else. Sorry."


def test_no_module_reads_a_code_back_out_of_a_label_or_a_sentence_of_an_event():
    """Not `text.startswith(reason.label)`, and not `name in event.words`."""
    assert [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if _takes_prose_apart(node)
    ] == []


def _takes_prose_apart(node) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        is_asked = node.func.attr in {"startswith", "endswith", "removeprefix", "partition", "index"}
        return is_asked and any(_is_prose(part) for part in (node.func.value, *node.args))
    if isinstance(node, ast.Compare):
        return any(isinstance(how, ast.In) for how in node.ops) and _is_prose(node.comparators[0])
    return False


def _is_prose(node) -> bool:
    names = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    return bool(names & {"label", "words", "get_reason_display"})
