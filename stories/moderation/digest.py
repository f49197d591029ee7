"""One letter a day to whoever moderates, and only when something waits. It holds numbers, no words."""

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.models import TurnedOff
from coproduction_site.site_address import on_this_site
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
    letters = [letter for letter in map(letter_to, moderators()) if letter]
    if not letters:
        return 0
    try:
        with transaction.atomic():
            DigestDay.objects.create(day=now.date())
            return sum(map(mail.send, letters))
    except IntegrityError:
        return 0


def moderators():
    """Everybody who may sign in and decide about stories, by their role or as an administrator."""
    return staff_with("stories.moderate_story")


def letter_to(user) -> EmailMessage | None:
    """What may be spam is counted, but alone it is no reason to write."""
    readable = Story.objects.readable_by(user)
    counts = {
        "waiting": _count(readable.waiting()),
        "to_type": _count(readable.to_type()),
        "many": _count(readable.many_from_one_place()),
        "answered": _count(readable.answered()),
        "agreed": _count(readable.edits_agreed()),
        "not_agreed": _count(readable.edits_not_agreed()),
        "second": _count(readable.for_a_second_person(user)),
        "held": _count(readable.held()),
    }
    if not any(counts.values()):
        return None
    context = {name: _in_words(count) for name, count in counts.items()} | {
        "spam": _in_words(_count(readable.perhaps_spam())),
        "oldest": readable.waiting().first(),
        "desk": on_this_site(reverse("admin:index")),
    }
    how_many = counts["waiting"] + counts["to_type"] + counts["many"] + counts["held"]
    subject = f"{_in_words(how_many)} {'story waits' if how_many == 1 else 'stories wait'} for you"
    text = mail.text_of("admin/stories/moderation/digest.txt", context)
    return mail.again_and_again(user, TurnedOff.Kind.DIGEST, subject, text)


def _count(stories) -> int:
    """Never a whole table."""
    return stories.order_by().values("pk")[: MOST + 1].count()


def _in_words(count) -> str:
    """Nothing for none, so that the letter leaves the line out."""
    return f"{MOST}+" if count > MOST else str(count or "")
