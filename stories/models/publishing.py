"""How the public's tables follow a story. Call each function in the transaction that has moved the story's row."""

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from coproduction_site.cache import revision
from coproduction_site.search.models import SearchEntry
from partners.models import CharterValue
from stories.models import other_words, retelling, search_entries
from stories.models.enums import State
from stories.models.events import GoneAddress
from stories.models.figures import Figure
from stories.models.publication import Publication, PublishedPhoto
from stories.models.publication_links import LINKS, PublicationValue
from stories.models.response_rules import COMES_TO, ResponseState
from stories.models.texts import TEXTS

TABLES = (
    Publication,
    PublishedPhoto,
    *LINKS,
    Figure,
    SearchEntry,
)  # All that may change when a story goes out.
SAME = (
    *("slug", "content_note", "pictures", "shows_photos", "teller", "about_age", "language"),
    *("rung_id", "published_at", "featured_at", "only_here"),
)
READ = (*TEXTS, "content_note", "shown_name", "public_language")


def drawn(story) -> Publication:
    """The working copy as the public would read it, saved nowhere."""
    texts = {text: getattr(story, f"public_{text}") for text in TEXTS}
    columns = {name: getattr(story, name) for name in SAME}
    heard_on = story.submitted_at and timezone.localdate(story.submitted_at)
    columns["public_language"] = story.everybody_reads_in
    return Publication(id=story.pk, shown_name=story.public_name, heard_on=heard_on, **texts, **columns)


def _save(publication) -> None:
    """How far a story has come is not the story's to say: what an answer wrote there stays."""
    if not Publication.objects.filter(pk=publication.pk).exists():
        publication.save(force_insert=True)
        return
    fields = [field.name for field in Publication._meta.concrete_fields if not field.primary_key]
    publication.save(update_fields=[name for name in fields if name not in ("progress", "changed_at")])


def drawn_photos(story) -> list[PublishedPhoto]:
    return [
        PublishedPhoto(
            publication_id=story.pk,
            key=photo.key,
            position=photo.position,
            file=photo.file.name,
            width=photo.width,
            height=photo.height,
            alt=photo.public_alt,
            caption=photo.public_caption,
        )
        for photo in story.photos.filter(is_shown=True).order_by("position")
    ]


def write(story) -> None:
    """What the public reads is the working copy as it is now."""
    publication, was_another = drawn(story), differs(story)
    _save(publication)
    if was_another:
        retelling.look_again(story.pk)
        other_words.fall_behind(publication)
    for kind in story.responses.filter(state=ResponseState.PUBLISHED).values_list("kind", flat=True):
        has_come_to(story.pk, COMES_TO[kind])
    place = {"published_at": publication.published_at}
    publication.partners.set(story.partners.all(), through_defaults=place)
    sort(story)
    publication.photos.all().delete()
    PublishedPhoto.objects.bulk_create(drawn_photos(story))
    note_change(story.pk)


def sort(story) -> None:
    """Themes and values name nobody, so a story that is public is sorted anew at once.

    Of a value in two versions of the charter it keeps the newer.
    """
    publication = Publication.objects.filter(pk=story.pk).first()
    if publication is not None:
        place = {"published_at": publication.published_at}
        publication.themes.set(story.themes.all(), through_defaults=place)
        values = {value.slug or value.pk: value for value in story.values.order_by("pk")}
        publication.values.set(values.values(), through_defaults=place)
        name_values(PublicationValue.objects.filter(publication=story.pk))


def name_values(links) -> int:
    """How many were not known by the address of their value as it is now."""
    address = Subquery(CharterValue.objects.filter(pk=OuterRef("value")).values("slug"))
    return links.exclude(slug=address).update(slug=address)


def date(story_pk: int, published_at, **columns) -> None:
    """The publication and its places in the lists of partners, themes and values, as if it had gone out then."""
    dates = {"published_at": published_at, "changed_at": published_at}
    Publication.objects.filter(pk=story_pk).update(**dates | columns)
    for links in LINKS:
        links.objects.filter(publication=story_pk).update(published_at=published_at)


def note_change(story_pk: int) -> None:
    """Its words or its photos read otherwise from now on. Rows of the release before know no day."""
    Publication.objects.filter(pk=story_pk).update(changed_at=timezone.now())


def has_come_to(story_pk: int, progress) -> None:
    """It only rises, so whoever of two comes second takes nothing back from the first."""
    farthest = Greatest("progress", Value(progress))
    Publication.objects.filter(pk=story_pk).update(progress=farthest, changed_at=timezone.now())


def feature(story) -> None:
    Publication.objects.filter(pk=story.pk).update(featured_at=story.featured_at)


def keep_here(story) -> None:
    """Or not any more: at once, because it is the teller's to say."""
    public = Publication.objects.filter(pk=story.pk).exclude(only_here=story.only_here)
    if public.update(only_here=story.only_here):
        revision.move()


def hide_photo(story_pk: int, key) -> None:
    """At once, whatever else waits to be published."""
    hidden, _ = PublishedPhoto.objects.filter(publication=story_pk, key=key).delete()
    if not hidden:
        return
    rest = PublishedPhoto.objects.filter(publication=OuterRef("pk"))
    Publication.objects.filter(pk=story_pk).update(shows_photos=Exists(rest), changed_at=timezone.now())
    revision.move()


def replace_photo(photo, older_key) -> None:
    """Another picture in the same place, at once: its words wait to be published like all others."""
    shown = PublishedPhoto.objects.filter(publication=photo.story_id, key=older_key)
    if shown.update(key=photo.key, file=photo.file.name):
        note_change(photo.story_id)
        revision.move()


def follow(story, to) -> bool:
    """After each move of a story: what is not published any more is gone. True if the public could read it before.

    It looks after the UPDATE, when the story's row is ours: what somebody published meanwhile is seen.
    An address that is taken back is remembered here, because the public side never asks the story.
    """
    public = Publication.objects.filter(pk=story.pk)
    was_public = public.exists()
    if to == State.WITHDRAWN:
        slug = type(story).objects.filter(pk=story.pk).values_list("slug", flat=True).first()
        if slug:
            GoneAddress.remember(slug)
    if was_public and to in State.values and to != State.PUBLISHED:
        public.delete()
        retelling.forget(story.pk)
    return was_public


def forget(story_pk: int) -> None:
    """Before its row goes: nobody reads it any more, and no search finds it."""
    Publication.objects.filter(pk=story_pk).delete()
    search_entries.take_out(story_pk)
    retelling.forget(story_pk)


def differs(story) -> bool:
    """Whether somebody changed words or photos since they were published."""
    public = Publication.objects.filter(pk=story.pk).first()
    return public is not None and _read(public, public.photos.all()) != _read(
        drawn(story), drawn_photos(story)
    )


def _read(publication, photos) -> tuple:
    texts = [getattr(publication, name) for name in READ]
    shown = [(photo.key, photo.position, photo.alt, photo.caption) for photo in photos]
    return texts, shown
