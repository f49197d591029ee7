"""Finds where a story and its publication do not fit together, and lets the story decide.

For what the release before this table may have done to a story while both were running.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from stories.models import publishing
from stories.models.files import Photo
from stories.models.publication import Publication, PublishedPhoto
from stories.models.story import Story


def put_right() -> int:
    """How many stories were dealt with. Safe to repeat, and to run on several hosts."""
    public = Publication.objects.filter(pk=OuterRef("pk"))
    is_published = Exists(Story.objects.published().filter(pk=OuterRef("pk")))
    without = Story.objects.published().filter(~Exists(public)).values_list("pk", flat=True)
    left_over = Publication.objects.filter(~is_published).values_list("pk", flat=True)
    stories = sum(_put_right(pk) for pk in {*without, *left_over})
    return stories + _take_hidden_photos_off()


@transaction.atomic
def _put_right(pk: int) -> bool:
    """Asked again under the story's lock. One that was erased has left its address behind already."""
    story = Story.objects.select_for_update().filter(pk=pk).first()
    public = Publication.objects.filter(pk=pk)
    if story is None:
        public.delete()
    elif story.state != Story.State.PUBLISHED:
        publishing.follow(story, story.state)
    elif not public.exists():
        publishing.write(story)
    return True


def _take_hidden_photos_off() -> int:
    is_shown = Exists(Photo.objects.filter(key=OuterRef("key"), is_shown=True))
    hidden = PublishedPhoto.objects.filter(~is_shown).values_list("publication_id", "key")
    taken_off = list(hidden)
    for story_pk, key in taken_off:
        publishing.hide_photo(story_pk, key)
    return len(taken_off)
