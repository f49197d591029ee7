"""Stories as a table for a spreadsheet: harmless cells, and little at a time in memory."""

import csv

from django.db import transaction

from coproduction_site.spreadsheets import BYTE_ORDER_MARK, Echo, harmless
from stories.models import ORGANISATIONS, TEXTS, Publication, Story, StoryEvent
from stories.models.teller_verbs import LIMITS

BATCH = 200

PRIVATE = [*TEXTS, *ORGANISATIONS, "shown_name", "email"]
HEADINGS = [
    "Reference",
    "State",
    "Told by",
    "About somebody aged",
    "Rung",
    "Partners",
    "Sent on",
    "Decided on",
    "Published on",
    "Consent ends on",
    "May be published",
    "May be used in training",
    "May be offered to newspapers",
    "Only on this site",
    "In easy words or another language too",
    "Address",
    *(f"Public copy: {Story._meta.get_field(f'public_{text}').verbose_name}" for text in TEXTS),
]
PRIVATE_HEADINGS = [f"Private: {Story._meta.get_field(name).verbose_name}" for name in PRIVATE]


def lines(stories, by, with_private: bool):
    """Oldest first. A story that was taken back, held or erased meanwhile is left out.

    In batches by number, not with a cursor: one that is open for as long as a slow download keeps a
    transaction open too. Each batch is looked for among the next numbers of all stories, so that the whole
    table costs one pass over them, whatever was chosen. Each story that goes out with private details is noted before it does.
    """
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(HEADINGS + (PRIVATE_HEADINGS if with_private else []))
    for batch in _batches(stories, by, with_private):
        public = Publication.objects.in_bulk([story.pk for story in batch])
        for story in batch:
            row = _row(story, public.get(story.pk), with_private)
            yield writer.writerow(harmless(cell) for cell in row)


def _batches(stories, by, with_private):
    with_all = stories.order_by("pk").select_related("rung").prefetch_related("partners")
    last = 0
    while numbers := list(_numbers_after(last)):
        last, chosen = numbers[-1], with_all.filter(pk__in=numbers)
        yield _noted(chosen, by) if with_private else list(chosen)


def _numbers_after(last):
    numbers = Story.objects.filter(pk__gt=last).order_by("pk")
    return numbers.values_list("pk", flat=True)[:BATCH]


@transaction.atomic
def _noted(chosen, by) -> list[Story]:
    """Locked, so that a story which is erased in this moment is not written about."""
    batch = list(chosen.select_for_update(of=("self",)))
    StoryEvent.objects.bulk_create(
        StoryEvent(story=story, kind=StoryEvent.Kind.EXPORTED, by=by) for story in batch
    )
    return batch


def _row(story, publication, with_private):
    row = [
        story.reference,
        story.get_state_display(),
        story.get_teller_display(),
        story.get_about_age_display(),
        story.felt_rung,
        "; ".join(str(partner) for partner in story.partners.all()),
        *(_day(at) for at in (story.submitted_at, story.decided_at, story.published_at)),
        story.consent_ends_on,
        *("yes" if getattr(story, name) else "no" for name in (*Story.CONSENTS, *LIMITS)),
        publication.get_absolute_url() if publication else "",
        *(getattr(publication, text, "") for text in TEXTS),
    ]
    return row + ([getattr(story, name) for name in PRIVATE] if with_private else [])


def _day(at):
    return at.date() if at else ""
