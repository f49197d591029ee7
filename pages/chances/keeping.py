"""How long is kept who wanted to join in: 60 days after closing. What a partner offered goes 60 days after it was read."""

from django.db import transaction
from django.db.models import F

from coproduction_site.drafts.models import Draft
from pages.chances import letters
from pages.chances.interests import Interest
from pages.chances.offers import Offer


def erase_old() -> int:
    offers, _ = Offer.objects.kept_long_enough().delete()
    return offers + sum(map(erase, Interest.objects.kept_long_enough()))


@transaction.atomic
def erase(interest: Interest) -> bool:
    """With every letter about it. False if it is gone already."""
    letters.forget(interest)
    return bool(Interest.objects.filter(pk=interest.pk).delete()[0])


@transaction.atomic
def forget_owner(offer: Offer) -> bool:
    """The address alone goes, also in the draft that came of it: the words are the partner's."""
    for draft in Draft.objects.filter(pk=offer.draft_id):
        data = draft.data | {"owner_email": [""]}
        Draft.objects.filter(pk=draft.pk).update(data=data, version=F("version") + 1)
    return bool(Offer.objects.filter(pk=offer.pk).update(owner_email=""))
