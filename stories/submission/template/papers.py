"""Pages on which a story stands: photos of paper, scans, and files that only a person can read.

They are private documents of the story and never become photos of it, so that nothing of them can be public.
"""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from coproduction_site.kept_once import kept_once
from coproduction_site.uploads import documents, erasing, pictures
from stories import letters
from stories.models import Story
from stories.models.calls import ASKING, CallRequest
from stories.submission import drafts, uploads
from stories.submission.consent_wording import CONSENT_WORDING

NOTHING_TO_TYPE = "Choose your pages first."


@transaction.atomic
def keep(draft: Story, files) -> None:
    """`files` are `Checked`. More photos of paper go behind those that came before.

    Raises ValidationError with a sentence if there is no room for them all.
    """
    for file in files:
        before = draft.documents.filter(name=documents.PAPER).first()
        if file.name == documents.PAPER and before:
            _put_behind(before, file)
        else:
            uploads.add_form(draft, file)


@transaction.atomic
def ask_to_type(draft: Story, visitor: str, *, email: str, number: str) -> None:
    """Once, with the letter that everybody gets. Raises ValidationError without any pages.

    With a number, somebody may ring about a word that cannot be read.
    """
    if not draft.documents.exists():
        raise ValidationError(NOTHING_TO_TYPE)
    if not draft.ask_to_type(CONSENT_WORDING, email):
        return
    drafts.note_where_from(draft, visitor)
    if number:
        call = {"number": number, "words": f"About the pages of story {draft.reference}."}
        kept_once(CallRequest, draft.key, call, limit=ASKING, visitor=visitor)
    letters.came_in(draft)


def _put_behind(document, file) -> None:
    with document.file.open("rb") as before:
        content = pictures.joined([before, file.file])
    old = document.file.name
    document.file = ContentFile(content, name=file.file.name)
    document.save()
    erasing.when_done(old)
