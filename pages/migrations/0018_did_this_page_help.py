"""Visitors say whether a page helped; whoever writes pages reads it, and tells what was done."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def editors_may(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model__in=["pagefeedback", "sitechange"]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Content editors"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0017_more_that_pages_show'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSiteChange',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('said', models.CharField(help_text='In your own words. Nobody must be known by it.', max_length=300, verbose_name='what people said')),
                ('did', models.CharField(help_text='Or why we could not, and what people can do instead.', max_length=500, verbose_name='what we did')),
                ('happened_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='day')),
                ('is_listed', models.BooleanField(default=False, verbose_name='everybody can see it')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical change to this site',
                'verbose_name_plural': 'historical changes to this site',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PageFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('page', models.CharField(max_length=200)),
                ('helped', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=6)),
                ('reason', models.CharField(blank=True, choices=[('missing', 'What I need is not there'), ('hard', 'The words are hard'), ('wrong', 'Something is wrong or old'), ('broken', 'Something did not work'), ('not for us', 'It is not about families like mine')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'answer to “Did this page help?”',
                'verbose_name_plural': 'answers to “Did this page help?”',
                'indexes': [models.Index(fields=['page', '-sent_at', '-id'], name='feedback_of_a_page'), models.Index(fields=['sent_at'], name='feedback_that_is_over')],
                'constraints': [models.CheckConstraint(condition=models.Q(('helped__in', ['yes', 'partly', 'no'])), name='feedback_says_whether_it_helped')],
            },
        ),
        migrations.CreateModel(
            name='SiteChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('said', models.CharField(help_text='In your own words. Nobody must be known by it.', max_length=300, verbose_name='what people said')),
                ('did', models.CharField(help_text='Or why we could not, and what people can do instead.', max_length=500, verbose_name='what we did')),
                ('happened_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='day')),
                ('is_listed', models.BooleanField(default=False, verbose_name='everybody can see it')),
            ],
            options={
                'verbose_name': 'change to this site',
                'verbose_name_plural': 'changes to this site',
                'ordering': ['-happened_on', '-pk'],
                'indexes': [models.Index(fields=['is_listed', '-happened_on', '-id'], name='site_changes_listed')],
            },
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
