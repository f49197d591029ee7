"""Whoever serves the Board sees the steps that groups let it see."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ["Content editors", "Partner managers"]


def permit(apps, schema_editor):
    app = apps.get_app_config("ladder")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="ladder", codename="view_groupround"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0005_groups"),
        ("pages", "0002_roles"),
    ]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
