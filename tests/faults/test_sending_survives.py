"""Whatever dies while stories are sent: every story that was acknowledged is there, once, with one letter."""

import os
import re
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.tools import databases
from tests.tools.server import wait_until

TELLERS, STORIES_EACH, KILLS = 20, 2, 5
REFERENCE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")


@pytest.mark.takes_long
def test_every_acknowledged_story_is_there_once_though_workers_are_killed(site):
    finished = threading.Event()
    killed = []

    def tell(number: int) -> list[tuple[str, str]]:
        return [tell_one(f"{number}-{story}") for story in range(STORIES_EACH)]

    def tell_one(title: str) -> tuple[str, str]:
        page = site.visitor().send_story(title=title, email=f"{title}@example.org")
        assert page.address.endswith("/thanks/"), page.text
        return title, REFERENCE.search(page.text)[0]

    def kill() -> None:
        while not finished.wait(0.6) and len(killed) < KILLS:
            for worker in site.workers()[:1]:
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)

    killer = threading.Thread(target=kill)
    killer.start()
    with ThreadPoolExecutor(TELLERS) as tellers:
        acknowledged = dict(story for stories in tellers.map(tell, range(TELLERS)) for story in stories)
    finished.set()
    killer.join()

    assert len(acknowledged) == TELLERS * STORIES_EACH
    assert len(killed) >= 3
    assert_each_is_there_once(site, acknowledged)


@pytest.mark.takes_long
def test_the_master_killed_and_started_again_loses_nothing(site):
    acknowledged = {}

    def tell(number: int) -> None:
        title = f"Story {number}"
        page = site.visitor().send_story(title=title, email=f"{number}@example.org")
        acknowledged[title] = REFERENCE.search(page.text)[0]

    with ThreadPoolExecutor(8) as tellers:
        told = [tellers.submit(tell, number) for number in range(24)]
        wait_until(lambda: acknowledged, seconds=240)  # In the middle: some are through, most are not.
        site.master.kill()
        site.master.wait()
        site.start()
        for story in told:
            story.result()

    assert len(acknowledged) == 24
    assert_each_is_there_once(site, acknowledged)


def assert_each_is_there_once(site, acknowledged: dict[str, str]) -> None:
    sent = databases.rows(
        site.database, "SELECT title, reference FROM stories_story WHERE state = 'waiting'"
    )
    assert Counter(title for title, _ in sent) == Counter(acknowledged.keys())
    assert dict(sent) == acknowledged

    letters = databases.rows(site.database, "SELECT subject FROM post_office_email")
    told = Counter(REFERENCE.search(subject)[0] for (subject,) in letters)
    assert told == Counter(acknowledged.values())

    events = databases.rows(site.database, "SELECT story_id FROM stories_storyevent")
    assert len(events) == len(set(events)) == len(acknowledged)
