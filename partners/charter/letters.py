"""Letters about pledges and charter status. They wait in the outbox, in the transaction of what they tell.

Subjects are ours alone, so nothing that anybody typed can become a header. One letter to each person.
"""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from post_office.models import Email

from coproduction_site.accounts.staff import staff_with
from coproduction_site.models import SiteSettings
from partners.models import PanelSeat


def pledge_received(pledge) -> None:
    _to_signer(pledge, "pledge_received", "We have your pledge")
    desk = _full(reverse("admin:partners_pledge_change", args=[pledge.pk]))
    for user in staff_with("partners.change_pledge"):
        _send(user.email, "pledge_to_read", "A pledge waits to be read", pledge=pledge, desk=desk)


def pledge_published(pledge) -> None:
    _to_signer(pledge, "pledge_published", "Your pledge is on the website")


def pledge_returned(pledge) -> None:
    _to_signer(pledge, "pledge_returned", "Please change your pledge")


def pledge_declined(pledge) -> None:
    _to_signer(pledge, "pledge_declined", "About your pledge")


def pledge_link(pledge) -> None:
    _to_signer(pledge, "pledge_link", "A new link to your pledge")


def status_sent(application) -> None:
    """To each seat of the panel that may read it."""
    address = _full(reverse("charter:panel_read", args=[application.pk]))
    for seat in PanelSeat.objects.filter(user__is_active=True).select_related("user"):
        if seat.applications().filter(pk=application.pk).exists():
            _send(
                seat.user.email,
                "status_to_panel",
                "Please read an application for charter status",
                application=application,
                address=address,
            )


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
    page = _full(application.get_absolute_url())
    _to_signer(application.pledge, name, subject, application=application, page=page)


def _to_signer(pledge, name, subject, **words) -> None:
    """To the address that signed; the people of the partner see it on their own page."""
    link = _full(pledge.get_own_url())
    signed = _full(reverse("charter:signed"))
    _send(pledge.email, name, subject, pledge=pledge, link=link, signed=signed, **words)


def _send(to, name, subject, **words) -> None:
    site = SiteSettings.objects.current()
    body = render_to_string(f"partners/letters/{name}.txt", {"site": site, **words})
    reply_to = [site.contact_email] if site.contact_email else None
    body = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    EmailMessage(subject, body, to=[to], reply_to=reply_to).send()


def _full(path: str) -> str:
    return urljoin(settings.SITE_URL, path)
