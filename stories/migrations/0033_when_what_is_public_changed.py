"""The site map says on which day what everybody reads of a story changed last. Of stories from before it is not known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0032_other_words")]

    operations = [
        migrations.AddField(
            "publication",
            "changed_at",
            models.DateTimeField(null=True, verbose_name="what everybody reads of it changed last"),
        )
    ]
