"""Pieces of work told under the same headings. Whoever writes pages writes them."""

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
        content_type__app_label="pages", content_type__model="casestudy"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Content editors"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('ladder', '0004_who_writes_statements'),
        ('pages', '0008_resources'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalCaseStudy',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('owner', models.CharField(blank=True, db_default='', default='', help_text='The role that keeps it true.', max_length=120)),
                ('owner_email', models.EmailField(blank=True, db_default='', default='', help_text='Gets a letter on the day. Never shown to the public. Without it, all who may change this get the letter.', max_length=254, verbose_name='e-mail address of the owner')),
                ('last_reviewed_on', models.DateField(blank=True, null=True)),
                ('next_review_on', models.DateField(blank=True, null=True)),
                ('slug', models.SlugField(help_text='The last part of the web address. If you change it, the old one leads to the new.', max_length=80, verbose_name='address')),
                ('title', models.CharField(max_length=120)),
                ('summary', models.CharField(help_text='One sentence, shown large under the title.', max_length=250)),
                ('is_invented', models.BooleanField(default=False, help_text='Then the page says so, at the top.', verbose_name='it is made up')),
                ('had_to_change', models.TextField(max_length=2000, verbose_name='what had to change')),
                ('who', models.TextField(max_length=2000, verbose_name='who took part, and how they were found')),
                ('money', models.CharField(max_length=300, verbose_name='what it cost in money')),
                ('hours', models.CharField(max_length=300, verbose_name='what it cost in hours')),
                ('changed', models.TextField(max_length=2000, verbose_name='what changed')),
                ('known_by', models.TextField(max_length=2000, verbose_name='how you know')),
                ('went_wrong', models.TextField(max_length=2000, verbose_name='what went wrong')),
                ('tips', models.TextField(help_text='One on each line.', max_length=2000, verbose_name='tips')),
                ('consent', models.CharField(help_text='For example: two parents and the club. No names of children.', max_length=300, verbose_name='who said yes to this page')),
                ('consent_ends_on', models.DateField(blank=True, help_text='On that day the page is taken off the list. Ask them before.', null=True, verbose_name='their yes ends on')),
                ('is_listed', models.BooleanField(default=True, verbose_name='everybody can see it')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rung_after', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ladder.rung', verbose_name='rung at the end')),
                ('rung_before', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ladder.rung', verbose_name='rung at the start')),
            ],
            options={
                'verbose_name': 'historical case study',
                'verbose_name_plural': 'historical case studies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='CaseStudy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('owner', models.CharField(blank=True, db_default='', default='', help_text='The role that keeps it true.', max_length=120)),
                ('owner_email', models.EmailField(blank=True, db_default='', default='', help_text='Gets a letter on the day. Never shown to the public. Without it, all who may change this get the letter.', max_length=254, verbose_name='e-mail address of the owner')),
                ('last_reviewed_on', models.DateField(blank=True, null=True)),
                ('next_review_on', models.DateField(blank=True, null=True)),
                ('review_told_for', models.DateField(editable=False, null=True)),
                ('slug', models.SlugField(help_text='The last part of the web address. If you change it, the old one leads to the new.', max_length=80, unique=True, verbose_name='address')),
                ('title', models.CharField(max_length=120)),
                ('summary', models.CharField(help_text='One sentence, shown large under the title.', max_length=250)),
                ('is_invented', models.BooleanField(default=False, help_text='Then the page says so, at the top.', verbose_name='it is made up')),
                ('had_to_change', models.TextField(max_length=2000, verbose_name='what had to change')),
                ('who', models.TextField(max_length=2000, verbose_name='who took part, and how they were found')),
                ('money', models.CharField(max_length=300, verbose_name='what it cost in money')),
                ('hours', models.CharField(max_length=300, verbose_name='what it cost in hours')),
                ('changed', models.TextField(max_length=2000, verbose_name='what changed')),
                ('known_by', models.TextField(max_length=2000, verbose_name='how you know')),
                ('went_wrong', models.TextField(max_length=2000, verbose_name='what went wrong')),
                ('tips', models.TextField(help_text='One on each line.', max_length=2000, verbose_name='tips')),
                ('consent', models.CharField(help_text='For example: two parents and the club. No names of children.', max_length=300, verbose_name='who said yes to this page')),
                ('consent_ends_on', models.DateField(blank=True, help_text='On that day the page is taken off the list. Ask them before.', null=True, verbose_name='their yes ends on')),
                ('is_listed', models.BooleanField(default=True, verbose_name='everybody can see it')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('rung_after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ended_here', to='ladder.rung', verbose_name='rung at the end')),
                ('rung_before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='began_here', to='ladder.rung', verbose_name='rung at the start')),
            ],
            options={
                'verbose_name_plural': 'case studies',
                'ordering': ['order', 'title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('went_wrong', ''), _negated=True), name='case_study_says_what_went_wrong', violation_error_message='Say what went wrong. Something always does, and it is what others learn most from.'), models.CheckConstraint(condition=models.Q(('is_listed', False), ('is_invented', True), ('consent_ends_on__isnull', False), _connector='OR'), name='true_case_study_has_a_yes_that_ends', violation_error_message='Real people are in it. Say when their yes ends.')],
            },
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
