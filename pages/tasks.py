"""What the worker does for this app (see `settings.WORKER_TASKS`)."""

from coproduction_site.operations.jobs import Task
from pages.case_studies import consent
from pages.resources import checking

TASKS = [
    Task("links of resources followed", checking.check_some),
    Task("case studies whose consent is over", consent.take_off_what_is_over, is_daily=True),
]
