"""When the Board has adopted a version, everybody who signed other words is written to: once each."""

from django.db import transaction

from coproduction_site.outbox.storing import at_no_cost
from partners.charter import letters
from partners.models import CharterVersion, Pledge

MOST_IN_A_ROUND = 100


def tell_signers() -> int:
    """Asks the rows who is still to be told, so what a crash left undone is done in the next round."""
    adopted = CharterVersion.objects.adopted()
    if adopted is None:
        return 0
    pledges = Pledge.objects.to_tell(adopted).select_related("charter").order_by("pk")
    return sum(_tell(pledge, adopted) for pledge in pledges[:MOST_IN_A_ROUND])


@transaction.atomic
def _tell(pledge, adopted) -> bool:
    """The mark and the letter are kept together, or neither."""
    if not pledge.note_told(adopted):
        return False
    at_no_cost(letters.charter_adopted, pledge, adopted)
    return True
