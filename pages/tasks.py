"""What the worker does for this app (see `settings.WORKER_TASKS`)."""

from coproduction_site.operations.jobs import Task
from pages.booking import actions, keeping, reminders
from pages.case_studies import consent, of_stories
from pages.chances import keeping as keeping_interest
from pages.chances import stages as stages_of_chances
from pages.events import stages
from pages.feedback import actions as feedback
from pages.files import consent as photos
from pages.news import keeping as readers
from pages.news import sending
from pages.resources import checking

TASKS = [
    Task("links of resources followed", checking.check_some),
    Task("case studies whose consent is over", consent.take_off_what_is_over, is_daily=True),
    Task("photos of people whose yes is over", photos.erase_what_is_over, is_daily=True),
    Task("case studies without a yes", of_stories.forget_those_without_a_yes, is_daily=True),
    Task("chances that close or are late", stages_of_chances.move_on),
    Task("letters about broken promises", stages_of_chances.tell_owners),
    Task("interest that was kept long enough", keeping_interest.erase_old, is_daily=True),
    Task("days that begin or end", stages.move_on),
    Task("offered places that nobody took", actions.pass_on_offers),
    Task("letters before a day", reminders.send_due),
    Task("answers about pages that were kept long enough", feedback.erase_what_is_over, is_daily=True),
    Task("bookings that were kept long enough", keeping.erase_old, is_daily=True),
    Task("news by e-mail", sending.send_due),
    Task("readers of news who refuse letters", readers.stop_who_refuse),
    Task("news that nobody said yes to", readers.erase_old, is_daily=True),
]
