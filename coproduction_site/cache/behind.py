"""What a process does between requests, by one thread: nobody waits for it, and it may be left undone."""

import logging
import threading
from collections.abc import Callable, Hashable
from itertools import count
from queue import Empty, PriorityQueue

from django.db import connections

SECONDS_TO_REST = 1.0  # Without work, before the thread gives its connection to the database back.

logger = logging.getLogger(__name__)


class Behind:
    """The thread is begun with the first piece of work, so after gunicorn's workers part."""

    def __init__(self):
        self._waiting, self._numbers = PriorityQueue(), count()
        self._named: set[Hashable] = set()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def do(self, order: int, name: Hashable, work: Callable[[], object]) -> None:
        """The least `order` first. What waits already under this `name` is not noted twice."""
        with self._lock:
            if name in self._named:
                return
            self._named.add(name)
            if self._thread is None:
                self._thread = threading.Thread(target=self._do_all, daemon=True)
                self._thread.start()
        self._waiting.put((order, next(self._numbers), name, work))

    def _do_all(self) -> None:
        while True:
            try:
                *_order, name, work = self._waiting.get(timeout=SECONDS_TO_REST)
            except Empty:
                connections.close_all()
                *_order, name, work = self._waiting.get()
            self._do_one(name, work)

    def _do_one(self, name, work) -> None:
        try:
            work()
        except Exception:
            logger.exception("What is done behind was not done")
        finally:
            with self._lock:
                self._named.discard(name)
