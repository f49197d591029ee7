"""How it ends: an invitation that nobody answered, one that was taken back, and what is kept of whoever never came."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from coproduction_site.accounts import invitations
from coproduction_site.models import RefusedAddress, User
from partners.models import Invitation

NOT_WAITING = "This invitation does not wait any more. Look at the list again."


def end_what_is_over() -> int:
    """Safe to repeat, and on several hosts."""
    over = Invitation.objects.over().select_related("user")
    return sum(end(asked) for asked in over)


@transaction.atomic
def end(asked: Invitation) -> bool:
    """False if it was answered, taken back or sent again meanwhile."""
    ended, _ = Invitation.objects.filter(pk=asked.pk, sent_at=asked.sent_at).delete()
    if ended:
        _forget_if_never_came(asked.user)
    return bool(ended)


def take_back(asked: Invitation) -> None:
    """Raises ValidationError if it was answered or sent again meanwhile, or is over."""
    if not end(asked):
        raise ValidationError(NOT_WAITING)


def _forget_if_never_came(user) -> None:
    """The account was made for the invitation, so it goes with the last one, and no link of theirs lets anybody in."""
    without_tasks = {"memberships": None, "panel_seat": None, "invitations": None}
    nobodys = User.objects.filter(
        pk=user.pk, is_active=True, is_staff=False, is_superuser=False, groups=None, **without_tasks
    ).first()
    if nobodys is None or not invitations.never_came(nobodys):
        return
    try:
        with transaction.atomic():
            RefusedAddress.objects.forget(nobodys.email)
            nobodys.delete()
    except ProtectedError:  # Something was done in their name, which stays.
        return
