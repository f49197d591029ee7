"""Letters about looking after a page: still correct, people, mistakes, questions. They wait in the outbox.

Subjects are ours alone, so nothing that anybody typed can become a header. One letter to each person. What
a visitor wrote is in none of them, but for the answer to a question, which goes to whoever asked it.
"""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from post_office.models import Email

from coproduction_site.accounts.staff import staff_with
from coproduction_site.models import SiteSettings, User
from partners.members.people import members_of


def still_correct(partner, user, link, days, is_reminder) -> None:
    subject = "A reminder: is your page still correct?" if is_reminder else "Is your page still correct?"
    words = {"partner": partner, "link": _full(link), "days": days, "is_reminder": is_reminder}
    _send(user.email, "still_correct", subject, **words)


def mistake_reported(mistake) -> None:
    """To the people of the partner, and to the council: somebody there may have left."""
    partner = mistake.partner
    link = _full(reverse("partners:mistake_read", args=[partner.slug, mistake.pk]))
    subject = "Somebody found a mistake on a page"
    for user in _everybody(members_of(partner), staff_with("partners.change_partner")):
        _send(user.email, "mistake_reported", subject, partner=partner, link=link)


def champion_asked(question) -> None:
    link = _full(reverse("partners:question", args=[question.partner.slug, question.pk]))
    for user in members_of(question.partner):
        _send(user.email, "champion_asked", "A question for you", question=question, link=link)


def question_received(question) -> None:
    _send(question.email, "question_received", "We have your question", question=question)


def question_answered(question) -> None:
    _send(question.email, "question_answered", "The answer to your question", question=question)


def forget(question) -> None:
    """The letters to whoever asked hold their address, and one holds the answer."""
    Email.objects.filter(message__contains=question.number).delete()


def _everybody(*groups):
    """One letter each, also to whoever is in two groups."""
    return User.objects.filter(pk__in={user.pk for group in groups for user in group}).order_by("pk")


def _send(to, name, subject, **words) -> None:
    site = SiteSettings.objects.current()
    ground = {"site": site, "site_url": settings.SITE_URL.rstrip("/")}
    body = render_to_string(f"partners/letters/{name}.txt", ground | words)
    body = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    reply_to = [site.contact_email] if site.contact_email else None
    EmailMessage(subject, body, to=[to], reply_to=reply_to).send()


def _full(path: str) -> str:
    return urljoin(settings.SITE_URL, path)
