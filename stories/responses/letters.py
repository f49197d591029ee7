"""Letters to the people of a partner about answers. They hold no word of a story but its public title.

One letter to each person, so that nobody learns the address of another. They wait in the outbox, in the
transaction of what they tell.
"""

from django.urls import reverse

from coproduction_site import mail
from coproduction_site.models import TurnedOff
from coproduction_site.site_address import on_this_site
from partners.members.people import members_of
from stories.models.publication import Publication

Kind = TurnedOff.Kind


def invited(response) -> int:
    return _send(response, "invited", "A story names you: will you answer?")


def reminded(response) -> int:
    return _send(response, "reminded", "A story still waits for your answer", Kind.REMINDERS)


def returned(response) -> int:
    return _send(response, "returned", "Your answer to a story came back")


def published(response) -> int:
    return _send(response, "published", "Your answer is on the website")


def promise_due(response) -> int:
    return _send(response, "promise_due", "A change that you promised", Kind.PROMISES)


def _send(response, name: str, subject: str, kind: str = "") -> int:
    """How many people were written to: nobody about a story that has just been taken back.

    A letter of a `kind` goes to nobody who turned it off.
    """
    publication = Publication.objects.filter(pk=response.story_id).first()
    if publication is None:
        return 0
    context = {
        "response": response,
        "partner": response.partner,
        "story": publication,
        "story_address": on_this_site(publication.get_absolute_url()),
        "answer_address": on_this_site(reverse("stories:answer", args=[response.pk])),
    }
    text = mail.text_of(f"stories/letters/partner_{name}.txt", context)
    return mail.send_to_each(members_of(response.partner), subject, text, kind)
