"""Letters about pledges and charter status."""

from django.urls import reverse
from post_office.models import Email

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.site_address import on_this_site
from partners.models import PanelSeat


def pledge_received(pledge) -> None:
    _to_signer(pledge, "pledge_received", "We have your pledge")
    desk = on_this_site(reverse("admin:partners_pledge_change", args=[pledge.pk]))
    text = mail.text_of("partners/letters/pledge_to_read.txt", {"pledge": pledge, "desk": desk})
    mail.send_to_each(staff_with("partners.change_pledge"), "A pledge waits to be read", text)


def pledge_published(pledge) -> None:
    _to_signer(pledge, "pledge_published", "Your pledge is on the website")


def pledge_returned(pledge) -> None:
    _to_signer(pledge, "pledge_returned", "Please change your pledge")


def pledge_declined(pledge) -> None:
    _to_signer(pledge, "pledge_declined", "About your pledge")


def pledge_taken_back(pledge) -> None:
    _to_signer(pledge, "pledge_taken_back", "You took your pledge back")


def pledge_link(pledge) -> None:
    _to_signer(pledge, "pledge_link", "A new link to your pledge")


def status_sent(application) -> None:
    """To each seat of the panel that may read it."""
    address = on_this_site(reverse("charter:panel_read", args=[application.pk]))
    seats = PanelSeat.objects.filter(user__is_active=True).select_related("user")
    readers = [seat.user for seat in seats if seat.applications().filter(pk=application.pk).exists()]
    context = {"application": application, "address": address}
    text = mail.text_of("partners/letters/status_to_panel.txt", context)
    mail.send_to_each(readers, "Please read an application for charter status", text)


def status_decided(application) -> None:
    subjects = {
        "awarded": "Your charter status",
        "not_yet": "About your charter status",
        "returned": "The panel needs something more",
    }
    _about_status(application, f"status_{application.state}", subjects[application.state])


def status_ends_soon(application) -> None:
    _about_status(application, "status_ends_soon", "Your charter status ends soon")


def status_is_over(application) -> None:
    _about_status(application, "status_is_over", "Your charter status has ended")


def forget(pledge) -> None:
    """Every letter to whoever signed holds the private link; letters to staff hold the address of the desk."""
    Email.objects.filter(message__contains=pledge.token).delete()


def _about_status(application, name, subject) -> None:
    page = on_this_site(application.get_absolute_url())
    _to_signer(application.pledge, name, subject, application=application, page=page)


def _to_signer(pledge, name, subject, **context) -> None:
    """To the address that signed; the people of the partner see it on their own page."""
    context |= {
        "pledge": pledge,
        "link": on_this_site(pledge.get_own_url()),
        "signed": on_this_site(reverse("charter:signed")),
    }
    mail.send(mail.letter(pledge.email, subject, f"partners/letters/{name}.txt", context))
