"""Everything that is held about one story: to be handed out, or to be erased.

A new field or table of a story must be named here, or as kept back in `tests/test_held.py`.
"""

from django.contrib.admin.utils import NestedObjects
from django.db import router, transaction
from django.db.models import FileField
from django.utils import timezone

from coproduction_site.backup import erasures
from coproduction_site.cache import revision
from coproduction_site.uploads import erasing
from stories.following import letters_about_story as about
from stories.following import retold
from stories.following.calls import in_plain_words
from stories.following.shown import SAYS_WHY
from stories.models import GoneAddress, LocalOfferComment, Publication, Story, StoryEvent, publishing
from stories.models.teller_verbs import WHAT_WAS_SAID_YES_TO
from stories.models.texts import ORGANISATIONS, TEXTS
from stories.submission import uploads

State, Kind = Story.State, StoryEvent.Kind

ABOUT = (
    *("reference", "channel", "teller", "about_whom", "about_age", "language", "told_in", "rung"),
    *("not_asked", "partners", "is_unsure_who", "name_choice", "shown_name", "email"),
)
WORDS = (*TEXTS, *ORGANISATIONS, "pictures")
PUBLIC_COPY = (
    *(f"public_{text}" for text in TEXTS),
    *("public_language", "content_note", "shows_photos", "themes", "values", "slug"),
)
CONSENT = (
    *("consent_read", "consent_publish", "consent_training", "consent_press"),
    *("only_here", "in_other_words", "young_person_agrees", "adult_agrees"),
    *("consent_wording", "consented_at", "consent_ends_on", "consent_asked_at"),
)
DATES = (
    *("created_at", "submitted_at", "typing_asked_at", "answered_at", "agreed_at", "disagreed_at"),
    *("published_at", "featured_at", "withdrawn_at", "brought_back_at", "details_removed_at"),
)
LABELS = {
    "reference": "Reference",
    "told_in": "Language of the pages where you told it",
    "slug": "Its address on the website",
    "content_note": "Warning before the story",
    "consent_read": "We may keep the story and read it",
    "consent_publish": "We may publish it on this website",
    "consent_training": "We may use it in training",
    "consent_press": "We may offer it to newspapers",
    "in_other_words": "In easy words or another language too",
    "only_here": "Only on this site: not in search engines or feeds",
    "young_person_agrees": "The person in the story says yes",
    "adult_agrees": "An adult with parental responsibility says yes",
    "consent_wording": "Wording of the questions",
    "consented_at": "First yes",
    "consent_ends_on": "The yes ends on",
    "consent_asked_at": "We asked for a new yes",
    "created_at": "Begun",
    "submitted_at": "Sent",
    "typing_asked_at": "You asked us to type it in",
    "answered_at": "Our question was answered",
    "agreed_at": "You agreed to our edits",
    "disagreed_at": "You did not agree to our edits",
    "published_at": "Published",
    "featured_at": "Shown on the first page of the site since",
    "shows_photos": "Photos are shown",
    "withdrawn_at": "Taken off the website, or taken back",
    "brought_back_at": "Brought back",
    "details_removed_at": "Private details deleted",
}
BY_THE_SITE = {Kind.YES_GONE, Kind.ASKED_AGAIN, Kind.CONSENT_OVER, Kind.BLANKED}
BY_A_PARTNER = {Kind.REPLIED}
# Whether somebody looked into the safety of a person is told to nobody by a file.
NEVER_TOLD = {
    *(Kind.DISCLOSED, Kind.HELD, Kind.RELEASED, Kind.TOLD, Kind.FIRST_GONE),
    *(Kind.MARKED, Kind.SPAM, Kind.NOT_SPAM),
    *(Kind.CASE_TAKEN, Kind.CASE_NOTE, Kind.CASE_CLOSED, Kind.CASE_AGAIN, Kind.GLASS),
}
WORDS_TOLD = {*SAYS_WHY.values(), *WHAT_WAS_SAID_YES_TO, Kind.ANSWERED, Kind.DISAGREED}
NOT_IN_HERE = (
    "Notes that staff wrote for each other, and the names of staff. "
    "Ask us if you want to see them: a person goes through them with you."
)


def everything_held(story: Story) -> dict:
    """What can be handed to the teller as it stands. A story held for safeguarding looks as if it waits."""
    state = State.WAITING if story.state == State.SAFEGUARDING else State(story.state)
    return {
        "This file": {
            "What it is": "Everything that we hold about your story.",
            "Made": _plain(timezone.now()),
            "What is not in here": NOT_IN_HERE,
        },
        "Your story": {**_named(story, ABOUT), "Where it is now": state.label, **_named(story, DATES)},
        "Your own words": _named(story, WORDS),
        "The copy that others may read": _named(story, PUBLIC_COPY),
        "What everybody can read now": _on_the_website(story),
        "What you said yes to": _named(story, CONSENT),
        "What happened": [_event(event) for event in story.events.exclude(kind__in=NEVER_TOLD)],
        "Photos and documents": [
            *(_photo(photo) for photo in story.photos.all()),
            *({"Document": document.name} for document in story.documents.all()),
        ],
        "Our comment on the Local Offer": _comment(story),
        **retold.in_plain_words(story),
        "Your calls": [in_plain_words(call) for call in story.calls.order_by("pk")],
        "Answers of partners": [_answer(response) for response in story.responses.public()],
        "Letters to you": [*map(_letter, about.letters_to_teller(story)), *about.came_back(story)],
    }


@transaction.atomic
def erase(story: Story, among=None) -> bool:
    """Delete it, whatever its state, with its history, letters and files. False if it is gone already.

    `among` is the queryset in which it must still be at this moment. The row goes first: whoever
    decides about it meanwhile waits for us, fails, and leaves no letter behind.
    """
    story = (Story.objects if among is None else among).filter(pk=story.pk).select_for_update().first()
    if story is None:
        return False
    _delete_with_files_and_history(story)
    about.delete_letters(story)
    erasures.remember("story", story.key)
    if story.slug:
        GoneAddress.remember(story.slug)
        revision.move()
    return True


@transaction.atomic
def remove_private_details(story: Story) -> None:
    """Only what the public reads stays. Raises ValidationError if that is no longer due."""
    story.remove_private_details()
    uploads.delete_private(story)
    about.delete_letters(story)


def _delete_with_files_and_history(story) -> None:
    """Whatever else hangs on a story, now or in a later version of the site, goes with it."""
    found = NestedObjects(using=router.db_for_write(Story))
    found.collect([story])
    for rows in found.data.values():
        for row in rows:
            _delete_history(row)
            for field in row._meta.concrete_fields:
                if isinstance(field, FileField):
                    erasing.when_done(getattr(row, field.name).name)
    publishing.forget(story.pk)
    story.delete()


def _delete_history(row) -> None:
    history = getattr(row, getattr(row._meta, "simple_history_manager_attribute", ""), None)
    if history is not None:
        history.all().delete()


def _on_the_website(story) -> dict:
    """Empty while nobody can read it. The copy of the desk may have been changed since."""
    publication = Publication.objects.filter(pk=story.pk).first()
    return publication.in_plain_words if publication else {}


def _named(story, names) -> dict:
    return {_label(name): _value(story, name) for name in names}


def _label(name) -> str:
    label = LABELS.get(name) or Story._meta.get_field(name).verbose_name
    return label[0].upper() + label[1:]


IN_WORDS = {
    "language": lambda story: story.language_name,
    "told_in": lambda story: story.get_told_in_display() or "English",
    "slug": lambda story: story.get_absolute_url() if story.slug else "",
}


def _value(story, name):
    if name in ("partners", "themes", "values"):
        return [str(row) for row in getattr(story, name).all()]
    if name == "pictures":
        return [str(group) for group in story.pictures_picked]
    if name in IN_WORDS:
        return IN_WORDS[name](story)
    if hasattr(story, f"get_{name}_display"):
        return getattr(story, f"get_{name}_display")()
    return _plain(getattr(story, name))


def _plain(value):
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if hasattr(value, "hour"):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if hasattr(value, "year"):
        return f"{value:%-d %B %Y}"
    return str(value or "")


def _event(event) -> dict:
    line = {"When": _plain(event.at), "What": event.get_kind_display(), "Who": _who(event)}
    return line | ({"Words": event.text} if event.text and event.kind in WORDS_TOLD else {})


def _who(event) -> str:
    if event.kind in BY_A_PARTNER:
        return "A partner"
    return "A moderator" if event.by_id else "The site" if event.kind in BY_THE_SITE else "You"


def _comment(story) -> str:
    """Words of staff, made from the story; while they are not ready, they are a note between colleagues."""
    comment = LocalOfferComment.objects.public().filter(story=story).first()
    return f"{comment.comment} {comment.answer}" if comment else ""


def _answer(response) -> dict:
    """What everybody can read; what a moderator has not let through yet is not an answer."""
    return {
        "From": f"{response.person}, {response.role}, {response.partner}",
        "Published": _plain(response.decided_at),
        "What": response.get_kind_display(),
        "Words": response.words,
    }


def _photo(photo) -> dict:
    return {
        "Photo": photo.alt or photo.public_alt,
        "People in it": _plain(photo.shows_people),
        "Everyone has agreed": _plain(photo.everyone_agreed),
        "Shown with the story": _plain(photo.is_shown),
        "What we say it shows": photo.public_alt,
        "Words under it": photo.public_caption,
    }


def _letter(letter) -> dict:
    return {
        "Written": _plain(letter.created),
        "To": ", ".join(letter.to),
        "Subject": letter.subject,
        "Words": letter.message,
    }
