"""What a search understands beyond the words themselves, and what it did not find: new tables, all empty."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coproduction_site', '0017_what_everybody_can_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpelledWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=20, unique=True)),
                ('count', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Synonyms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('phrases', models.TextField(help_text='One on each line, such as “EHCP” and “education health and care plan”.', max_length=600, verbose_name='words that mean the same')),
            ],
            options={
                'verbose_name': 'words for the same',
                'verbose_name_plural': 'words for the same',
                'ordering': ['phrases'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSynonyms',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('phrases', models.TextField(help_text='One on each line, such as “EHCP” and “education health and care plan”.', max_length=600, verbose_name='words that mean the same')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical words for the same',
                'verbose_name_plural': 'historical words for the same',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SearchMiss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(verbose_name='week that begins on')),
                ('mark', models.CharField(editable=False, max_length=40)),
                ('words', models.CharField(blank=True, max_length=60, verbose_name='what was looked for')),
                ('times', models.PositiveIntegerField(default=0, verbose_name='how often')),
            ],
            options={
                'verbose_name': 'search without a result',
                'verbose_name_plural': 'searches without a result',
                'constraints': [models.UniqueConstraint(fields=('week', 'mark'), name='one_row_for_a_miss_in_a_week'), models.CheckConstraint(condition=models.Q(('words', ''), ('times__gte', 3), _connector='OR'), name='words_of_a_miss_are_kept_from_the_third_time_on')],
            },
        ),
        migrations.CreateModel(
            name='SpelledPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.CharField(max_length=3)),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='coproduction_site.spelledword')),
            ],
            options={
                'indexes': [models.Index(fields=['piece'], name='spelled_word_with_this_piece')],
            },
        ),
    ]
