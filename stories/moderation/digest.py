"""One letter a day to everybody at the desk, and only when something waits. It holds numbers, no words."""

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from coproduction_site import mail
from coproduction_site.accounts.staff import staff
from coproduction_site.desk.waiting import in_words, waiting_for
from coproduction_site.models import SiteSettings, TurnedOff
from coproduction_site.site_address import on_this_site
from stories.models import DigestDay

FIRST_HOUR = 7


def send_today() -> int:
    """How many letters were written. Of several workers one makes the row of the day, and the letters with it.

    If nothing waits in the morning, the day's letter goes when the first thing comes.
    """
    now = timezone.localtime()
    if now.hour < FIRST_HOUR or DigestDay.objects.filter(day=now.date()).exists():
        return 0
    letters = [letter for letter in map(letter_to, staff()) if letter]
    if not letters:
        return 0
    try:
        with transaction.atomic():
            DigestDay.objects.create(day=now.date())
            return sum(map(mail.send, letters))
    except IntegrityError:
        return 0


def letter_to(user) -> EmailMessage | None:
    """Counts what the first screen counts. What does not ask is counted, but alone it is no reason to write."""
    waiting = waiting_for(user, SiteSettings.objects.current())
    if not any(section.asks for section in waiting):
        return None
    context = {
        "sections": [section for section in waiting if section.piles],
        "desk": on_this_site(reverse("admin:index")),
    }
    text = mail.text_of("admin/stories/moderation/digest.txt", context)
    return mail.again_and_again(user, TurnedOff.Kind.DIGEST, _subject(waiting), text)


def _subject(waiting) -> str:
    piles = [pile for section in waiting for pile in section.piles]
    count = sum(pile.count for pile in piles if pile.kind.asks and not pile.kind.is_part)
    return f"{in_words(count)} {'thing waits' if count == 1 else 'things wait'} for you"
