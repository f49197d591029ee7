"""Letters about partners. They wait in the outbox, in the transaction of what they tell."""

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string

from coproduction_site.models import SiteSettings, User


def tell_staff(partner, user, changes) -> None:
    """One letter a save, with what was and what is; none if nothing changed or nobody is there to read it."""
    readers = list(_partner_managers().values_list("email", flat=True))
    if not changes or not readers:
        return
    words = {
        "partner": partner,
        "user": user,
        "changes": changes,
        "site": SiteSettings.objects.current(),
        "site_url": settings.SITE_URL.rstrip("/"),
    }
    letter = render_to_string("partners/letters/changed.txt", words)
    send_mail(f"{' '.join(partner.name.split())} changed its page", letter, None, readers)


def _partner_managers():
    """Everybody of the council who may change partners, by role, by name or because they may do all."""
    codename = {"content_type__app_label": "partners", "codename": "change_partner"}
    by_role = {f"groups__permissions__{name}": value for name, value in codename.items()}
    by_name = {f"user_permissions__{name}": value for name, value in codename.items()}
    permitted = Q(is_superuser=True) | Q(**by_role) | Q(**by_name)
    return User.objects.filter(permitted, is_active=True, is_staff=True).order_by("email").distinct()
