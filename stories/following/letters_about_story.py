"""Every letter that the site wrote about one story: found, and deleted with it."""

from django.db.models import Q
from post_office.models import Email

from coproduction_site.models import RefusedAddress
from coproduction_site.uploads import erasing
from stories.models import Story


def letters_about(story: Story):
    """Sent or still waiting, to the teller or to partners, by the reference or an address in them."""
    keys = (story.reference, story.follow_token, story.return_token)
    marks = (*keys, *([story.slug] if story.slug else []))
    carries = Q()
    for mark in marks:
        carries |= Q(subject__contains=mark) | Q(message__contains=mark) | Q(html_message__contains=mark)
    return Email.objects.filter(carries).order_by("created", "pk")


def letters_to_teller(story: Story) -> list[Email]:
    return [letter for letter in letters_about(story) if story.email in letter.to]


def came_back(story: Story) -> list[dict]:
    """What the teller is told of letters that their address did not take: nothing, while it takes them."""
    is_stopped = RefusedAddress.objects.stops(story.email)
    return [{"What": "Our letters came back, so we write no more to this address."}] * is_stopped


def delete_letters(story: Story) -> None:
    """With what the mail server said about them and their addresses, and with attachments that no other letter has."""
    letters = letters_about(story)
    for letter in letters:
        for address in letter.to:
            RefusedAddress.objects.forget(address)
        for attachment in letter.attachments.all():
            if attachment.emails.count() == 1:
                erasing.when_done(attachment.file.name)
                attachment.delete()
    letters.delete()
