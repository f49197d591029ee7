"""Letters about pledges and charter status."""

from django.urls import reverse
from post_office.models import Email

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.letters.writing import day, to_one, write
from coproduction_site.site_address import on_this_site
from partners.models import PanelSeat
from partners.models.pledge_contacts import FORMER_DAYS
from partners.models.pledges import KEPT_DAYS


def pledge_received(pledge) -> None:
    _to_signer(pledge, "pledge_received")
    desk = on_this_site(reverse("admin:partners_pledge_change", args=[pledge.pk]))
    mail.send_to_each(staff_with("partners.change_pledge"), *write("partners/pledge_to_read", link=desk))


def pledge_published(pledge) -> None:
    _to_signer(pledge, "pledge_published", address=on_this_site(reverse("charter:signed")))


def pledge_returned(pledge) -> None:
    _to_signer(pledge, "pledge_returned", reason=pledge.reason)


def pledge_declined(pledge) -> None:
    _to_signer(pledge, "pledge_declined", reason=pledge.reason, days=KEPT_DAYS)


def pledge_taken_back(pledge) -> None:
    _to_signer(pledge, "pledge_taken_back", until=day(pledge.kept_until))


def pledge_link(pledge) -> None:
    _to_signer(pledge, "pledge_link")


def pledge_renewed(pledge) -> None:
    _to_signer(pledge, "pledge_renewed", charter=pledge.charter.number)


def charter_adopted(pledge, adopted) -> None:
    """What was promised to everybody who signs. Many go at once, so each lets other letters pass."""
    signed = f"version {pledge.charter.number}" if pledge.charter else "an earlier version"
    values = {
        "charter": adopted.number,
        "signed": f"{signed}, which was a draft" if pledge.charter_was_draft else signed,
        "by": adopted.adopted_by,
        "on": day(adopted.adopted_on),
        "link": on_this_site(reverse("charter:renew", args=[pledge.token])),
    }
    message = to_one(pledge.email, "partners/charter_adopted", **values)
    message.can_wait = True
    mail.send(message)


def correction_to_read(pledge) -> None:
    desk = on_this_site(reverse("admin:partners_pledge_change", args=[pledge.pk]))
    readers = staff_with("partners.change_pledge")
    mail.send_to_each(readers, *write("partners/correction_to_read", link=desk))


def correction_shown(pledge) -> None:
    _to_signer(pledge, "correction_shown", address=on_this_site(pledge.get_absolute_url()))


def correction_left(pledge) -> None:
    _to_signer(pledge, "correction_left", reason=pledge.reason)


def contact_asked(change) -> None:
    """To an address that nobody has proved: it says nothing that anybody typed."""
    link = on_this_site(change.get_confirm_url())
    until = day(change.open_until)
    mail.send(to_one(change.email, "partners/contact_asked", link=link, until=until))


def contact_changed(change) -> None:
    """To both addresses. The former one learns that it was changed, and not to what."""
    _to_signer(change.pledge, "contact_new")
    mail.send(to_one(change.former_email, "partners/contact_former", days=FORMER_DAYS))


def status_sent(application) -> None:
    """To each seat of the panel that may read it."""
    address = on_this_site(reverse("charter:panel_read", args=[application.pk]))
    seats = PanelSeat.objects.filter(user__is_active=True).select_related("user")
    readers = [seat.user for seat in seats if seat.applications().filter(pk=application.pk).exists()]
    mail.send_to_each(readers, *write("partners/status_to_panel", link=address))


def status_decided(application) -> None:
    _about_status(application, f"status_{application.state}")


def status_ends_soon(application) -> None:
    _about_status(application, "status_ends_soon")


def status_is_over(application) -> None:
    _about_status(application, "status_is_over")


def forget(pledge) -> None:
    """Every letter to whoever signed holds the private link; letters to staff hold the address of the desk."""
    forget_link(pledge.token)


def forget_link(token: str) -> None:
    Email.objects.filter(message__contains=token).delete()


def _about_status(application, letter) -> None:
    _to_signer(
        application.pledge,
        letter,
        level=application.level.name,
        ends_on=day(application.expires_on),
        reason=application.reason,
        name=application.pledge.name,
        address=on_this_site(application.get_absolute_url()),
    )


def _to_signer(pledge, letter, **values) -> None:
    """To the address that signed; the people of the partner see it on their own page."""
    values |= {"link": on_this_site(pledge.get_own_url())}
    mail.send(to_one(pledge.email, f"partners/{letter}", **values))
