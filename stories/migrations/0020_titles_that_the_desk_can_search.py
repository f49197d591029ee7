"""The entries of the stories that are there: in batches by number, each under the locks of its stories.

It can be run again. What the release before does meanwhile is found by `stories.models.search_put_right`, which the
worker of this release runs in its first round.
"""

from django.db import migrations, transaction

from coproduction_site.search.words import beginnings_of

BATCH = 2_000


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    stories = apps.get_model("stories", "Story").objects.using(alias)
    entries = apps.get_model("coproduction_site", "SearchEntry").objects.using(alias)
    newest = stories.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(0, newest + 1, BATCH):
        batch = stories.filter(pk__gte=first, pk__lt=first + BATCH, held_at=None)
        with transaction.atomic(using=alias):
            _put(entries, batch.exclude(state="draft").select_for_update().order_by("pk"))


def _put(entries, stories):
    named = stories.values_list("pk", "reference", "title", "public_title")
    entries.bulk_create(
        [
            entries.model(audience="desk", kind="story", number=pk, tokens=_tokens(*texts))
            for pk, *texts in named
        ],
        update_conflicts=True,
        unique_fields=["audience", "kind", "number"],
        update_fields=["tokens"],
    )


def _tokens(*texts) -> str:
    return " ".join(["§desk§story", *beginnings_of(" ".join(texts))])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("stories", "0019_what_lists_are_found_by"),
        ("coproduction_site", "0010_what_can_be_searched"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
