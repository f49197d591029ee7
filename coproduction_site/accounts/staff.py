"""Who of the council may do something: asked of the database, never kept in a list."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q


def staff_with(permission: str, include_superusers: bool = True):
    """Active staff with a permission such as "stories.moderate_story", in a steady order."""
    holders = ModelBackend().with_perm(permission, include_superusers=include_superusers)
    return holders.filter(Q(is_staff=True) | Q(is_superuser=True)).order_by("pk")
