"""Letters about partners. They wait in the outbox, in the transaction of what they tell."""

from django.conf import settings
from django.core.mail import EmailMessage, send_mail
from django.db.models import Q
from django.template.loader import render_to_string

from coproduction_site.models import SiteSettings, User
from partners.differences import differences


def tell_staff(partner, user, changes) -> None:
    """One letter a save, with what was and what is; none if nothing changed or nobody is there to read it."""
    if changes:
        words = {"partner": partner, "user": user, "changes": changes}
        _to_staff("changed", f"{_one_line(partner)} changed its page", words)


def tell_staff_what_waits(change) -> None:
    words = {"partner": change.partner, "user": change.sent_by, "change": change}
    _to_staff("waits", f"{_one_line(change.partner)} asks to change its page", words)


def about_decision(change, approved: set[str], reasons: dict[str, str]) -> str:
    """What the partner will read, before anything is decided and just the same afterwards."""
    label = {each.part: each.label for each in reversed(differences(change, change.partner))}
    return _written(
        "decided",
        {
            "partner": change.partner,
            "shown": [label[part] for part in change.parts if part in approved],
            "back": [(label[part], reasons[part]) for part in change.parts if part in reasons],
        },
    )


def tell_partner(partner, letter: str) -> int:
    """How many people were written to: one letter each, so that nobody learns the address of another."""
    site = SiteSettings.objects.current()
    people = list(people_of(partner))
    reply_to = [site.contact_email] if site.contact_email else None
    for person in people:
        EmailMessage("Your page: what we decided", letter, to=[person.email], reply_to=reply_to).send()
    return len(people)


def people_of(partner):
    return User.objects.filter(memberships__partner=partner, is_active=True).order_by("pk")


def _to_staff(name, subject, words) -> None:
    readers = list(_partner_managers().values_list("email", flat=True))
    if readers:
        send_mail(subject, _written(name, words), None, readers)


def _written(name, words) -> str:
    ground = {"site": SiteSettings.objects.current(), "site_url": settings.SITE_URL.rstrip("/")}
    return render_to_string(f"partners/letters/{name}.txt", words | ground).strip() + "\n"


def _one_line(partner) -> str:
    return " ".join(partner.name.split())


def _partner_managers():
    """Everybody of the council who may change partners, by role, by name or because they may do all."""
    codename = {"content_type__app_label": "partners", "codename": "change_partner"}
    by_role = {f"groups__permissions__{name}": value for name, value in codename.items()}
    by_name = {f"user_permissions__{name}": value for name, value in codename.items()}
    permitted = Q(is_superuser=True) | Q(**by_role) | Q(**by_name)
    return User.objects.filter(permitted, is_active=True, is_staff=True).order_by("email").distinct()
