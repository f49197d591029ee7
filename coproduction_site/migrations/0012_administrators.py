"""A role for whoever looks after people, settings and letters, so that superusers are for emergencies alone."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = ["coproduction_site", "post_office"]
RIGHTS = ["read_log", "answer_rights"]
ROLES = {
    "Administrators": {
        "coproduction_site": [
            *("add_user", "change_user", "view_user"),
            *("add_sitesettings", "change_sitesettings", "view_sitesettings"),
            *("add_urgentnumber", "change_urgentnumber", "delete_urgentnumber", "view_urgentnumber"),
            *RIGHTS,
        ],
        "post_office": ["view_email"],
    },
    "Safeguarding leads": {"coproduction_site": RIGHTS},
}


def make_role(apps, schema_editor):
    for label in APPS:
        app = apps.get_app_config(label)
        app.models_module = True  # Else nothing is made for an app as it was.
        create_permissions(app, apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for role, permitted in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        for label, names in permitted.items():
            rights = Permission.objects.filter(content_type__app_label=label, codename__in=names)
            group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("coproduction_site", "0011_letter_about_what_waits"),
        ("pages", "0002_roles"),
        ("post_office", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ["email"],
                "permissions": [
                    ("read_log", "Can read the log of the desk"),
                    ("answer_rights", "Can find, hand out and erase what is held about a person"),
                    ("read_letters", "Can read the words of letters"),
                ],
            },
        ),
        migrations.RunPython(make_role, migrations.RunPython.noop),
    ]
