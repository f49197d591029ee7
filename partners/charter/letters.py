"""Letters about pledges and charter status."""

from django.urls import reverse
from post_office.models import Email

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.letters.writing import day, to_one, write
from coproduction_site.site_address import on_this_site
from partners.models import PanelSeat
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
    Email.objects.filter(message__contains=pledge.token).delete()


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
