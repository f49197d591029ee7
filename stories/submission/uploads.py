"""Photos and documents come to a story while it is a draft, and go again. Nothing of the file as sent is kept."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from coproduction_site import limits
from coproduction_site.uploads import erasing
from stories.models import Story
from stories.models.files import MOST_DOCUMENTS, MOST_PHOTOS, Document, Photo

MOST_FORMS = 3
LONGEST_SIDE = 1200  # Dots: sharp on any telephone, and still fast on a slow line.
NO_ROOM_FOR_PHOTO = "You have four photos already. Remove one first, then add this one."
NO_ROOM_FOR_DOCUMENT = "You have three documents already. Remove one first, then add this one."
NO_ROOM_FOR_FORM = (
    "You have sent us this form three times, and each time it was another file. We have kept all three. "
    "Please go on with your story here."
)
SENT_ALREADY = "Your story is sent already, so nothing can be added to it here."
TOO_OFTEN = (
    "Many files came from your network in the last hour. Please try again later, or go on without."
)

# Each file costs some seconds of work, also one that is refused.
ADDING = limits.STORY_FILES


def add_photo(story: Story, picture, *, alt: str, **answers: bool) -> Photo:
    """`picture` is drawn anew already. The same picture added twice is there once.

    `answers` are `shows_people`, `shows_teller` and `everyone_agreed`.
    """
    with transaction.atomic():
        photos = list(_locked(story).photos.all())
        known = _same(photos, picture)
        if known is None and len(photos) >= MOST_PHOTOS:
            raise ValidationError(NO_ROOM_FOR_PHOTO)
        taken = {photo.position for photo in photos}
        position = next((place for place in range(1, MOST_PHOTOS + 1) if place not in taken), 0)
        return known or _kept(Photo(story=story, position=position, file=picture, alt=alt, **answers))


def add_document(story: Story, document) -> Document:
    """`document` is `Checked`."""
    with transaction.atomic():
        documents = list(_locked(story).documents.added())
        known = _same(documents, document.file)
        if known is None and len(documents) >= MOST_DOCUMENTS:
            raise ValidationError(NO_ROOM_FOR_DOCUMENT)
        return known or _kept(Document(story=story, name=document.name, file=document.file))


@transaction.atomic
def add_form(story: Story, document) -> Document:
    """The story itself, as it was sent: kept beside the documents that are added to it.

    The same file is there once; sent again, it is the newest.
    """
    forms = list(_locked(story).documents.forms())
    known = _same(forms, document.file)
    if known is None and len(forms) >= MOST_FORMS:
        raise ValidationError(NO_ROOM_FOR_FORM)
    if known is None:
        return _kept(Document(story=story, name=document.name, file=document.file, is_form=True))
    known.created_at = timezone.now()
    known.save(update_fields=["created_at"])
    return known


def has_form(story: Story, document) -> bool:
    """Whether this is the file that came last."""
    newest = list(story.documents.forms())[-1:]
    return _same(newest, document.file) is not None


@transaction.atomic
def remove(story: Story, key) -> bool:
    """False if it is not there any more."""
    story = _locked(story)
    for files in (story.photos, story.documents):
        file = files.filter(key=key).first()
        if file is not None:
            delete(file)
            return True
    return False


def delete(file) -> None:
    """The row now, and the file when that is certain."""
    with transaction.atomic():
        name = file.file.name
        file.delete()
        erasing.when_done(name)


@transaction.atomic
def delete_private(story: Story) -> None:
    """What the public never saw goes; of a shown photo, the teller's own words about it."""
    for file in [*story.documents.all(), *story.photos.filter(is_shown=False)]:
        delete(file)
    story.photos.update(alt="")


def _locked(story) -> Story:
    """Adding happens one after the other, so that there are never too many."""
    mine = Story.objects.select_for_update().filter(pk=story.pk, state=Story.State.DRAFT).first()
    if mine is None:
        raise ValidationError(SENT_ALREADY)
    return mine


def _same(files, content):
    """Made anew, the same file has the same bytes: a button was pressed twice."""
    return next((file for file in files if _read(file.file) == _read(content)), None)


def _read(file) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read()
    except FileNotFoundError:
        return b""


def _kept(row):
    """A row that cannot be written leaves no file behind."""
    try:
        row.save()
    except BaseException:
        if row.file._committed:
            row.file.storage.delete(row.file.name)
        raise
    return row
