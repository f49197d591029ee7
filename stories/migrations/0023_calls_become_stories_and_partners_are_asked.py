"""A call knows the story that came of it, and an answer whether anybody could be asked for it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0022_themes_skipped_for_a_day")]

    operations = [
        migrations.AddField(
            model_name="callrequest",
            name="story",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calls",
                to="stories.story",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="is_asked",
            field=models.BooleanField(db_default=True, default=True, editable=False),
        ),
    ]
