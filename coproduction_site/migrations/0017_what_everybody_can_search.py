"""What a result shows stands beside its words. Columns with a default are added without making the table anew."""

from django.db import migrations, models

TABLE = "coproduction_site_searchentry"
COLUMNS = {
    "address": "varchar(300)",
    "title": "varchar(200)",
    "shown": "text",
    "other_names": "text",
    "lang": "varchar(12)",
}


def add_columns(apps, schema_editor):
    """By hand: Django would copy the whole table on SQLite, and its index of words with it."""
    for name, kind in COLUMNS.items():
        schema_editor.execute(f"ALTER TABLE {TABLE} ADD COLUMN {name} {kind} DEFAULT '' NOT NULL")


def take_columns(apps, schema_editor):
    for name in COLUMNS:
        schema_editor.execute(f"ALTER TABLE {TABLE} DROP COLUMN {name}")


def text(**options):
    return models.TextField(blank=True, db_default="", default="", **options)


def short(length):
    return models.CharField(blank=True, db_default="", default="", max_length=length)


class Migration(migrations.Migration):
    dependencies = [("coproduction_site", "0016_what_the_council_says_of_itself")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add_columns, take_columns)],
            state_operations=[
                migrations.AddField("searchentry", "address", short(300)),
                migrations.AddField("searchentry", "title", short(200)),
                migrations.AddField("searchentry", "shown", text(verbose_name="what a result may quote")),
                migrations.AddField("searchentry", "other_names", text(verbose_name="one on each line")),
                migrations.AddField("searchentry", "lang", short(12)),
            ],
        ),
    ]
