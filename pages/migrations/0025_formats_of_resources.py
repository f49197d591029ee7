"""A resource is there in several formats, each a row. The columns of one format stay for the release before this one.

That release goes on filling them. This one leaves them out, so the database knows a value for each; a link has to lead
somewhere, and leads to the list.
"""

import django.db.models.deletion
import pages.resources.addresses
import pages.resources.kinds
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

FORMATS = [
    ("page", "Web page"),
    ("pdf", "PDF"),
    ("docx", "Word"),
    ("odt", "OpenDocument"),
    ("film", "Film"),
    ("sound", "Sound"),
]


def columns():
    """Of a format, and of its history."""
    return [
        ("format", models.CharField(choices=FORMATS, max_length=8)),
        (
            "link",
            models.CharField(
                blank=True,
                help_text="For example https://www.example.org/guide, or /ladder/ on this site.",
                max_length=400,
                validators=[pages.resources.addresses.leads_somewhere],
            ),
        ),
        (
            "size",
            models.PositiveBigIntegerField(editable=False, null=True, verbose_name="size in bytes"),
        ),
        (
            "lang",
            models.CharField(
                blank=True,
                choices=pages.resources.kinds.languages,
                max_length=12,
                verbose_name="language, if it is another one",
            ),
        ),
    ]


def editors_may(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model="resourceformat"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Content editors"):
        group.permissions.add(*permissions)


def left_out(name, link):
    """The columns of one format, of the table with this name."""
    file = models.FileField if name == "resource" else models.TextField
    options = {"upload_to": "resources/"} if name == "resource" else {"max_length": 100}
    return [
        migrations.AlterField(
            name,
            "link",
            models.CharField(
                blank=True,
                db_default=link,
                default=link,
                max_length=400,
                validators=[pages.resources.addresses.leads_somewhere],
            ),
        ),
        migrations.AlterField(name, "file", file(blank=True, db_default="", default="", **options)),
        migrations.AlterField(
            name,
            "format",
            models.CharField(choices=FORMATS, db_default="page", default="page", max_length=8),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0024_films_in_sign_language"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ResourceFormat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="formats",
                        to="pages.resource",
                    ),
                ),
                *columns(),
                ("file", models.FileField(blank=True, upload_to="resources/")),
            ],
            options={"verbose_name": "format", "ordering": ["pk"]},
        ),
        migrations.AddConstraint(
            model_name="resourceformat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link", ""), models.Q(("file", ""), _negated=True)),
                    models.Q(models.Q(("link", ""), _negated=True), ("file", "")),
                    _connector="OR",
                ),
                name="format_is_a_link_or_a_file",
                violation_error_message="Give a link or a file, one of the two.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resourceformat",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), ("size__isnull", False), _connector="OR"),
                name="file_of_a_format_was_measured",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalResourceFormat",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                *columns(),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pages.resource",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical format",
                "verbose_name_plural": "historical formats",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RemoveConstraint("resource", "resource_is_a_link_or_a_file"),
        *left_out("resource", "/resources/"),
        *left_out("historicalresource", ""),
        migrations.AlterField(
            "linkcheck",
            "resource",
            models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="link_check",
                to="pages.resource",
            ),
        ),
        migrations.AddField(
            "linkcheck",
            "format",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="link_check",
                to="pages.resourceformat",
            ),
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
