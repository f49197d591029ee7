"""The clock of an answer that nobody can write stands still from now on. It can be run again."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef

from coproduction_site.postgresql.operations import AddIndexInTraffic


def stop_clocks(apps, schema_editor):
    responses = apps.get_model("stories", "Response").objects.using(schema_editor.connection.alias)
    people = apps.get_model("partners", "Membership").objects.filter(user__is_active=True)
    with_partner = responses.filter(state__in=["invited", "returned"])
    with_partner.exclude(Exists(people.filter(partner=OuterRef("partner")))).update(is_asked=False)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("stories", "0023_calls_become_stories_and_partners_are_asked"),
        ("partners", "0002_a_version_for_two_who_save"),
    ]

    operations = [
        AddIndexInTraffic(
            model_name="response",
            index=models.Index(
                "invited_at", "id", condition=models.Q(("is_asked", False)), name="response_not_asked"
            ),
        ),
        migrations.RunPython(stop_clocks, migrations.RunPython.noop),
    ]
