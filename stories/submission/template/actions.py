"""A filled-in template comes back: its answers become a draft, which its teller checks page by page."""

from django.core.exceptions import ValidationError
from django.db import transaction

from stories.models import Story
from stories.submission import drafts, steps, uploads
from stories.submission.template import papers
from stories.submission.template.reading import answers_in

SEEN_AGAIN = "consent"  # Nobody's yes is taken from a file without the page that asks for it.
UNREADABLE = "We could not read this file. Please save it again as .docx, and send that."


@transaction.atomic
def begin(files, key, visitor: str) -> bool:
    """A draft under this key. True if it was our template; else the files go along as private documents.

    `files` are `Checked`. Raises TooMany like any first answer, and ValidationError with a sentence.
    """
    answers = _read(files[0]) if [file.kind for file in files] == ["docx"] else None
    draft = drafts.keep(steps.FIRST, {}, key, visitor, is_done=False)
    if draft is None:
        raise ValidationError(uploads.SENT_ALREADY)
    Story.objects.filter(key=key, state=Story.State.DRAFT).update(channel=Story.Channel.TEMPLATE)
    if answers is None:
        papers.keep(draft, files)
        return False
    for step in steps.STEPS:
        draft = _fill(step, answers, draft, visitor)
    return True


def _read(checked) -> dict | None:
    try:
        with checked.file.open("rb") as file:
            return answers_in(file.read())
    except (
        Exception
    ) as error:  # python-docx raises many kinds for a file that Word would not open either.
        raise ValidationError(UNREADABLE) from error


def _fill(step, answers, draft, visitor) -> Story:
    """What is not right yet is kept as far as there is room, and its page is asked again."""
    if not step.fields or step not in steps.of(draft) or not set(step.fields) & answers.keys():
        return draft
    form = steps.form(step, draft, {name: answers.get(name, "") for name in step.fields})
    is_right = form.is_valid()
    kept = form.cleaned_data if is_right else form.what_fits
    is_done = is_right and step.slug != SEEN_AGAIN
    return drafts.keep(step, kept, draft.key, visitor, is_done=is_done)
