"""Letters to the people of a partner about what they may do there."""

from django.urls import reverse

from coproduction_site import mail
from coproduction_site.letters.writing import to_one
from coproduction_site.site_address import on_this_site


def removed(membership) -> None:
    _send(membership, "removed")


def role_changed(membership) -> None:
    is_owner = membership.role == membership.Role.OWNER
    _send(
        membership,
        "now_owner" if is_owner else "now_editor",
        link=on_this_site(reverse("partners:mine")),
    )


def _send(membership, name, **values) -> None:
    letter = to_one(membership.user.email, f"partners/{name}", partner=membership.partner, **values)
    mail.send(letter)
