"""Whoever writes the rungs writes the statements too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLE, MODELS = "Content editors", ["statementset", "statement"]


def permit(apps, schema_editor):
    app = apps.get_app_config("ladder")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    group = apps.get_model("auth", "Group").objects.filter(name=ROLE).first()
    if group:
        of_models = apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="ladder", content_type__model__in=MODELS
        )
        group.permissions.add(*of_models)


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0003_statements"),
        ("pages", "0002_roles"),
    ]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
