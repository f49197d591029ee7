"""What is held about tellers and callers, and the letters to anybody (see `rights.sources`).

What is held to keep somebody safe is handed out to nobody, and only leads learn that it is there.
"""

from django.db.models import Q
from post_office.models import Email

from coproduction_site.models import RefusedAddress
from coproduction_site.rights.sources import Source, day, erase_row, is_address
from stories.following import data_rights
from stories.following.calls import in_plain_words
from stories.models import CallRequest, Story
from stories.models.codes import as_reference
from stories.models.safeguarding import is_lead
from stories.moderation import outbox

HELD = "Held to keep somebody safe: it is not handed out, and a lead erases it on its own page."


def _stories(text, reader):
    known = Story.objects.all() if is_lead(reader) else Story.objects.filter(held_at=None)
    if is_address(text):
        return known.filter(email__iexact=text)
    return known.filter(Q(reference=as_reference(text)) | Q(shown_name__icontains=text))


def _calls(text, reader):
    if is_address(text):
        return CallRequest.objects.none()
    by_name = Q(name__icontains=text) | Q(number__icontains=text)
    return CallRequest.objects.filter(Q(reference=as_reference(text)) | by_name)


def _letters(text, reader):
    """By the address alone: what a letter says is about whoever it went to."""
    if not is_address(text):
        return Email.objects.none()
    return outbox.known_to(reader).filter(to__iexact=text)


def _story_line(story) -> str:
    return f"{story.reference}, {day(story.submitted_at or story.created_at)}, {_where(story)}"


def _where(story) -> str:
    return story.get_state_display().lower()


def _why_story_stays(story, reader) -> str:
    return HELD if story.held_at else ""


def _erase_story(story) -> bool:
    return data_rights.erase(story, among=Story.objects.filter(held_at=None))


def _letter(letter) -> dict:
    return {
        "To": ", ".join(letter.to),
        "Written": day(letter.created),
        "Subject": letter.subject,
        "Words": outbox.without_keys(letter.message),
    }


def _erase_letter(letter) -> bool:
    for address in letter.to:
        RefusedAddress.objects.forget(address)
    return erase_row(letter)


SOURCES = [
    Source(
        "told",
        "Stories and drafts",
        Story,
        frozenset({"stories.Story.email"}),
        _stories,
        _story_line,
        data_rights.everything_held,
        _erase_story,
        _why_story_stays,
        has_key=False,  # Erasing a story remembers it by itself.
        note_handed_out=Story.note_exported,
    ),
    Source(
        "call",
        "Calls",
        CallRequest,
        frozenset(),
        _calls,
        lambda call: f"{call.reference}, {day(call.asked_at)}, {call.get_state_display().lower()}",
        in_plain_words,
        erase_row,
    ),
    Source(
        "letter",
        "Letters",
        Email,
        frozenset({"post_office.Email.to", "post_office.Email.cc", "post_office.Email.bcc"}),
        _letters,
        lambda letter: f"{day(letter.created)}: {letter.subject}",
        _letter,
        _erase_letter,
        has_key=False,
    ),
]
