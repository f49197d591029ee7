"""Figures for Prometheus, at an address of their own: they hold no names, no addresses and no paths.

Each worker counts for itself in files that all of them can read (`PROMETHEUS_MULTIPROC_DIR`, set by deploy/gunicorn.conf.py).
"""

import time
from collections.abc import Iterator
from itertools import chain

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from post_office.models import STATUS, Email
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from coproduction_site.operations.models import Job

PLAIN = "text/plain; version=0.0.4; charset=utf-8"
ANSWERS = Counter("site_answers", "How many requests were answered.", ["method", "status"])
SECONDS = Histogram(
    "site_answer_seconds",
    "How long an answer took, until its first byte.",
    buckets=(0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
METHODS = {"GET", "HEAD", "POST"}


class Counted:
    """In front of everything else, so that kept pages are counted too. `port` is the one of the private address."""

    def __init__(self, application, port: int):
        self.application, self.port = application, str(port)

    def __call__(self, environ, start_response):
        if environ["SERVER_PORT"] == self.port:
            return _figures(start_response)
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "other"
        started = time.perf_counter()

        def note(status, headers, exc_info=None):
            ANSWERS.labels(method, status[:3]).inc()
            SECONDS.observe(time.perf_counter() - started)
            return start_response(status, headers, exc_info)

        return self.application(environ, note)


def _figures(start_response):
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Beside())
    body = generate_latest(registry)
    start_response("200 OK", [("Content-Type", PLAIN), ("Content-Length", str(len(body)))])
    return [body]


class Beside:
    """What runs beside the answers: jobs, copies and letters, as the database knows them now."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            return iter([*chain(self._jobs(), self._letters())])
        except (DatabaseError, InterfaceError):
            connection.close()
            return iter([GaugeMetricFamily("site_database_up", "Does it answer?", value=0)])

    def _jobs(self):
        ages = GaugeMetricFamily("site_job_age_seconds", "Since it was last done.", labels=["job"])
        now = timezone.now()
        for job in Job.objects.exclude(done_at=None):
            ages.add_metric([job.name], (now - job.done_at).total_seconds())
        yield ages
        yield GaugeMetricFamily("site_database_up", "Does it answer?", value=1)

    def _letters(self):
        waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
        oldest = waiting.order_by("created").first()
        age = (timezone.now() - oldest.created).total_seconds() if oldest else 0
        yield GaugeMetricFamily("site_letters_waiting", "In the outbox.", value=waiting.count())
        yield GaugeMetricFamily("site_oldest_letter_seconds", "Since it was written.", value=age)
