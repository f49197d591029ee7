"""What the worker does for this app (see `settings.WORKER_TASKS`)."""

from coproduction_site.operations.jobs import Task
from partners.charter.pledges import contacts, telling
from partners.members.ending import end_what_is_over
from partners.profile import photos
from partners.profile.actions import forget_what_was_said

TASKS = [
    Task("letters about a new version of the charter", telling.tell_signers),
    Task("contacts of pledges that were kept long enough", contacts.erase_what_is_over, is_daily=True),
    Task("invitations that nobody answered", end_what_is_over, is_daily=True),
    Task("what was said about changes of pages", forget_what_was_said, is_daily=True),
    Task("photos of partners whose yes has ended", photos.erase_what_is_over, is_daily=True),
]
