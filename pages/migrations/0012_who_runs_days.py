"""Content editors write the days; whoever runs them books people in as well, and alone reads what they need."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = {
    "Content editors": ["add_event", "change_event", "delete_event", "view_event"],
    "Event organisers": [
        *("add_event", "change_event", "delete_event", "view_event"),
        *("change_booking", "view_booking", "view_accessneed"),
    ],
}
PUBLISH = {"content_type__app_label": "coproduction_site", "codename": "publish_draft"}


def make_role(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for role, names in ROLES.items():
        group, is_new = Group.objects.get_or_create(name=role)
        rights = Permission.objects.filter(content_type__app_label="pages", codename__in=names)
        group.permissions.add(*rights)
        if is_new:
            group.permissions.add(*Permission.objects.filter(**PUBLISH))


class Migration(migrations.Migration):
    dependencies = [("pages", "0011_training_and_meetings")]
    operations = [migrations.RunPython(make_role, migrations.RunPython.noop)]
