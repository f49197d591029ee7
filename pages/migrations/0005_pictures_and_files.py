import django.db.models.deletion
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def editors_may(apps, schema_editor):
    """Whoever writes pages looks after what stands on them."""
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model="pagefile"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Content editors"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0003_a_version_for_two_who_save"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ("file", models.FileField(upload_to="pages/")),
                (
                    "title",
                    models.CharField(
                        help_text="The words of the link, or the line under the picture.", max_length=120
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="For people who cannot see it. A document needs none.",
                        max_length=250,
                        verbose_name="what the picture shows",
                    ),
                ),
                ("is_picture", models.BooleanField(editable=False)),
                ("size", models.PositiveIntegerField(editable=False)),
                ("pages", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="pages.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture or file",
                "verbose_name_plural": "pictures and files",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_picture", False),
                            models.Q(("alt", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="picture_of_a_page_has_words",
                        violation_error_message="Say what the picture shows.",
                    )
                ],
            },
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
