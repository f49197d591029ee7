"""How often one visitor may do something. Slows a robot; a person is told what to do instead."""

from dataclasses import dataclass
from time import time

from django.conf import settings
from django.core.cache import cache


class TooMany(Exception):
    """More than people would send from one place. Nothing was changed."""


PARTS = 12


@dataclass(frozen=True)
class Limit:
    """At most `times` in the last `minutes`, whenever somebody looks, counted in the cache that all workers share.

    It forgets a twelfth at a time; `why` is the reason for the number. A cache that is away limits nobody: families come before robots.
    """

    name: str
    times: int
    minutes: int
    why: str = ""

    def is_passed(self, key: str) -> bool:
        """Count once more, and say whether it was too often."""
        if not settings.RATE_LIMITS:
            return False
        newest, *older = names = self._names(key)
        try:
            found = cache.get_many(names)
            count = self._once_more(newest, newest in found) + sum(found.get(name, 0) for name in older)
        except Exception:  # Each cache backend has errors of its own.
            return False
        return count > self.times

    def is_reached(self, key: str) -> bool:
        """Without counting: for what only counts when it goes wrong."""
        if not settings.RATE_LIMITS:
            return False
        try:
            return sum(cache.get_many(self._names(key)).values()) >= self.times
        except Exception:  # Each cache backend has errors of its own.
            return False

    def count(self, key: str) -> None:
        """Once more. Raises TooMany if it was too often."""
        if self.is_passed(key):
            raise TooMany

    def _once_more(self, name: str, is_counted: bool) -> int:
        """Of those who count at the same moment one is the first."""
        if not is_counted and cache.add(name, 1, timeout=self.minutes * 60):
            return 1
        return cache.incr(name)

    def _names(self, key: str) -> list[str]:
        """Of the counters of its parts, the newest first."""
        part = self.minutes * 60 // PARTS
        now = int(time()) // part
        return [f"limit:{self.name}:{key}:{number}" for number in range(now, now - PARTS, -1)]


# One place is a network: a home, but also a school, a library or a telephone company, behind which are hundreds of
# families. So a limit of a place is what a room full of people does in an hour.
STORIES_SENT = Limit("stories-sent", 30, 60, "A class. More are taken, and wait in a pile of their own.")
STORIES_SENT_BY_ONE = Limit("stories-sent-by-one", 6, 60, "More are taken, without a letter.")
STORIES_BEGUN = Limit(
    "stories-begun", 300, 60, "Ten classes. A draft is small, but a robot must not fill the disk."
)
STORY_FILES = Limit(
    "story-files", 200, 60, "Some for each of a class. They are large, and each is drawn anew."
)
STORIES_DISCLOSED = Limit(
    "stories-disclosed", 120, 60, "A press too many is better than one that is refused."
)
LINKS = Limit("stories-links", 30, 60, "A class that stops at the bell. The page shows the link too.")
LINKS_TO_ONE = Limit(
    "stories-links-to-one", 3, 60, "One more, if the first was not found, and one more."
)
STORIES_OPENED = Limit(
    "stories-opened", 20, 15, "A family that mistypes four words; too few to guess them."
)
STORIES_OPENED_ONE = Limit("stories-opened-one", 10, 60, "The same, for one story from many places.")
CALLS_ASKED = Limit("calls-asked", 300, 60, "No letter goes out: only a robot asks so often.")
MISTAKES_REPORTED = Limit("mistakes-reported", 30, 60, "A roomful. More are kept, without letters.")
CHAMPIONS_ASKED = Limit("champions-asked", 30, 60, "A roomful. Each is a letter to a person.")
CHAMPIONS_ASKED_BY_ONE = Limit("champions-asked-by-one", 5, 60, "One person asks a few champions.")
PLEDGES_SIGNED = Limit(
    "pledges-signed", 30, 60, "A conference. Each gets a letter with a link of its own."
)
PLEDGES_SIGNED_BY_ONE = Limit(
    "pledges-signed-by-one", 6, 60, "One person signs for a few organisations."
)
CONTACTS_ASKED = Limit(
    "pledge-contacts-asked", 20, 60, "A training day. Each is a letter to somebody else."
)
CONTACTS_ASKED_ONE = Limit(
    "pledge-contacts-asked-one", 3, 60, "One more, if the first was not found, and one more."
)
PEOPLE_INVITED = Limit("people-invited", 10, 60, "A team. Whoever invites is signed in.")
PEOPLE_INVITED_ONE = Limit("people-invited-one", 5, 60, "Some partners may invite the same person.")
GROUPS_BEGUN = Limit("groups-begun", 30, 60, "A training day for hosts. A group is a few short rows.")
GROUP_CODES_WRONG = Limit(
    "group-codes-wrong",
    60,
    60,
    "A room that mistypes. Right codes are not counted, and 35 bits are not guessed.",
)
SEARCH_MISSES = Limit("search-misses", 60, 60, "A library. Who misses more often is a robot.")
GROUP_SHEETS = Limit("group-sheets", 200, 60, "A hall of families behind one network, for one round.")
JOINED = Limit("joined", 60, 60, "A hall full of people who want to join in.")
JOINED_BY_ONE = Limit(
    "joined-by-one", 5, 60, "One person joins in a few. More are kept, without a letter to them."
)
PAGES_RATED = Limit("pages-rated", 60, 60, "A class that tries the site. Each answer is one short row.")
BOOKED = Limit("booked", 60, 60, "A hall full of people who book the next day.")
BOOKED_BY_ONE = Limit("booked-by-one", 10, 60, "One person books some days, and looks for their link.")
NEWS_ASKED = Limit("news-asked", 30, 60, "A roomful. Each is a letter to a person.")
NEWS_ASKED_BY_ONE = Limit(
    "news-asked-by-one", 3, 60, "One more, if the first was not found, and one more."
)
