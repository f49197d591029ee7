"""How many files somebody has to read to follow one story over the desk."""

import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from tests.stories.moderation.test_moderation import desk, fresh, typed
from tests.support.factories import make_moderator, make_waiting_story

pytestmark = pytest.mark.django_db
HERE = Path(settings.BASE_DIR)
TESTS, TABLES, FINDER = HERE / "tests", HERE / "stories/models", HERE / "stories/finder"


def files_run(do) -> set[Path]:
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
    return {path for path in found if path.is_relative_to(HERE) and ".venv" not in path.parts}


def test_opening_a_story_and_publishing_it_runs_few_files(client, settings):
    """Counted: each file of ours in which a function runs while the story opens on the desk and is published.

    Not counted: what every screen of the desk runs, which is taken from its first page (the doors,
    the frame, the forms); the tables with their verbs and the finder of personal details, each of which
    is one room with one door; templates, settings and tests.
    """
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    story = make_waiting_story(email="teller@example.org")
    sent = typed(story, do="publish", criticality="0")

    frame = files_run(lambda: client.get(reverse("admin:index")))
    run = files_run(lambda: client.get(desk(story)))
    run |= files_run(lambda: client.post(desk(story), sent))

    assert fresh(story).state == "published"
    rooms = (TESTS, TABLES, FINDER)
    counted = {path for path in run - frame if not any(path.is_relative_to(room) for room in rooms)}
    print(sorted(str(p.relative_to(HERE)) for p in run), len(run), len(counted))
    assert len(counted) <= 1, sorted(str(path.relative_to(HERE)) for path in counted)
