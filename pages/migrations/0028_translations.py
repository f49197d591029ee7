"""Pages in other languages. Whoever writes pages writes them."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


ROLES = ["Administrators", "Content editors"]


def editors_may(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model="translation"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0027_easy_read_twins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalTranslation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('place', models.CharField(blank=True, choices=[('ladder:ladder', 'The ladder')], max_length=20, verbose_name='or this one')),
                ('language', models.CharField(choices=[('pa', 'Panjabi'), ('pl', 'Polish'), ('ur', 'Urdu')], max_length=5)),
                ('title', models.CharField(max_length=120)),
                ('menu_title', models.CharField(max_length=40, verbose_name='short title')),
                ('summary', models.CharField(max_length=300)),
                ('body', models.TextField()),
                ('is_about_safety', models.BooleanField(default=True, help_text='Then its words are shown only when a speaker has checked them.', verbose_name='it is about safety, consent or private details')),
                ('checked_by', models.CharField(blank=True, max_length=120, verbose_name='who checked it')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='when they checked it')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pages.page')),
            ],
            options={
                'verbose_name': 'historical translation',
                'verbose_name_plural': 'historical translations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('place', models.CharField(blank=True, choices=[('ladder:ladder', 'The ladder')], max_length=20, verbose_name='or this one')),
                ('written_for', models.TextField(blank=True, default='', editable=False)),
                ('looked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('language', models.CharField(choices=[('pa', 'Panjabi'), ('pl', 'Polish'), ('ur', 'Urdu')], max_length=5)),
                ('title', models.CharField(max_length=120)),
                ('menu_title', models.CharField(max_length=40, verbose_name='short title')),
                ('summary', models.CharField(max_length=300)),
                ('body', models.TextField()),
                ('is_about_safety', models.BooleanField(default=True, help_text='Then its words are shown only when a speaker has checked them.', verbose_name='it is about safety, consent or private details')),
                ('checked_by', models.CharField(blank=True, max_length=120, verbose_name='who checked it')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='when they checked it')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='pages.page')),
            ],
            options={
                'ordering': ['language', 'title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('page', None), models.Q(('place', ''), _negated=True)), models.Q(('page__isnull', False), ('place', '')), _connector='OR'), name='translation_is_of_one_page', violation_error_message='Choose the page that it is the translation of: one, and only one.'), models.UniqueConstraint(fields=('language', 'page'), name='page_has_one_translation_a_language', violation_error_message='This page has a translation into this language already.'), models.UniqueConstraint(condition=models.Q(('place', ''), _negated=True), fields=('language', 'place'), name='place_has_one_translation_a_language', violation_error_message='This page has a translation into this language already.'), models.CheckConstraint(condition=models.Q(models.Q(('checked_by', ''), ('checked_on', None)), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_on__isnull', False)), _connector='OR'), name='translation_is_checked_with_two_facts', violation_error_message='Write both: who checked it, and when.'), models.CheckConstraint(condition=models.Q(('language__in', ['pa', 'pl', 'ur'])), name='translation_is_into_a_known_language')],
            },
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
