"""Letters to the people of a partner about answers. They hold no word of a story but its public title.

One letter to each person, so that nobody learns the address of another. They wait in the outbox, in the
transaction of what they tell.
"""

from django.urls import reverse

from coproduction_site import mail
from coproduction_site.letters.writing import day, write
from coproduction_site.models import TurnedOff
from coproduction_site.site_address import on_this_site
from partners.members.people import members_of
from stories.models.publication import Publication

Kind = TurnedOff.Kind


def invited(response) -> int:
    return _send(response, "invited")


def reminded(response) -> int:
    return _send(response, "reminded", Kind.REMINDERS)


def returned(response) -> int:
    return _send(response, "returned")


def published(response) -> int:
    return _send(response, "published_promise" if response.by_on else "published")


def promise_due(response) -> int:
    return _send(response, "promise_due", Kind.PROMISES)


def _send(response, name: str, kind: str = "") -> int:
    """How many people were written to: nobody about a story that has just been taken back.

    A letter of a `kind` goes to nobody who turned it off.
    """
    publication = Publication.objects.filter(pk=response.story_id).first()
    if publication is None:
        return 0
    subject, text = write(
        f"stories/partner_{name}",
        partner=response.partner,
        story=publication.title,
        message=response.reason,
        due_on=day(response.due_on),
        promised_on=day(response.by_on),
        address=on_this_site(publication.get_absolute_url()),
        answer_address=on_this_site(reverse("stories:answer", args=[response.pk])),
    )
    return mail.send_to_each(members_of(response.partner), subject, text, kind)
