"""Content editors and those who run days see how many get news; nobody sees a list of addresses."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ["Content editors", "Event organisers"]


def give(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    may_count = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", codename="count_newsreader"
    )
    for role in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        role.permissions.add(*may_count)


class Migration(migrations.Migration):
    dependencies = [("pages", "0019_news_by_email")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
