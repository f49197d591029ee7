"""The communications plan, row by row. Whoever writes pages writes it."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def editors_may(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model="planrow"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Content editors"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0009_case_studies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('aim', models.CharField(max_length=200)),
                ('who', models.CharField(max_length=120, verbose_name='who it is for')),
                ('message', models.CharField(help_text='One message, in plain words.', max_length=250, verbose_name='what they hear')),
                ('channel', models.CharField(max_length=200, verbose_name='how it reaches them')),
                ('day', models.DateField(blank=True, help_text='Leave it empty while it is not agreed.', null=True)),
                ('owner', models.CharField(help_text='A role, not a person.', max_length=120, verbose_name='who sees to it')),
                ('outcome', models.CharField(blank=True, max_length=300, verbose_name='what came of it')),
                ('is_agreed', models.BooleanField(default=False, help_text='Until then the page calls it a draft.', verbose_name='it is agreed')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'row of the communications plan',
                'verbose_name_plural': 'communications plan',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.AlterField(
            model_name='historicalpage',
            name='shows',
            field=models.CharField(blank=True, choices=[('', 'Nothing more'), ('supports', 'The supports and how far each has come'), ('rungs_compared', 'The seven rungs side by side'), ('glossary', 'The glossary'), ('contact', 'How to reach us'), ('plan', 'The communications plan')], max_length=20, verbose_name='shows below the words'),
        ),
        migrations.AlterField(
            model_name='page',
            name='shows',
            field=models.CharField(blank=True, choices=[('', 'Nothing more'), ('supports', 'The supports and how far each has come'), ('rungs_compared', 'The seven rungs side by side'), ('glossary', 'The glossary'), ('contact', 'How to reach us'), ('plan', 'The communications plan')], max_length=20, verbose_name='shows below the words'),
        ),
        migrations.CreateModel(
            name='HistoricalPlanRow',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('aim', models.CharField(max_length=200)),
                ('who', models.CharField(max_length=120, verbose_name='who it is for')),
                ('message', models.CharField(help_text='One message, in plain words.', max_length=250, verbose_name='what they hear')),
                ('channel', models.CharField(max_length=200, verbose_name='how it reaches them')),
                ('day', models.DateField(blank=True, help_text='Leave it empty while it is not agreed.', null=True)),
                ('owner', models.CharField(help_text='A role, not a person.', max_length=120, verbose_name='who sees to it')),
                ('outcome', models.CharField(blank=True, max_length=300, verbose_name='what came of it')),
                ('is_agreed', models.BooleanField(default=False, help_text='Until then the page calls it a draft.', verbose_name='it is agreed')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical row of the communications plan',
                'verbose_name_plural': 'historical communications plan',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
