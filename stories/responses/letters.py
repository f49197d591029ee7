"""Letters to the people of a partner about answers. They hold no word of a story but its public title.

One letter to each person, so that nobody learns the address of another. They wait in the outbox, in the
transaction of what they tell.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from coproduction_site.models import SiteSettings
from partners.members.people import members_of


def invited(response) -> int:
    return _send(response, "invited", "A story names you: will you answer?")


def reminded(response) -> int:
    return _send(response, "reminded", "A story still waits for your answer")


def returned(response) -> int:
    return _send(response, "returned", "Your answer to a story came back")


def published(response) -> int:
    return _send(response, "published", "Your answer is on the website")


def promise_due(response) -> int:
    return _send(response, "promise_due", "A change that you promised")


def _send(response, name: str, subject: str) -> int:
    """How many people were written to. The subject is ours alone."""
    site = SiteSettings.objects.current()
    words = {
        "response": response,
        "partner": response.partner,
        "story": response.story,
        "site": site,
        "story_address": _full(response.story.get_absolute_url()),
        "answer_address": _full(reverse("stories:answer", args=[response.pk])),
    }
    body = render_to_string(f"stories/letters/partner_{name}.txt", words).strip() + "\n"
    reply_to = [site.contact_email] if site.contact_email else None
    people = list(members_of(response.partner))
    for person in people:
        EmailMessage(subject, body, to=[person.email], reply_to=reply_to).send()
    return len(people)


def _full(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
