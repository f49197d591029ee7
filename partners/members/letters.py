"""Letters to the people of a partner about what they may do there."""

from coproduction_site import mail


def removed(membership) -> None:
    _send(membership, "removed", "You do not look after a page any more")


def role_changed(membership) -> None:
    is_owner = membership.role == membership.Role.OWNER
    _send(membership, "role_changed", "What you may do has changed", is_owner=is_owner)


def _send(membership, name, subject, **context) -> None:
    context = {"partner": membership.partner, **context}
    mail.send(mail.letter(membership.user.email, subject, f"partners/letters/{name}.txt", context))
