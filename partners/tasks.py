"""What the worker does for this app (see `settings.WORKER_TASKS`)."""

from coproduction_site.operations.jobs import Task
from partners.charter.pledges import contacts, telling

TASKS = [
    Task("letters about a new version of the charter", telling.tell_signers),
    Task("contacts of pledges that were kept long enough", contacts.erase_what_is_over, is_daily=True),
]
