"""Whoever keeps words true is written to when they are to be read again: once for each day that was set."""

from collections import defaultdict

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.reviews.models import Reviewed
from coproduction_site.site_address import on_this_site
from coproduction_site.workflow import one_winner

SUBJECT = "Words on the website to read again"
NOT_TOLD = ~Q(review_told_for=F("next_review_on"))


@transaction.atomic
def write_to_owners() -> int:
    """How many letters. Of two workers one writes."""
    to_tell = defaultdict(list)
    for row in _due(timezone.localdate()):
        as_seen = NOT_TOLD & Q(next_review_on=row.next_review_on)
        if one_winner.wins(row, as_seen, review_told_for=row.next_review_on):
            for address in _addresses(row):
                to_tell[address].append((row, _desk_of(row)))
    return sum(mail.send(_letter(address, rows)) for address, rows in to_tell.items())


def _due(day) -> list[Reviewed]:
    models = [model for model in apps.get_models() if issubclass(model, Reviewed)]
    return [row for model in models for row in model.to_review(day).filter(NOT_TOLD)]


def _addresses(row) -> list[str]:
    if row.owner_email:
        return [row.owner_email]
    may_change = f"{row._meta.app_label}.change_{row._meta.model_name}"
    return [user.email for user in staff_with(may_change, include_superusers=False)]


def _desk_of(row) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return on_this_site(reverse(name, args=[row.pk]))


def _letter(address, rows):
    return mail.letter(address, SUBJECT, "letters/to_review.txt", {"rows": rows})
