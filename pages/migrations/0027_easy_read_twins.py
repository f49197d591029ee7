"""Easy Read twins of pages, and their steps. Whoever writes pages writes them."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pages.easy_read.measures
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


ROLES = ["Administrators", "Content editors"]
MODELS = ["easyreadtwin", "easyreadstep"]


def editors_may(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model__in=MODELS
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0026_each_resource_in_its_first_format'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EasyReadTwin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('title', models.CharField(max_length=60)),
                ('place', models.CharField(blank=True, choices=[('ladder:ladder', 'The ladder'), ('partners:list', 'Partners'), ('charter:charter', 'Our charter'), ('stories:list', 'Stories'), ('stories:start', 'Tell your story')], max_length=20, verbose_name='or one of these')),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('checked_by', models.CharField(blank=True, help_text='A group, and not the name of one person. For example: five people with a learning disability.', max_length=120, verbose_name='who checked it')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='when they checked it')),
                ('were_paid', models.BooleanField(default=False, verbose_name='they were paid')),
                ('written_for', models.TextField(blank=True, default='', editable=False)),
                ('looked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('page', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='easy_read', to='pages.page')),
            ],
            options={
                'verbose_name': 'Easy Read page',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EasyReadStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('text', models.TextField(help_text='One idea. One sentence on each line, of 15 words at most.', max_length=240, validators=[pages.easy_read.measures.is_easy], verbose_name='sentences')),
                ('hard_word', models.CharField(blank=True, help_text='If the sentences tell what a hard word means. It is shown in bold.', max_length=60)),
                ('drawing', models.CharField(max_length=40)),
                ('link', models.CharField(blank=True, help_text='For example /stories/', max_length=120, validators=[django.core.validators.RegexValidator('^/[\\w/#-]*\\Z', 'Write an address on this site. It begins with /.')])),
                ('link_text', models.CharField(blank=True, max_length=60, verbose_name='words of the link')),
                ('twin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='pages.easyreadtwin')),
            ],
            options={
                'verbose_name': 'step',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalEasyReadStep',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('text', models.TextField(help_text='One idea. One sentence on each line, of 15 words at most.', max_length=240, validators=[pages.easy_read.measures.is_easy], verbose_name='sentences')),
                ('hard_word', models.CharField(blank=True, help_text='If the sentences tell what a hard word means. It is shown in bold.', max_length=60)),
                ('drawing', models.CharField(max_length=40)),
                ('link', models.CharField(blank=True, help_text='For example /stories/', max_length=120, validators=[django.core.validators.RegexValidator('^/[\\w/#-]*\\Z', 'Write an address on this site. It begins with /.')])),
                ('link_text', models.CharField(blank=True, max_length=60, verbose_name='words of the link')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('twin', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pages.easyreadtwin')),
            ],
            options={
                'verbose_name': 'historical step',
                'verbose_name_plural': 'historical steps',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalEasyReadTwin',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('title', models.CharField(max_length=60)),
                ('place', models.CharField(blank=True, choices=[('ladder:ladder', 'The ladder'), ('partners:list', 'Partners'), ('charter:charter', 'Our charter'), ('stories:list', 'Stories'), ('stories:start', 'Tell your story')], max_length=20, verbose_name='or one of these')),
                ('order', models.PositiveSmallIntegerField(default=100)),
                ('checked_by', models.CharField(blank=True, help_text='A group, and not the name of one person. For example: five people with a learning disability.', max_length=120, verbose_name='who checked it')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='when they checked it')),
                ('were_paid', models.BooleanField(default=False, verbose_name='they were paid')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pages.page')),
            ],
            options={
                'verbose_name': 'historical Easy Read page',
                'verbose_name_plural': 'historical Easy Read pages',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='easyreadtwin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('page', None), models.Q(('place', ''), _negated=True)), models.Q(('page__isnull', False), ('place', '')), _connector='OR'), name='easy_read_is_the_twin_of_one_page', violation_error_message='Choose the page that it is the twin of: one, and only one.'),
        ),
        migrations.AddConstraint(
            model_name='easyreadtwin',
            constraint=models.UniqueConstraint(condition=models.Q(('place', ''), _negated=True), fields=('place',), name='a_place_has_one_easy_read_twin', violation_error_message='This page has an Easy Read twin already.'),
        ),
        migrations.AddConstraint(
            model_name='easyreadtwin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_by', ''), ('checked_on', None), ('were_paid', False)), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_on__isnull', False), ('were_paid', True)), _connector='OR'), name='easy_read_is_tested_with_three_facts', violation_error_message='Write all three: who checked it, when, and that they were paid. Or none of them yet.'),
        ),
        migrations.AddConstraint(
            model_name='easyreadstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link', ''), ('link_text', '')), models.Q(models.Q(('link', ''), _negated=True), models.Q(('link_text', ''), _negated=True)), _connector='OR'), name='easy_read_link_has_its_words', violation_error_message='A link needs an address and words.'),
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
