"""Content editors and administrators write words for the same, and see what people look for and do not find."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ["Administrators", "Content editors"]
RIGHTS = ["view_synonyms", "add_synonyms", "change_synonyms", "delete_synonyms", "view_searchmiss"]


def permit(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    app = apps.get_app_config("coproduction_site")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    rights = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="coproduction_site", codename__in=RIGHTS
    )
    for group in Group.objects.filter(name__in=ROLES):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0021_what_partners_send_is_taken_or_not"),
        ("coproduction_site", "0018_what_a_search_understands"),
    ]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
