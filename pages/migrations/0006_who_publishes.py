"""Whoever may write what the public reads may publish it, as before: a council can take that from a role."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITTEN = {
    "coproduction_site": ["sitesettings", "urgentnumber"],
    "ladder": ["rung", "method"],
    "pages": ["page", "support", "glossaryterm", "video"],
    "partners": ["charterversion", "chartervalue", "statuslevel", "term"],
    "stories": ["theme"],
}


def let_writers_publish(apps, schema_editor):
    app = apps.get_app_config("coproduction_site")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    Permission = apps.get_model("auth", "Permission")
    publish = Permission.objects.get(
        content_type__app_label="coproduction_site", codename="publish_draft"
    )
    for label, models in WRITTEN.items():
        names = [f"{verb}_{model}" for verb in ("add", "change") for model in models]
        for permission in Permission.objects.filter(content_type__app_label=label, codename__in=names):
            for group in permission.group_set.all():
                group.permissions.add(publish)
            for user in permission.user_set.all():
                user.user_permissions.add(publish)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_pictures_and_files"),
        ("coproduction_site", "0013_drafts"),
        ("ladder", "0002_a_version_for_two_who_save"),
        ("partners", "0002_a_version_for_two_who_save"),
        ("stories", "0020_titles_that_the_desk_can_search"),
    ]
    operations = [migrations.RunPython(let_writers_publish, migrations.RunPython.noop)]
