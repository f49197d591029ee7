"""What one process publishes, every worker shows from the next request on, however many people read."""

import subprocess
import sys
import threading
import time

import pytest

from tests.support.house import ROOT

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
"""


@pytest.mark.takes_long
def test_a_published_story_is_seen_at_the_next_request_by_everybody(site):
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
                address = publish_next(moderator)
                for _ in range(6):
                    listed = site.visitor().open("/stories/")
                    assert address in listed.text, site.log()
                    assert site.visitor().open(address).status == 200
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


def publish_next(moderator) -> str:
    moderator.stdin.write("\n")
    moderator.stdin.flush()
    address = moderator.stdout.readline().strip()
    assert address.startswith("/stories/")
    return address


def read(site, stopped, slowest) -> None:
    while not stopped.is_set():
        started = time.monotonic()
        assert site.visitor().open("/stories/").status == 200
        slowest.append(time.monotonic() - started)
