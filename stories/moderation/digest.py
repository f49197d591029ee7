"""One letter a day to whoever moderates, and only when something waits. It holds numbers, no words."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from coproduction_site.accounts.staff import staff_with
from coproduction_site.models import SiteSettings
from stories.models import DigestDay, Story
from stories.moderation.dashboard import MOST

FIRST_HOUR = 7


def send_today() -> int:
    """How many letters were written. Of several workers one makes the row of the day, and the letters with it.

    If nothing waits in the morning, the day's letter goes when the first story comes.
    """
    now = timezone.localtime()
    if now.hour < FIRST_HOUR or DigestDay.objects.filter(day=now.date()).exists():
        return 0
    letters = [letter for letter in map(_letter, moderators()) if letter]
    if not letters:
        return 0
    try:
        with transaction.atomic():
            DigestDay.objects.create(day=now.date())
            return sum(letter.send() for letter in letters)
    except IntegrityError:
        return 0


def moderators():
    """Everybody who may sign in and decide about stories, by their role or as an administrator."""
    return staff_with("stories.moderate_story")


def _letter(user) -> EmailMessage | None:
    """What may be spam is counted, but alone it is no reason to write."""
    readable = Story.objects.readable_by(user)
    counts = {
        "waiting": _count(readable.waiting()),
        "answered": _count(readable.answered()),
        "agreed": _count(readable.edits_agreed()),
        "not_agreed": _count(readable.edits_not_agreed()),
        "second": _count(readable.for_a_second_person(user)),
        "held": _count(readable.held()),
    }
    if not any(counts.values()):
        return None
    site = SiteSettings.objects.current()
    words = {name: _in_words(count) for name, count in counts.items()} | {
        "site": site,
        "spam": _in_words(_count(readable.perhaps_spam())),
        "oldest": readable.waiting().first(),
        "desk": urljoin(settings.SITE_URL, reverse("admin:index")),
    }
    how_many = counts["waiting"] + counts["held"]
    return EmailMessage(
        subject=f"{_in_words(how_many)} {'story waits' if how_many == 1 else 'stories wait'} for you",
        body=render_to_string("admin/stories/moderation/digest.txt", words),
        to=[user.email],
    )


def _count(stories) -> int:
    """Never a whole table."""
    return stories.order_by().values("pk")[: MOST + 1].count()


def _in_words(count) -> str:
    """Nothing for none, so that the letter leaves the line out."""
    return f"{MOST}+" if count > MOST else str(count or "")
