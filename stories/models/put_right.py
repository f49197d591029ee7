"""Finds where a story and its publication do not fit together, and lets the story decide.

For what the release before this table may have done to a story while both were running.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from coproduction_site.cache import revision
from partners.models import CharterValue
from stories.models import publishing
from stories.models.files import Photo
from stories.models.publication import Publication, PublishedPhoto
from stories.models.publication_links import LINKS, PublicationValue
from stories.models.response_rules import COMES_TO, ResponseState
from stories.models.responses import Response
from stories.models.story import Story

BATCH = 20_000


def put_right() -> int:
    """How many stories were dealt with. Safe to repeat, and to run on several hosts."""
    public = Publication.objects.filter(pk=OuterRef("pk"))
    is_published = Exists(Story.objects.published().filter(pk=OuterRef("pk")))
    without = Story.objects.published().filter(~Exists(public)).values_list("pk", flat=True)
    left_over = Publication.objects.filter(~is_published).values_list("pk", flat=True)
    stories = sum(_put_right(pk) for pk in {*without, *left_over})
    return stories + _take_hidden_photos_off() + _place_and_count()


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


def _place_and_count() -> int:
    """The places in the lists, and how far each story has come. In batches by number, each a short statement."""
    newest = Publication.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    changed = sum(_of_batch(first, first + BATCH) for first in range(0, newest + 1, BATCH))
    if changed:
        revision.move()
    return changed


def _of_batch(first: int, end: int) -> int:
    found = Publication.objects.filter(pk=OuterRef("publication")).values("published_at")
    day = Subquery(found)
    of_batch = {"publication__gte": first, "publication__lt": end}
    placed = sum(
        links.objects.filter(~Q(published_at=day) | Q(published_at=None), **of_batch).update(
            published_at=day
        )
        for links in LINKS
    )
    placed += _name_values(PublicationValue.objects.filter(**of_batch))
    stories = Publication.objects.filter(pk__gte=first, pk__lt=end)
    return placed + sum(_raise(stories, kind, progress) for kind, progress in COMES_TO.items())


def _name_values(links) -> int:
    """Of a value in two versions of the charter a story keeps the newer, as `publishing.sort` does."""
    newer = CharterValue.objects.filter(
        publicationvalue__publication=OuterRef("publication"),
        slug=OuterRef("value__slug"),
        pk__gt=OuterRef("value"),
    )
    older = list(links.exclude(value__slug="").filter(Exists(newer)).values_list("pk", flat=True))
    links.filter(pk__in=older).delete()
    return len(older) + publishing.name_values(links)


def _raise(stories, kind, progress) -> int:
    answers = Response.objects.filter(story=OuterRef("pk"), state=ResponseState.PUBLISHED, kind=kind)
    return stories.filter(Exists(answers), progress__lt=progress).update(progress=progress)
