"""What somebody may see of the outbox: no key, and nothing about a story that is held unless they are a lead."""

import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, TextField
from django.utils import timezone
from post_office.models import STATUS, Email

from coproduction_site.logs import KEYS
from coproduction_site.models import RefusedAddress
from coproduction_site.outbox.sending import send_again
from stories.following.letters_about_story import letters_to_teller
from stories.models import Story
from stories.models.safeguarding import is_lead

OF_A_TELLER = ("/follow/", "/continue/")
# A code to sign in stands alone on its line.
CODE = re.compile(r"^[A-Z0-9]{3,8}(?:-?[A-Z0-9]{3,8})$", re.MULTILINE)
NAMES_OF_A_STORY = ("reference", "follow_token", "return_token", "slug")
SHOWN_DAYS = 14


def readable_by(user) -> QuerySet:
    return known_to(user) if user.has_perm("post_office.view_email") else Email.objects.none()


def known_to(user) -> QuerySet:
    """For whoever may see letters at all."""
    return Email.objects.all() if is_lead(user) else Email.objects.exclude(Exists(_held_stories()))


def did_not_go(user) -> QuerySet:
    """The newest first. After some days they stand in the list of letters alone."""
    since = timezone.now() - timedelta(days=SHOWN_DAYS)
    failed = readable_by(user).filter(status=STATUS.failed, last_updated__gte=since)
    return failed.order_by("-last_updated", "-pk")


def trust_again(story) -> int:
    """Somebody says that the address of a teller is right. How many letters go to it again."""
    RefusedAddress.objects.forget(story.email)
    failed = [letter for letter in letters_to_teller(story) if letter.status == STATUS.failed]
    return sum(map(_goes_again, failed))


def without_keys(text: str, for_a_lead: bool = False) -> str:
    """Only a lead sees the private link of a teller. Keys to an account are shown to nobody."""

    def shown(found) -> str:
        is_shown = for_a_lead and found[1] in OF_A_TELLER
        return found[0] if is_shown else f"{found[1]}[their private link]"

    return CODE.sub("[their code]", KEYS.sub(shown, text))


def _goes_again(letter) -> bool:
    try:
        send_again(letter)
    except ValidationError:
        return False
    return True


def _held_stories():
    """Those that this letter names or leads to."""
    letter = {name: ExpressionWrapper(OuterRef(name), TextField()) for name in ("subject", "message")}
    held = Story.objects.exclude(held_at=None).alias(
        **{f"letter_{name}": of for name, of in letter.items()}
    )
    carries = Q()
    for name in NAMES_OF_A_STORY:
        carries |= Q(letter_subject__contains=F(name)) | Q(letter_message__contains=F(name))
    return held.filter(carries)
