"""Letters about the page of a partner."""

from django.template.loader import render_to_string
from django.urls import reverse

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.letters.writing import write
from coproduction_site.site_address import on_this_site
from partners.members.people import members_of
from partners.profile.differences import differences


def tell_staff(partner, user, changes) -> None:
    """One letter a save, with what was and what is; none if nothing changed or nobody is there to read it."""
    if changes:
        _to_staff(
            "changed",
            partner=partner,
            user=user,
            changes=render_to_string("partners/letters/changes.txt", {"changes": changes}).strip(),
            address=on_this_site(partner.get_absolute_url()),
            link=on_this_site(reverse("admin:partners_partner_history", args=[partner.pk])),
        )


def tell_staff_what_waits(change) -> None:
    link = on_this_site(reverse("admin:partners_profilechange_change", args=[change.pk]))
    _to_staff("waits", partner=change.partner, user=change.sent_by, link=link)


def about_decision(change, approved: set[str], reasons: dict[str, str]) -> tuple[str, str]:
    """The subject and the text that the partner will read, before anything is decided and just the same afterwards."""
    partner = change.partner
    label = {field.part: field.label for field in reversed(differences(change, partner))}
    shown = [f"- {label[part]}" for part in change.parts if part in approved]
    back = [f"{label[part]}\n{reasons[part]}" for part in change.parts if part in reasons]
    page = [on_this_site(partner.get_absolute_url())] if shown and partner.is_listed else []
    what = "both" if shown and back else "shown" if shown else "back"
    return write(
        f"partners/decided_{what}",
        partner=partner,
        shown="\n".join(shown + page),
        back="\n\n".join(back),
        link=on_this_site(reverse("partners:edit", args=[partner.slug])),
    )


def tell_partner(partner, subject: str, text: str) -> int:
    """How many people were written to."""
    return mail.send_to_each(members_of(partner), subject, text)


def _to_staff(name, **values) -> None:
    mail.send_to_each(staff_with("partners.change_partner"), *write(f"partners/{name}", **values))
