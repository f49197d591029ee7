"""Letters about the page of a partner."""

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from partners.members.people import members_of
from partners.profile.differences import differences


def tell_staff(partner, user, changes) -> None:
    """One letter a save, with what was and what is; none if nothing changed or nobody is there to read it."""
    if changes:
        context = {"partner": partner, "user": user, "changes": changes}
        _to_staff("changed", "A partner changed its page", context)


def tell_staff_what_waits(change) -> None:
    context = {"partner": change.partner, "user": change.sent_by, "change": change}
    _to_staff("waits", "A partner asks to change its page", context)


def about_decision(change, approved: set[str], reasons: dict[str, str]) -> str:
    """What the partner will read, before anything is decided and just the same afterwards."""
    label = {field.part: field.label for field in reversed(differences(change, change.partner))}
    return mail.text_of(
        "partners/letters/decided.txt",
        {
            "partner": change.partner,
            "shown": [label[part] for part in change.parts if part in approved],
            "back": [(label[part], reasons[part]) for part in change.parts if part in reasons],
        },
    )


def tell_partner(partner, text: str) -> int:
    """How many people were written to."""
    return mail.send_to_each(members_of(partner), "Your page: what we decided", text)


def _to_staff(name, subject, context) -> None:
    text = mail.text_of(f"partners/letters/{name}.txt", context)
    mail.send_to_each(staff_with("partners.change_partner"), subject, text)
