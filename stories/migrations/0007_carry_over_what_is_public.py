"""Published stories get their publication, and addresses that were taken back are remembered.

In batches, each a short transaction that holds only its own stories, so that the site can stay up. It
can be run again. What the release before does meanwhile is found by `stories.models.put_right`.
"""

from hashlib import sha256

from django.db import migrations, transaction
from django.utils import timezone

BATCH = 200
TEXTS = ("title", "happened", "good", "better", "changed", "took_part")
SAME = (
    *("slug", "content_note", "pictures", "shows_photos", "teller", "about_age", "language"),
    *("rung_id", "published_at", "featured_at"),
)
UNDER_18 = ("under_13", "13_15", "16_17")


def carry_over(apps, schema_editor):
    stories = apps.get_model("stories", "Story").objects.using(schema_editor.connection.alias)
    _in_batches(stories.filter(state="published"), lambda batch: _publish(apps, batch))
    gone = stories.filter(state="withdrawn").exclude(slug=None)
    _in_batches(gone, lambda batch: _remember(apps, batch))


def _in_batches(stories, do) -> None:
    """Each is locked before it is read, so that nobody takes back what is being carried over."""
    last = 0
    while True:
        with transaction.atomic(using=stories.db):
            batch = list(stories.filter(pk__gt=last).order_by("pk").select_for_update()[:BATCH])
            if not batch:
                return
            do(batch)
        last = batch[-1].pk


def _publish(apps, batch) -> None:
    Publication = apps.get_model("stories", "Publication")
    there = set(Publication.objects.filter(pk__in=[s.pk for s in batch]).values_list("pk", flat=True))
    new = [story for story in batch if story.pk not in there]
    Publication.objects.bulk_create([_publication(Publication, story) for story in new])
    keys = [story.pk for story in new]
    for name in ("partners", "themes", "values"):
        _link(apps.get_model("stories", "Story"), Publication, name, keys)
    _show_photos(apps, keys)


def _publication(Publication, story):
    texts = {text: getattr(story, f"public_{text}") for text in TEXTS}
    columns = {name: getattr(story, name) for name in SAME}
    return Publication(
        id=story.pk,
        shown_name=_name(story),
        heard_on=timezone.localdate(story.submitted_at),
        **texts,
        **columns,
    )


def _name(story) -> str:
    """As the page showed it: never beside a photo where somebody under 18 is in the story, or may have told it."""
    of_self = story.about_whom == "myself" and story.about_age == "adult"
    by_child = story.teller == "young_person" and not of_self
    is_hidden = story.shows_photos and (by_child or story.about_age in UNDER_18)
    return story.shown_name if story.name_choice == "shown" and not is_hidden else ""


def _link(Story, Publication, name, keys) -> None:
    old, new = getattr(Story, name).through, getattr(Publication, name).through
    column = Story._meta.get_field(name).m2m_reverse_field_name() + "_id"
    rows = old.objects.filter(story_id__in=keys).values("story_id", column)
    new.objects.bulk_create(
        new(publication_id=row["story_id"], **{column: row[column]}) for row in rows
    )


def _show_photos(apps, keys) -> None:
    Photo, PublishedPhoto = (apps.get_model("stories", name) for name in ("Photo", "PublishedPhoto"))
    PublishedPhoto.objects.bulk_create(
        PublishedPhoto(
            publication_id=photo.story_id,
            key=photo.key,
            position=photo.position,
            file=photo.file.name,
            width=photo.width,
            height=photo.height,
            alt=photo.public_alt,
            caption=photo.public_caption,
        )
        for photo in Photo.objects.filter(story_id__in=keys, is_shown=True)
    )


def _remember(apps, batch) -> None:
    GoneAddress = apps.get_model("stories", "GoneAddress")
    GoneAddress.objects.bulk_create(
        [GoneAddress(fingerprint=sha256(story.slug.encode()).hexdigest()) for story in batch],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stories", "0006_publication")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=False)]
