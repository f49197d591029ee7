"""The index by which the desk finds what one person has done today: beside the traffic, and to be run again."""

from django.db import migrations, models

from coproduction_site.postgresql.operations import AddIndexInTraffic


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stories", "0020_titles_that_the_desk_can_search")]

    operations = [
        AddIndexInTraffic(
            model_name="storyevent",
            index=models.Index(fields=["by", "at"], name="event_of_somebody_by_day"),
        ),
    ]
