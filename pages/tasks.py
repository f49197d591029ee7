"""What the worker does for this app (see `settings.WORKER_TASKS`)."""

from coproduction_site.operations.jobs import Task
from pages.resources import checking

TASKS = [
    Task("links of resources followed", checking.check_some),
]
