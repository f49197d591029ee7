"""A filled-in template comes back: its answers become a draft, which its teller checks page by page."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import model_to_dict

from coproduction_site.uploads import documents
from stories.models import Story
from stories.submission import drafts, steps, uploads
from stories.submission.template import papers
from stories.submission.template.reading import READERS, Reading, read

SEEN_AGAIN = "consent"  # Nobody's yes is taken from a file without the page that asks for it.
logger = logging.getLogger("stories")


@transaction.atomic
def begin(files, key, visitor: str, before: Story | None = None) -> tuple[Story, bool]:
    """A draft under this key, with the files as they were sent; and whether it was our template, and could be read.

    The same template sent again changes nothing, also from a fresh page if `before`, a draft, began with it: its
    teller may have changed an answer since. What only a person can read goes on to `papers`.
    `files` are `Checked`. Raises TooMany like any first answer, and ValidationError with a sentence.
    """
    reading = _reading(files[0].kind, files[0].file) if len(files) == 1 else None
    if reading and before and uploads.has_form(before, files[0]):
        return before, True
    draft = drafts.keep(steps.FIRST, {}, key, visitor, is_done=False)
    if draft is None:
        raise ValidationError(uploads.SENT_ALREADY)
    Story.objects.filter(key=key, state=Story.State.DRAFT).update(channel=Story.Channel.TEMPLATE)
    if reading is None:
        papers.keep(draft, files)
        return draft, False
    if uploads.has_form(draft, files[0]):
        return draft, True
    uploads.add_form(draft, files[0])
    for step in steps.STEPS:
        draft = _fill(step, reading.answers, draft, visitor)
    return draft, True


def reading_of(draft: Story) -> Reading | None:
    """What was read in the file that came last. None if there is none, or nothing in it can be read."""
    form = draft.documents.forms().last()
    if form is None:
        return None
    return _reading(documents.kind_of_kept(form.file.name), form.file)


@transaction.atomic
def choose(draft: Story, reading: Reading, chosen: dict, visitor: str) -> Story | None:
    """One tick of several, for each question in `chosen`. The draft as it is now; None if it is sent.

    Another person in the story opens other questions: what the file says about them is taken now.
    """
    for step in steps.STEPS:
        names = set(step.fields) & chosen.keys()
        if draft is not None and names:
            answers = {name: chosen[name] for name in names}
            draft = _fill(step, _answers_of(step, draft) | answers, draft, visitor)
        elif draft is not None and step.slug not in draft.steps_done:
            draft = _fill(step, reading.answers, draft, visitor)
    return draft


def _reading(kind: str, file) -> Reading | None:
    """A file that its own program would not open either is kept, like one that is not our template."""
    if kind not in READERS:
        return None
    try:
        with file.open("rb") as opened:
            return read(opened.read(), kind)
    except Exception as error:
        logger.warning("A template could not be read: %s", type(error).__name__)
        return None


def _answers_of(step, draft) -> dict:
    answers = model_to_dict(draft, fields=[name for name in step.fields if name != "partners"])
    return answers | {"partners": [str(partner.pk) for partner in draft.partners.all()]}


def _fill(step, answers, draft, visitor) -> Story | None:
    """What is not right yet is kept as far as there is room, and its page is asked again."""
    if not step.fields or step not in steps.of(draft) or not set(step.fields) & answers.keys():
        return draft
    form = steps.form(step, draft, {name: answers.get(name, "") for name in step.fields})
    is_right = form.is_valid()
    kept = form.cleaned_data if is_right else form.what_fits
    is_done = is_right and step.slug != SEEN_AGAIN
    return drafts.keep(step, kept, draft.key, visitor, is_done=is_done)
