"""What the lists are read from. Columns only, each with a default, so the release before this one can go on writing."""

import django.db.models.deletion
from django.db import migrations, models


def _link(name, of, to):
    """The table is there already: from now on it has a model, because it gets a column."""
    return [
        migrations.CreateModel(
            name=name,
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="stories.publication"
                    ),
                ),
                (of, models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=to)),
            ],
            options={
                "db_table": f"stories_publication_{of}s",
                "unique_together": {("publication", of)},
            },
        ),
        migrations.AlterField(
            model_name="publication",
            name=f"{of}s",
            field=models.ManyToManyField(
                blank=True, related_name="publications", through=f"stories.{name}", to=to
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("stories", "0016_walk_through_the_questions")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *_link("PublicationPartner", "partner", "partners.partner"),
                *_link("PublicationTheme", "theme", "stories.theme"),
            ]
        ),
        migrations.AddField("publicationpartner", "published_at", models.DateTimeField(null=True)),
        migrations.AddField("publicationtheme", "published_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "publication", "progress", models.PositiveSmallIntegerField(db_default=0, default=0)
        ),
        migrations.AddField(
            "response",
            "is_settled",
            models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            "figure",
            "number",
            models.PositiveIntegerField("how many times", db_default=1, default=1),
        ),
    ]
