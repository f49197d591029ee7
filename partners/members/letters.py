"""Letters to the people of a partner about what they may do there. They wait in the outbox."""

import re

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from coproduction_site.models import SiteSettings


def removed(membership) -> None:
    to, partner = membership.user.email, membership.partner
    _send(to, "removed", "You do not look after a page any more", partner=partner)


def role_changed(membership) -> None:
    words = {"partner": membership.partner, "is_owner": membership.role == membership.Role.OWNER}
    _send(membership.user.email, "role_changed", "What you may do has changed", **words)


def _send(to, name, subject, **words) -> None:
    site = SiteSettings.objects.current()
    ground = {"site": site, "site_url": settings.SITE_URL.rstrip("/")}
    body = render_to_string(f"partners/letters/{name}.txt", ground | words)
    body = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    reply_to = [site.contact_email] if site.contact_email else None
    EmailMessage(subject, body, to=[to], reply_to=reply_to).send()
