"""A teller may keep a story out of search engines and feeds; what is read for those has an index of its own."""

from django.db import migrations, models

from coproduction_site.postgresql.operations import AddIndexInTraffic


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stories", "0029_places_of_values")]

    operations = [
        migrations.AddField(
            "story",
            "only_here",
            models.BooleanField(
                db_default=False, default=False, verbose_name="not in search engines or feeds"
            ),
        ),
        migrations.AddField(
            "publication", "only_here", models.BooleanField(db_default=False, default=False)
        ),
        AddIndexInTraffic(
            model_name="publication",
            index=models.Index(
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("only_here", False)),
                name="publication_newest_everywhere",
            ),
        ),
    ]
