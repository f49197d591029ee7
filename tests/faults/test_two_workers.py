"""What one process publishes every worker shows a moment later; what it takes back is gone at the next request."""

import subprocess
import sys
import threading
import time

import pytest

from tests.support.house import ROOT
from tests.tools.server import wait_until

STORIES = 8
PUBLISH = """
import sys
from coproduction_site.models import User
from stories.models import Story
moderator = User.objects.create_user("moderator@example.org")
Story.objects.update(criticality=0)
for story in Story.objects.waiting():
    input()
    story.claim(moderator)
    story.publish(moderator)
    print(story.get_absolute_url(), flush=True)
    input()
    story.withdraw()
    print("taken back", flush=True)
"""


@pytest.mark.takes_long
def test_a_published_story_is_seen_by_everybody_and_one_taken_back_by_nobody(site):
    for number in range(STORIES):
        site.visitor().send_story(title=f"Story {number}", consent_publish="on")
    stopped = threading.Event()
    slowest = []
    readers = [threading.Thread(target=read, args=[site, stopped, slowest]) for _ in range(4)]
    for reader in readers:
        reader.start()

    try:
        with publisher(site) as moderator:
            for _ in range(STORIES):
                address = next_step(moderator)
                assert address.startswith("/stories/")
                wait_until(lambda address=address: all(address in text for text in lists(site)), 20)
                assert site.visitor().open(address).status == 200

                assert next_step(moderator) == "taken back"
                assert not any(address in text for text in lists(site)), site.log()
                assert site.visitor().open(address).status == 410
    finally:
        stopped.set()
        for reader in readers:
            reader.join()

    assert len(site.workers()) == 2
    assert max(slowest) < 5, "nobody waits long while pages are made anew"


def publisher(site):
    return subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", PUBLISH],
        cwd=ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def next_step(moderator) -> str:
    moderator.stdin.write("\n")
    moderator.stdin.flush()
    return moderator.stdout.readline().strip()


def lists(site) -> list[str]:
    """As six visitors see them, one after the other."""
    return [site.visitor().open("/stories/").text for _ in range(6)]


def read(site, stopped, slowest) -> None:
    while not stopped.is_set():
        started = time.monotonic()
        assert site.visitor().open("/stories/").status == 200
        slowest.append(time.monotonic() - started)
