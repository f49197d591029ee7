"""Letters about partners. They wait in the outbox, in the transaction of what they tell."""

from django.conf import settings
from django.core.mail import EmailMessage, send_mail
from django.template.loader import render_to_string

from coproduction_site.accounts.staff import staff_with
from coproduction_site.models import SiteSettings
from partners.members.people import members_of
from partners.profile.differences import differences


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
    people = list(members_of(partner))
    reply_to = [site.contact_email] if site.contact_email else None
    for person in people:
        EmailMessage("Your page: what we decided", letter, to=[person.email], reply_to=reply_to).send()
    return len(people)


def _to_staff(name, subject, words) -> None:
    readers = list(staff_with("partners.change_partner").values_list("email", flat=True))
    if readers:
        send_mail(subject, _written(name, words), None, readers)


def _written(name, words) -> str:
    ground = {"site": SiteSettings.objects.current(), "site_url": settings.SITE_URL.rstrip("/")}
    return render_to_string(f"partners/letters/{name}.txt", words | ground).strip() + "\n"


def _one_line(partner) -> str:
    return " ".join(partner.name.split())
