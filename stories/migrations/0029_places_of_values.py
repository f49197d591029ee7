"""Stories are found by a value of the charter: its address and the day of the story stand in the link, with an index.

In batches by number, each a short statement, so that the site can stay up, and so that it can be run again. The columns
have a default, so the release before this one can go on writing; what it does meanwhile, `stories.models.put_right` finds.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, OuterRef, Subquery

from coproduction_site.postgresql.operations import AddIndexInTraffic

BATCH = 5_000
LINK = [
    migrations.CreateModel(
        name="PublicationValue",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "publication",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="stories.publication"),
            ),
            (
                "value",
                models.ForeignKey(
                    db_column="chartervalue_id",
                    on_delete=django.db.models.deletion.CASCADE,
                    to="partners.chartervalue",
                ),
            ),
        ],
        options={
            "db_table": "stories_publication_values",
            "unique_together": {("publication", "value")},
        },
    ),
    migrations.AlterField(
        model_name="publication",
        name="values",
        field=models.ManyToManyField(
            blank=True,
            related_name="publications",
            through="stories.PublicationValue",
            to="partners.chartervalue",
        ),
    ),
]


def fill(apps, schema_editor):
    """Of a value in two versions of the charter a story keeps the newer."""
    using = schema_editor.connection.alias
    publications, links, values = (
        apps.get_model(*name).objects.using(using)
        for name in [
            ("stories", "Publication"),
            ("stories", "PublicationValue"),
            ("partners", "CharterValue"),
        ]
    )
    newer = values.filter(
        publicationvalue__publication=OuterRef("publication"),
        slug=OuterRef("value__slug"),
        pk__gt=OuterRef("value"),
    )
    day = publications.filter(pk=OuterRef("publication")).values("published_at")
    address = values.filter(pk=OuterRef("value")).values("slug")
    newest = links.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(0, newest + 1, BATCH):
        batch = links.filter(pk__gte=first, pk__lt=first + BATCH)
        older = batch.exclude(value__slug="").filter(Exists(newer))
        batch.filter(pk__in=list(older.values_list("pk", flat=True))).delete()
        batch.filter(published_at=None).update(published_at=Subquery(day), slug=Subquery(address))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stories", "0028_told_again_as_case_studies")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=LINK),
        migrations.AddField("publicationvalue", "published_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "publicationvalue", "slug", models.SlugField(db_default="", db_index=False, default="")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        AddIndexInTraffic(
            model_name="publicationvalue",
            index=models.Index(
                models.F("slug"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("publication"), descending=True),
                name="publication_of_a_value",
            ),
        ),
    ]
