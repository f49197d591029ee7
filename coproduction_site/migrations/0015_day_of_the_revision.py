from django.db import migrations, models
from django.utils import timezone


def give_it_a_day(apps, schema_editor):
    revision = apps.get_model("coproduction_site", "ContentRevision")
    revision.objects.filter(moved_on=None).update(moved_on=timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [("coproduction_site", "0014_letter_words")]

    operations = [
        migrations.AddField("contentrevision", "moved_on", models.DateField(null=True)),
        migrations.RunPython(give_it_a_day, migrations.RunPython.noop),
    ]
