"""Things to read and use, what partners suggest, and links that were followed. Whoever writes pages looks after them."""

import django.db.models.deletion
import django.utils.timezone
import pages.resources.addresses
import pages.resources.kinds
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
        content_type__app_label="pages",
        content_type__model__in=["resource", "suggestion", "linkcheck"],
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Content editors"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('ladder', '0004_who_writes_statements'),
        ('pages', '0007_reviews'),
        ('partners', '0002_a_version_for_two_who_save'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalResource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('owner', models.CharField(blank=True, db_default='', default='', help_text='The role that keeps it true.', max_length=120)),
                ('owner_email', models.EmailField(blank=True, db_default='', default='', help_text='Gets a letter on the day. Never shown to the public. Without it, all who may change this get the letter.', max_length=254, verbose_name='e-mail address of the owner')),
                ('last_reviewed_on', models.DateField(blank=True, null=True)),
                ('next_review_on', models.DateField(blank=True, null=True)),
                ('slug', models.SlugField(help_text='The last part of the web address. If you change it, the old one leads to the new.', max_length=80, verbose_name='address')),
                ('title', models.CharField(max_length=120)),
                ('summary', models.CharField(help_text='One sentence: what somebody gets out of it.', max_length=250)),
                ('kind', models.CharField(choices=[('guide', 'Guide'), ('checklist', 'List to tick'), ('template', 'Sheet or template'), ('film', 'Film or sound'), ('training', 'Training'), ('research', 'Research'), ('law', 'Law and rules'), ('example', 'Example')], max_length=12)),
                ('audience', models.CharField(choices=[('everybody', 'Everybody'), ('families', 'Families'), ('young', 'Children and young people'), ('staff', 'People who work with families')], default='everybody', max_length=12, verbose_name='for whom')),
                ('level', models.CharField(choices=[('any', 'Any level'), ('person', 'One person'), ('service', 'A service'), ('city', 'The whole city')], default='any', max_length=8)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, help_text='Leave it empty if you don’t know.', null=True, verbose_name='minutes it takes')),
                ('lang', models.CharField(choices=pages.resources.kinds.languages, default='en-GB', max_length=12, verbose_name='language')),
                ('is_easy_read', models.BooleanField(default=False, verbose_name='Easy Read')),
                ('link', models.CharField(blank=True, help_text='For example https://www.example.org/guide, or /ladder/ on this site.', max_length=400, validators=[pages.resources.addresses.leads_somewhere])),
                ('file', models.TextField(blank=True, max_length=100)),
                ('format', models.CharField(choices=[('page', 'Web page'), ('pdf', 'PDF'), ('docx', 'Word'), ('odt', 'OpenDocument'), ('film', 'Film'), ('sound', 'Sound')], default='page', max_length=8)),
                ('kilobytes', models.PositiveIntegerField(blank=True, help_text='Of a file behind a link. Ours are measured.', null=True, verbose_name='size in kB')),
                ('source', models.CharField(max_length=120, verbose_name='who made it')),
                ('licence', models.CharField(blank=True, help_text='What others may do with it. For example: CC BY 4.0.', max_length=120)),
                ('is_checked', models.BooleanField(default=False, help_text='Until then the page says that it still has to be checked.', verbose_name='somebody here has read it')),
                ('is_listed', models.BooleanField(default=True, verbose_name='everybody can see it')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rung', models.ForeignKey(blank=True, db_constraint=False, help_text='The rung that it helps to reach. Leave it empty if it is about all of them.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ladder.rung')),
            ],
            options={
                'verbose_name': 'historical resource',
                'verbose_name_plural': 'historical resources',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Resource',
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
                ('summary', models.CharField(help_text='One sentence: what somebody gets out of it.', max_length=250)),
                ('kind', models.CharField(choices=[('guide', 'Guide'), ('checklist', 'List to tick'), ('template', 'Sheet or template'), ('film', 'Film or sound'), ('training', 'Training'), ('research', 'Research'), ('law', 'Law and rules'), ('example', 'Example')], max_length=12)),
                ('audience', models.CharField(choices=[('everybody', 'Everybody'), ('families', 'Families'), ('young', 'Children and young people'), ('staff', 'People who work with families')], default='everybody', max_length=12, verbose_name='for whom')),
                ('level', models.CharField(choices=[('any', 'Any level'), ('person', 'One person'), ('service', 'A service'), ('city', 'The whole city')], default='any', max_length=8)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, help_text='Leave it empty if you don’t know.', null=True, verbose_name='minutes it takes')),
                ('lang', models.CharField(choices=pages.resources.kinds.languages, default='en-GB', max_length=12, verbose_name='language')),
                ('is_easy_read', models.BooleanField(default=False, verbose_name='Easy Read')),
                ('link', models.CharField(blank=True, help_text='For example https://www.example.org/guide, or /ladder/ on this site.', max_length=400, validators=[pages.resources.addresses.leads_somewhere])),
                ('file', models.FileField(blank=True, upload_to='resources/')),
                ('format', models.CharField(choices=[('page', 'Web page'), ('pdf', 'PDF'), ('docx', 'Word'), ('odt', 'OpenDocument'), ('film', 'Film'), ('sound', 'Sound')], default='page', max_length=8)),
                ('kilobytes', models.PositiveIntegerField(blank=True, help_text='Of a file behind a link. Ours are measured.', null=True, verbose_name='size in kB')),
                ('source', models.CharField(max_length=120, verbose_name='who made it')),
                ('licence', models.CharField(blank=True, help_text='What others may do with it. For example: CC BY 4.0.', max_length=120)),
                ('is_checked', models.BooleanField(default=False, help_text='Until then the page says that it still has to be checked.', verbose_name='somebody here has read it')),
                ('is_listed', models.BooleanField(default=True, verbose_name='everybody can see it')),
                ('rung', models.ForeignKey(blank=True, help_text='The rung that it helps to reach. Leave it empty if it is about all of them.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='ladder.rung')),
            ],
            options={
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link', models.URLField(blank=True, max_length=400)),
                ('checked_on', models.DateField(null=True)),
                ('is_there', models.BooleanField(null=True)),
                ('finding', models.CharField(blank=True, max_length=80)),
                ('failed_days', models.PositiveSmallIntegerField(default=0)),
                ('failing_since', models.DateField(null=True)),
                ('resource', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='link_check', to='pages.resource')),
            ],
            options={
                'verbose_name': 'link that was checked',
                'verbose_name_plural': 'links that were checked',
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('link', models.URLField(max_length=400)),
                ('why', models.CharField(max_length=500)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be read'), ('taken', 'We add it'), ('not taken', 'We don’t add it')], default='waiting', editable=False, max_length=10)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('read_at', models.DateTimeField(editable=False, null=True)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggested_resources', to='partners.partner')),
            ],
            options={
                'verbose_name': 'suggested resource',
            },
        ),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(models.F('is_listed'), models.F('title'), models.F('id'), name='resources_by_title'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link', ''), models.Q(('file', ''), _negated=True)), models.Q(models.Q(('link', ''), _negated=True), ('file', '')), _connector='OR'), name='resource_is_a_link_or_a_file', violation_error_message='Give a link or a file, one of the two.'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', None), ('minutes__gt', 0), _connector='OR'), name='resource_takes_some_time', violation_error_message='It takes one minute or more. Leave it empty if you don’t know.'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(models.F('state'), models.F('sent_at'), name='suggestions_by_state'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('read_at', None), ('state', 'waiting')), models.Q(('read_at__isnull', False), ('state__in', ['taken', 'not taken'])), _connector='OR'), name='suggestion_waits_or_was_read_on_a_day'),
        ),
        migrations.RunPython(editors_may, migrations.RunPython.noop),
    ]
