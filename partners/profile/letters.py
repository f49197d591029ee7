"""Letters about the page of a partner."""

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from post_office.models import Email

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.letters.writing import write
from coproduction_site.site_address import on_this_site
from partners.members.people import members_of
from partners.models.remarks import label_of, remarks_on


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


def tell_staff_what_waits(change, note: str = "", replies: dict[str, str] | None = None) -> None:
    link = _at_desk(change)
    answered = {part: reply for part, reply in (replies or {}).items() if reply}
    said = "\n\n".join(filter(None, [*_in_words(answered), note]))
    _to_staff("waits", partner=change.partner, user=change.sent_by, link=link, note=said)


def about_decision(
    change, approved: set[str], reasons: dict[str, str], note: str = ""
) -> tuple[str, str]:
    """The subject and the text that the partner will read, before anything is decided and just the same afterwards."""
    partner = change.partner
    shown = [f"- {label_of(part)}" for part in change.parts if part in approved]
    back = _in_words(reasons)
    page = [on_this_site(partner.get_absolute_url())] if shown and partner.is_listed else []
    what = "both" if shown and back else "shown" if shown else "back"
    return write(
        f"partners/decided_{what}",
        partner=partner,
        shown="\n".join(shown + page),
        back="\n\n".join(back),
        link=on_this_site(reverse("partners:edit", args=[partner.slug])),
        note=note,
    )


def tell_partner(partner, subject: str, text: str) -> int:
    """How many people were written to."""
    return mail.send_to_each(members_of(partner), subject, text)


def forget_what_was_said(event) -> None:
    """The letters about this page that hold every line of it, to whomever they went."""
    change, texts = event.change, [event.note, *(remark.text for remark in event.remarks)]
    page = on_this_site(change.partner.get_absolute_url())  # Where it is edited begins with it.
    found = Email.objects.filter(Q(message__contains=_at_desk(change)) | Q(message__contains=page))
    for line in filter(None, (line.strip() for text in texts for line in text.splitlines())):
        found = found.filter(message__contains=line)
    found.delete()


def _at_desk(change) -> str:
    return on_this_site(reverse("admin:partners_profilechange_change", args=[change.pk]))


def _in_words(texts: dict[str, str]) -> list[str]:
    return [f"{remark.label}\n{remark.text}" for remark in remarks_on(texts)]


def _to_staff(name, **values) -> None:
    mail.send_to_each(staff_with("partners.change_partner"), *write(f"partners/{name}", **values))
