"""Leads and administrators write the reasons, the ready questions and the words of letters, and publish them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ["Administrators", "Safeguarding leads"]
RIGHTS = {
    "coproduction_site": ["view_letterwords", "change_letterwords", "publish_draft"],
    "stories": ["view_readysentence", "add_readysentence", "change_readysentence"],
}


def permit(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for label, names in RIGHTS.items():
        app = apps.get_app_config(label)
        app.models_module = True  # Else nothing is made for an app as it was.
        create_permissions(app, apps=apps, verbosity=0)
        rights = Permission.objects.filter(content_type__app_label=label, codename__in=names)
        for group in Group.objects.filter(name__in=ROLES):
            group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0025_ready_sentences"),
        ("coproduction_site", "0014_letter_words"),
        ("pages", "0002_roles"),
    ]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
