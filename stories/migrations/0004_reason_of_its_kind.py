from django.db import migrations, models
from django.db.models import Q

DECLINED = ["", "identifies", "legal", "abuse", "not_a_story", "advert", "duplicate", "other"]
TAKEN_DOWN = ["", "asked", "identifies", "not_right", "legal", "photo", "other"]


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_reasons_as_codes")]

    operations = [
        migrations.AddConstraint(
            model_name="storyevent",
            constraint=models.CheckConstraint(
                name="event_has_a_reason_of_its_kind",
                condition=Q(
                    Q(kind="declined", reason__in=DECLINED),
                    Q(kind="taken_down", reason__in=TAKEN_DOWN),
                    Q(~Q(kind__in=["declined", "taken_down"]), reason=""),
                    _connector="OR",
                ),
            ),
        ),
    ]
