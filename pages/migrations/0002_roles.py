"""The four roles of council staff, as groups that the admin can show and change."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = ["coproduction_site", "ladder", "pages", "partners", "stories"]
ROLES = {
    "Content editors": {
        "pages": ["page", "support", "glossaryterm", "video", "videoscene", "formeraddress"],
        "ladder": ["rung", "method"],
        "coproduction_site": ["sitesettings", "urgentnumber"],
        "partners": ["charterversion", "chartervalue"],
        "stories": ["theme"],
    },
    "Moderators": {"stories": ["moderate_story", "view_story", "view_storyevent"]},
    "Safeguarding leads": {
        "stories": [
            "moderate_story",
            "read_held_story",
            "export_story",
            "erase_story",
            "view_story",
            "view_storyevent",
        ]
    },
    "Partner managers": {
        "partners": [
            *("partner", "membership", "term", "charterversion", "chartervalue"),
            *("pledge", "statusapplication", "statuslevel", "panelseat"),
        ]
    },
}


def make_roles(apps, schema_editor):
    for label in APPS:
        app = apps.get_app_config(label)
        app.models_module = True  # Else nothing is made for an app as it was.
        create_permissions(app, apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for role, permitted in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        for label, names in permitted.items():
            of_app = Permission.objects.filter(content_type__app_label=label)
            for name in names:
                codename = {"codename": name} if "_" in name else {"content_type__model": name}
                group.permissions.add(*of_app.filter(**codename))


class Migration(migrations.Migration):
    dependencies = [
        ("coproduction_site", "0001_initial"),
        ("ladder", "0001_initial"),
        ("pages", "0001_initial"),
        ("partners", "0001_initial"),
        ("stories", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
