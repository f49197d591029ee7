"""Letters to the person who told a story, and to the safeguarding leads. They hold no word of the story itself.

Each is put into the outbox by whoever calls, in the same transaction as the verb that it tells of:
if the verb is undone, so is the letter. Without an e-mail address there is no letter.
What ends in `_letter` only writes it, so that a moderator can read it before it goes.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from coproduction_site import mail
from coproduction_site.in_languages.catalogues import is_live
from coproduction_site.in_languages.known import Language, in_english_words
from coproduction_site.letters.in_languages import begun_in
from coproduction_site.letters.writing import day, to_one
from coproduction_site.models import UrgentNumber
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.site_address import on_this_site
from stories.models import SafeguardingAlert, Story, reasons, safeguarding
from stories.models.events import EventKind as Kind
from stories.models.keys import public_slug


@in_english_words
def came_in(story: Story, may_write: bool = True) -> None:
    """Everything that goes out when a story was sent: called by whoever lets one in.

    `may_write` is False if too many letters went to this address already.
    """
    if may_write:
        at_no_cost(received, story)
    if story.may_be_unsafe:
        safeguarding_alert(story)


def received(story: Story) -> None:
    name = "received" if story.consent_publish else "received_private"
    mail.send(_letter(story, name))


def question(story: Story, question: str) -> None:
    mail.send(question_letter(story, question))


def question_letter(story: Story, question: str):
    """`question` is what the moderator asks."""
    return _letter(story, "question", message=question)


def shown_edits(story: Story) -> None:
    mail.send(shown_edits_letter(story))


def shown_edits_letter(story: Story):
    return _letter(story, "shown_edits")


def published(story: Story) -> None:
    mail.send(published_letter(story))


def published_letter(story: Story):
    slug = story.slug or public_slug(story.public_title, story.key)
    return _letter(story, "published", address=on_this_site(reverse("stories:detail", args=[slug])))


def declined(story: Story, reason: str, words: str = "") -> None:
    mail.send(declined_letter(story, reason, words))


def declined_letter(story: Story, reason: str, words: str = ""):
    """`reason` is the code of one; `words` are the moderator's own, for the teller."""
    return _letter(story, "declined", reason=reasons.in_words(Kind.DECLINED, reason), message=words)


def taken_down(story: Story, reason: str, words: str = "") -> None:
    mail.send(taken_down_letter(story, reason, words))


def taken_down_letter(story: Story, reason: str, words: str = ""):
    """`reason` is the code of one; `words` are the moderator's own, for the teller."""
    reason, days = reasons.in_words(Kind.TAKEN_DOWN, reason), settings.WITHDRAWN_STORY_DAYS
    return _letter(story, "taken_down", reason=reason, message=words, days=days)


def taken_back(story: Story) -> None:
    """By its teller, who may have been somebody else with their link."""
    mail.send(_letter(story, "taken_back", until=day(story.kept_until)))


def brought_back(story: Story) -> None:
    is_declined = story.state == Story.State.DECLINED
    name = "brought_back_declined" if is_declined else "brought_back"
    mail.send(_letter(story, name))


def answered(story: Story, response) -> None:
    """A partner's answer is public. Its words stay on the page."""
    address = on_this_site(story.get_absolute_url())
    mail.send(_letter(story, "answered", address=address, partner=response.partner))


@in_english_words
def come_back(story: Story, email: str) -> None:
    """The way back to a story that is not sent yet, to the address that was given for this alone."""
    address = on_this_site(story.get_continue_url())
    days = settings.DRAFT_STORY_DAYS
    letter = _letter(
        story, "come_back", to=email, address=address, days=days, there=_in_its_language(story)
    )
    mail.send(letter)


def _in_its_language(story) -> str:
    """The way back in the language in which it is told, if every word of it is there."""
    if not story.told_in or not is_live(Language(story.told_in)):
        return ""
    with translation.override(story.told_in):
        return on_this_site(story.get_continue_url())


def retelling(story: Story) -> None:
    """The question whether a case study may be made of a public story."""
    mail.send(_letter(story, "retelling", address=on_this_site(story.get_absolute_url())))


def other_words(story: Story) -> None:
    """The question whether a public story may be read in easy words or in another language."""
    mail.send(_letter(story, "other_words", address=on_this_site(story.get_absolute_url())))


def consent_ends(story: Story) -> None:
    """The question whether we may go on, before the day on which the story is taken down."""
    mail.send(_letter(story, "consent_ends", ends_on=day(story.consent_ends_on)))


def consent_over(story: Story) -> None:
    days = settings.WITHDRAWN_STORY_DAYS
    mail.send(_letter(story, "consent_over", ends_on=day(story.consent_ends_on), days=days))


def _letter(story, name: str, to: str = "", there: str = "", **values) -> EmailMessage | None:
    """What would be sent, if anything: nobody is written to about a story that is held.

    `there` is the same page in the language in which the story was told.
    """
    to = to or story.email
    if not to or story.held_at:
        return None
    ground = {
        "reference": story.reference,
        "urgent_numbers": UrgentNumber.objects.shown(),
        "follow": on_this_site(story.get_follow_url()),
    }
    return begun_in(story.told_in, to_one(to, f"stories/{name}", **ground | values), there)


def as_staff_see_it(story, letter: EmailMessage) -> str:
    """Word for word, but for the key to the teller's own page, which is the teller's alone."""
    return letter.body.replace(on_this_site(story.get_follow_url()), "[their private link]")


@in_english_words
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
