"""The table of what can be searched, and its index of words: both empty, so nobody waits for them."""

from django.db import migrations, models

from coproduction_site.search import index


class Migration(migrations.Migration):
    dependencies = [("coproduction_site", "0009_files_to_erase")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("desk", "Staff at the desk"), ("everybody", "Everybody")], max_length=9
                    ),
                ),
                ("kind", models.SlugField(db_index=False, max_length=20)),
                ("number", models.BigIntegerField(verbose_name="number of the thing")),
                ("tokens", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("audience", "kind", "number"), name="one_search_entry_for_an_audience"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["desk", "everybody"])),
                        name="search_entry_has_a_known_audience",
                    ),
                ]
            },
        ),
        migrations.RunPython(index.make, migrations.RunPython.noop),
    ]
