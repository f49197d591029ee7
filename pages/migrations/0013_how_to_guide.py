"""The how-to guide, step by step. Whoever writes pages writes it."""

import django.db.models.deletion
import pages.toolkit.models
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def editors_may(apps, schema_editor):
    app = apps.get_app_config("pages")
    app.models_module = True  # Else nothing is made for an app as it was.
    create_permissions(app, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model="toolkitstep"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Content editors"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('ladder', '0007_methods_with_steps'),
        ('pages', '0012_who_runs_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalToolkitStep',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('owner', models.CharField(blank=True, db_default='', default='', help_text='The role that keeps it true.', max_length=120)),
                ('owner_email', models.EmailField(blank=True, db_default='', default='', help_text='Gets a letter on the day. Never shown to the public. Without it, all who may change this get the letter.', max_length=254, verbose_name='e-mail address of the owner')),
                ('last_reviewed_on', models.DateField(blank=True, null=True)),
                ('next_review_on', models.DateField(blank=True, null=True)),
                ('slug', models.SlugField(help_text='The last part of the web address. If you change it, the old one leads to the new.', max_length=40, verbose_name='address')),
                ('title', models.CharField(max_length=40)),
                ('summary', models.CharField(help_text='One sentence, shown large under the title.', max_length=200)),
                ('ticks', models.TextField(help_text='5 to 7, one on each line.', max_length=1200, validators=[pages.toolkit.models.fits_a_list], verbose_name='lines to tick')),
                ('sheet_title', models.CharField(max_length=60, verbose_name='name of the sheet to fill in')),
                ('questions', models.TextField(help_text='One on each line, 7 or fewer. There is room to write below each.', max_length=1200, validators=[pages.toolkit.models.is_short], verbose_name='questions on the sheet')),
                ('warning', models.CharField(help_text='What it looks like when it slips.', max_length=300)),
                ('costs', models.TextField(help_text='Hours and money, told straight.', max_length=500, verbose_name='what it costs')),
                ('is_agreed', models.BooleanField(default=False, help_text='Until then the page calls it a draft, for families to change.', verbose_name='it is agreed')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story_rung', models.ForeignKey(blank=True, db_constraint=False, help_text='The newest public story on this rung is shown. If there is none, or this is empty, no story is.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ladder.rung', verbose_name='rung of the story')),
                ('warning_rung', models.ForeignKey(blank=True, db_constraint=False, help_text='Where this step ends if the warning comes true.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ladder.rung', verbose_name='rung that it slips down to')),
            ],
            options={
                'verbose_name': 'historical step of the how-to guide',
                'verbose_name_plural': 'historical how-to guide',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ToolkitStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('owner', models.CharField(blank=True, db_default='', default='', help_text='The role that keeps it true.', max_length=120)),
                ('owner_email', models.EmailField(blank=True, db_default='', default='', help_text='Gets a letter on the day. Never shown to the public. Without it, all who may change this get the letter.', max_length=254, verbose_name='e-mail address of the owner')),
                ('last_reviewed_on', models.DateField(blank=True, null=True)),
                ('next_review_on', models.DateField(blank=True, null=True)),
                ('review_told_for', models.DateField(editable=False, null=True)),
                ('slug', models.SlugField(help_text='The last part of the web address. If you change it, the old one leads to the new.', max_length=40, unique=True, verbose_name='address')),
                ('title', models.CharField(max_length=40)),
                ('summary', models.CharField(help_text='One sentence, shown large under the title.', max_length=200)),
                ('ticks', models.TextField(help_text='5 to 7, one on each line.', max_length=1200, validators=[pages.toolkit.models.fits_a_list], verbose_name='lines to tick')),
                ('sheet_title', models.CharField(max_length=60, verbose_name='name of the sheet to fill in')),
                ('questions', models.TextField(help_text='One on each line, 7 or fewer. There is room to write below each.', max_length=1200, validators=[pages.toolkit.models.is_short], verbose_name='questions on the sheet')),
                ('warning', models.CharField(help_text='What it looks like when it slips.', max_length=300)),
                ('costs', models.TextField(help_text='Hours and money, told straight.', max_length=500, verbose_name='what it costs')),
                ('is_agreed', models.BooleanField(default=False, help_text='Until then the page calls it a draft, for families to change.', verbose_name='it is agreed')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('story_rung', models.ForeignKey(blank=True, help_text='The newest public story on this rung is shown. If there is none, or this is empty, no story is.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ladder.rung', verbose_name='rung of the story')),
                ('warning_rung', models.ForeignKey(help_text='Where this step ends if the warning comes true.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ladder.rung', verbose_name='rung that it slips down to')),
            ],
            options={
                'verbose_name': 'step of the how-to guide',
                'verbose_name_plural': 'how-to guide',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
