"""Letters to the person who told a story, and to the safeguarding leads. They hold no word of the story itself.

Each is put into the outbox by whoever calls, in the same transaction as the verb that it tells of:
if the verb is undone, so is the letter. Without an e-mail address there is no letter.
What ends in `_letter` only writes it, so that a moderator can read it before it goes.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from coproduction_site import mail
from coproduction_site.models import UrgentNumber
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.site_address import on_this_site
from stories.models import SafeguardingAlert, Story, safeguarding
from stories.models.keys import public_slug
from stories.models.reasons import TakenDownReason


def came_in(story: Story, may_write: bool = True) -> None:
    """Everything that goes out when a story was sent: called by whoever lets one in.

    `may_write` is False if too many letters went to this address already.
    """
    if may_write:
        at_no_cost(received, story)
    if story.may_be_unsafe:
        safeguarding_alert(story)


def received(story: Story) -> None:
    mail.send(_letter(story, "received", "We have your story"))


def question(story: Story, question: str) -> None:
    mail.send(question_letter(story, question))


def question_letter(story: Story, question: str):
    """`question` is what the moderator asks."""
    return _letter(story, "question", "A question about your story", words=question)


def shown_edits(story: Story) -> None:
    mail.send(shown_edits_letter(story))


def shown_edits_letter(story: Story):
    return _letter(story, "shown_edits", "Please look at your story")


def published(story: Story) -> None:
    mail.send(published_letter(story))


def published_letter(story: Story):
    slug = story.slug or public_slug(story.public_title, story.key)
    address = on_this_site(reverse("stories:detail", args=[slug]))
    return _letter(story, "published", "Your story is on the website", address=address)


def declined(story: Story, reason: str, words: str = "") -> None:
    mail.send(declined_letter(story, reason, words))


def declined_letter(story: Story, reason: str, words: str = ""):
    """`reason` is one of `Story.DeclineReason`; `words` are the moderator's own, for the teller."""
    reason = Story.DeclineReason(reason).label
    return _letter(story, "declined", "About your story", reason=reason, words=words)


def taken_down(story: Story, reason: str, words: str = "") -> None:
    mail.send(taken_down_letter(story, reason, words))


def taken_down_letter(story: Story, reason: str, words: str = ""):
    """`reason` is one of `TakenDownReason`; `words` are the moderator's own, for the teller."""
    reason, days = TakenDownReason(reason).label, settings.WITHDRAWN_STORY_DAYS
    return _letter(
        story, "taken_down", "Your story has come down", reason=reason, words=words, days=days
    )


def taken_back(story: Story) -> None:
    """By its teller, who may have been somebody else with their link."""
    subject = "You took your story back"
    mail.send(_letter(story, "taken_back", subject, until=story.kept_until))


def brought_back(story: Story) -> None:
    mail.send(_letter(story, "brought_back", "Your story is back with us"))


def answered(story: Story, response) -> None:
    """A partner's answer is public. Its words stay on the page."""
    address = on_this_site(story.get_absolute_url())
    partner = response.partner
    mail.send(_letter(story, "answered", "Your story has an answer", address=address, partner=partner))


def come_back(story: Story, email: str) -> None:
    """The way back to a story that is not sent yet, to the address that was given for this alone."""
    address = on_this_site(story.get_continue_url())
    days = settings.DRAFT_STORY_DAYS
    subject = "Come back to your story"
    mail.send(_letter(story, "come_back", subject, to=email, address=address, days=days))


def consent_ends(story: Story) -> None:
    """The question whether we may go on, before the day on which the story is taken down."""
    mail.send(_letter(story, "consent_ends", "May we keep your story?"))


def consent_over(story: Story) -> None:
    days = settings.WITHDRAWN_STORY_DAYS
    mail.send(_letter(story, "consent_over", "Your story has come down", days=days))


def _letter(story, name: str, subject: str, to: str = "", **context) -> EmailMessage | None:
    """What would be sent, if anything: nobody is written to about a story that is held."""
    to = to or story.email
    if not to or story.held_at:
        return None
    ground = {
        "story": story,
        "urgent_numbers": UrgentNumber.objects.shown(),
        "follow": on_this_site(story.get_follow_url()),
    }
    subject = f"{subject} ({story.reference})"
    return mail.letter(to, subject, f"stories/letters/{name}.txt", ground | context)


def as_staff_see_it(story, letter: EmailMessage) -> str:
    """Word for word, but for the key to the teller's own page, which is the teller's alone."""
    return letter.body.replace(on_this_site(story.get_follow_url()), "[their private link]")


def safeguarding_alert(story: Story) -> int:
    """Calls every safeguarding lead at once, in the transaction of the caller. How many were written to.

    Until one of them has opened it, the worker calls them again (see `moderation.reminders`).
    """
    SafeguardingAlert.raise_for(story)
    return _call_leads(story, "Somebody may not be safe: please open this now", is_again=False)


def safeguarding_reminder(story: Story) -> int:
    return _call_leads(story, "Somebody may not be safe: nobody has opened it yet", is_again=True)


def _call_leads(story, subject, is_again) -> int:
    context = {
        "story": story,
        "is_again": is_again,
        "hours": settings.SAFEGUARDING_HOURS,
        "leads": safeguarding.leads(),
        "address": on_this_site(reverse("admin:stories_story_change", args=[story.pk])),
    }
    text = mail.text_of("stories/letters/safeguarding_alert.txt", context)
    people = safeguarding.to_be_called()
    return mail.send_to_each(people, f"{subject} ({story.reference})", text, is_urgent=True)


def glass_broken(story: Story, by) -> int:
    """To every lead: somebody who is none of them reads a held story now."""
    context = {
        "story": story,
        "by": by,
        "address": on_this_site(reverse("admin:stories_story_change", args=[story.pk])),
    }
    text = mail.text_of("stories/letters/glass_broken.txt", context)
    subject = f"A held story was opened in an emergency ({story.reference})"
    return mail.send_to_each(safeguarding.to_be_called(), subject, text, is_urgent=True)
