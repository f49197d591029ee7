"""The places in the lists, how far each story has come, and which promises are settled.

In batches by number, each a short statement, so that the site can stay up. It can be run again. What the release
before does meanwhile is found by `stories.models.put_right`.
"""

from django.db import migrations
from django.db.models import Exists, OuterRef, Subquery

BATCH = 5_000
COMES_TO = {"heard": 1, "could_not": 1, "will_change": 2, "changed": 3}


def fill(apps, schema_editor):
    def rows(name):
        return apps.get_model("stories", name).objects.using(schema_editor.connection.alias)

    published = rows("Response").filter(state="published")
    day = rows("Publication").filter(pk=OuterRef("publication")).values("published_at")
    for name in ("PublicationPartner", "PublicationTheme"):
        for batch in _batches(rows(name)):
            batch.filter(published_at=None).update(published_at=Subquery(day))
    for batch in _batches(rows("Publication")):
        for kind, progress in COMES_TO.items():
            answers = published.filter(story=OuterRef("pk"), kind=kind)
            batch.filter(Exists(answers), progress__lt=progress).update(progress=progress)
    for batch in _batches(published.filter(kind="will_change")):
        later = published.filter(follows=OuterRef("pk"))
        batch.filter(Exists(later), is_settled=False).update(is_settled=True)


def _batches(rows):
    newest = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(0, newest + 1, BATCH):
        yield rows.filter(pk__gte=first, pk__lt=first + BATCH)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stories", "0017_places_and_progress")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
