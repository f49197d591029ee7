"""Letters to the person who told a story. They hold no word of the story itself.

Each is put into the outbox by whoever calls, in the same transaction as the verb that it tells of:
if the verb is undone, so is the letter. Without an e-mail address there is no letter.
"""

import re

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from coproduction_site.models import SiteSettings, UrgentNumber
from stories.models import Story


def received(story: Story) -> None:
    _send(story, "received", "We have your story")


def question(story: Story, words: str) -> None:
    """`words` is what the moderator asks."""
    _send(story, "question", "A question about your story", words=words)


def published(story: Story) -> None:
    address = settings.SITE_URL.rstrip("/") + story.get_absolute_url()
    _send(story, "published", "Your story is on the website", address=address)


def declined(story: Story, reason: str, words: str = "") -> None:
    """`reason` is one of `Story.DeclineReason`; `words` are the moderator's own, for the teller."""
    reason = Story.DeclineReason(reason).label
    _send(story, "declined", "About your story", reason=reason, words=words)


def answered(story: Story, response) -> None:
    """A partner's answer is public. Its words stay on the page."""
    address = settings.SITE_URL.rstrip("/") + story.get_absolute_url()
    _send(story, "answered", "Your story has an answer", address=address, partner=response.partner)


def consent_ends(story: Story) -> None:
    """The question whether we may go on, before the day on which the story is taken down."""
    _send(story, "consent_ends", "May we keep your story?")


def consent_over(story: Story) -> None:
    _send(story, "consent_over", "Your story has come down", days=settings.WITHDRAWN_STORY_DAYS)


def _send(story, name: str, subject: str, **words) -> None:
    """The subject is ours alone, so nothing that anybody typed can become a header."""
    if not story.email:
        return
    site = SiteSettings.objects.current()
    about = {
        "story": story,
        "site": site,
        "urgent_numbers": UrgentNumber.objects.shown(),
        "follow": settings.SITE_URL.rstrip("/") + story.get_follow_url(),
    }
    EmailMessage(
        subject=f"{subject} ({story.reference})",
        body=_text(render_to_string(f"stories/letters/{name}.txt", about | words)),
        to=[story.email],
        reply_to=[site.contact_email] if site.contact_email else None,
    ).send()


def _text(words: str) -> str:
    """What a template leaves out leaves no hole."""
    return re.sub(r"\n{3,}", "\n\n", words).strip() + "\n"
