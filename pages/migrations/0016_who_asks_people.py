"""Content editors write the chances to join in; whoever runs days sees who wants to join in as well."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITE = ["add_chance", "change_chance", "delete_chance", "view_chance"]
ROLES = {"Content editors": WRITE, "Event organisers": [*WRITE, "view_interest"]}


def add_rights(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for role, names in ROLES.items():
        rights = Permission.objects.filter(content_type__app_label="pages", codename__in=names)
        Group.objects.get_or_create(name=role)[0].permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [("pages", "0015_chances_to_join_in")]
    operations = [migrations.RunPython(add_rights, migrations.RunPython.noop)]
