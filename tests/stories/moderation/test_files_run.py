"""How many files somebody has to read to follow one story over the desk."""

import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.stories.moderation.test_moderation import desk, fresh, typed
from tests.support.check import sent
from tests.support.factories import make_moderator, make_waiting_story

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
HERE = Path(settings.BASE_DIR)
GROUND, WORKFLOW = "coproduction_site/", "coproduction_site/workflow/"
ROOMS_OF_THEIR_OWN = (
    "tests/",
    "stories/models/",
    "partners/models/",
    "pages/context.py",
    "stories/submission/checked.py",  # On every page.
)


def is_counted(path: str) -> bool:
    if path.startswith(GROUND):
        return path.startswith(WORKFLOW)
    return not path.startswith(ROOMS_OF_THEIR_OWN)


def files_run(do) -> set[str]:
    """Our own Python files in which a function runs; what only runs because it is imported is not counted."""
    found = set()

    def note(frame, event, argument):
        if event == "call" and frame.f_code.co_name != "<module>":
            found.add(Path(frame.f_code.co_filename))

    sys.setprofile(note)
    try:
        do()
    finally:
        sys.setprofile(None)
    ours = (path for path in found if path.is_relative_to(HERE) and ".venv" not in path.parts)
    return {path.relative_to(HERE).as_posix() for path in ours}


def test_opening_a_story_and_publishing_it_runs_at_most_twenty_one_files(client, settings):
    """Counted: each file of ours in which a function runs while a story opens on the desk and is published,
    in the rooms of the apps and in the ground's `workflow`.

    Not counted: the rest of the ground and the menu, which every page stands on; the tables with their verbs,
    and the finder of personal details, of which each is a room of its own; templates, settings and tests.
    One of the twenty-one is what everybody can find of the story.
    """
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    open_and_publish(client)  # So that what is imported at the first use has been imported.

    run = files_run(lambda: open_and_publish(client))

    counted = sorted(path for path in run if is_counted(path))
    assert "stories/moderation/views.py" in counted
    assert len(counted) <= 21, "\n".join(counted)


def open_and_publish(client) -> None:
    story = make_waiting_story(email="teller@example.org")
    client.get(desk(story))
    sent(client, story, typed(story, do="publish", criticality="0"))
    assert fresh(story).state == "published"
