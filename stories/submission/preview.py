"""How a story will look, before it is sent: the teller's own words with what may tell who it is about."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from coproduction_site.finder.details import Kind
from coproduction_site.finder.highlights import Highlighted, Suggestion, distinct, highlighted
from coproduction_site.finder.taking_out import TakenOut
from coproduction_site.sentences import Sentence
from partners.models.known_names import known_to_everybody
from stories.models import TEXTS, Story

NOT_FOUND = "We could not find these words. Nothing was changed."
SENT_ALREADY = "Your story is sent already. Nothing was changed."
NO_ROOM = "There is no room left in “%(answer)s”. Please change it there yourself."


@dataclass(frozen=True)
class Look:
    title: Highlighted
    parts: list[tuple[str, Highlighted]]
    photos: list[tuple[object, Highlighted]]
    suggestions: list[Suggestion]
    is_understood: bool
    has_face_without_name: bool


def look_of(story: Story) -> Look:
    """A name that is known from one text is found in all of them."""
    photos = list(story.photos.all())
    texts = [story.title_so_far, *(getattr(story, text) for text in TEXTS[1:])]
    texts += [photo.alt for photo in photos]
    found = highlighted(texts, known_to_everybody(), story.named_in_confidence)
    title, *parts = found[: len(TEXTS)]
    return Look(
        title,
        [(heading(text), part) for text, part in zip(TEXTS[1:], parts, strict=True) if part.words],
        list(zip(photos, found[len(TEXTS) :], strict=True)),
        distinct(suggestion for text in found for suggestion in text.suggestions),
        not story.language and all(text.is_understood for text in found),
        story.has_face_without_name(photos),
    )


@transaction.atomic
def take_out(story: Story, detail: str) -> str:
    """One detail, out of everything in a draft: a sentence as it now reads. Pressed twice, it is done once.

    `detail` is what the button of a suggestion sends. Raises ValidationError if the words do not fit any more.
    """
    kind, _, found = detail.partition(" ")
    if kind not in {kind.name.lower() for kind in Kind} or len(found) < 2:
        raise ValidationError(NOT_FOUND)
    draft = Story.objects.select_for_update().filter(pk=story.pk, state=Story.State.DRAFT).first()
    if draft is None:
        raise ValidationError(SENT_ALREADY)
    photos = list(draft.photos.all())
    texts = [*(getattr(draft, text) for text in TEXTS), *(photo.alt for photo in photos)]
    taken_out = TakenOut(found, kind, texts)
    changes = {text: taken_out.of(getattr(draft, text)) for text in TEXTS}
    _check_room(changes)
    Story.objects.filter(pk=draft.pk).update(**changes)
    for photo in photos:
        photo.alt = taken_out.of(photo.alt)[: photo._meta.get_field("alt").max_length]
        photo.save(update_fields=["alt"])
    return next(iter(taken_out.sentences), "")


def _check_room(changes) -> None:
    for name, text in changes.items():
        if len(text) > Story._meta.get_field(name).max_length:
            raise ValidationError(Sentence(NO_ROOM, answer=Sentence(heading(name))))


def heading(name: str) -> str:
    label = Story._meta.get_field(f"public_{name}").verbose_name
    return f"{label[0].upper()}{label[1:]}"
