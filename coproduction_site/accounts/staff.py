"""Who of the council may do something: asked of the database, never kept in a list."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q

from coproduction_site.models import User

LOOKS_AFTER_PEOPLE = "coproduction_site.change_user"


def staff():
    """Everybody of the council who may sign in."""
    return User.objects.filter(Q(is_staff=True) | Q(is_superuser=True), is_active=True).order_by("pk")


def is_of_staff(address: str) -> bool:
    """An address under which somebody of the council signs in, or once did."""
    signs_in = Q(email__iexact=address) | Q(emailaddress__email__iexact=address)
    return User.objects.filter(Q(is_staff=True) | Q(is_superuser=True)).filter(signs_in).exists()


def administrators():
    """By their role, or for emergencies as superusers."""
    return staff_with(LOOKS_AFTER_PEOPLE)


def staff_with(permission: str, include_superusers: bool = True):
    """Active staff with a permission such as "stories.moderate_story", in a steady order."""
    holders = ModelBackend().with_perm(permission, include_superusers=include_superusers)
    return holders.filter(Q(is_staff=True) | Q(is_superuser=True)).order_by("pk")
