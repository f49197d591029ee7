"""The public words of a story in easy words or in another language, if its teller says yes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0031_told_in_a_language'),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='in_other_words',
            field=models.BooleanField(db_default=False, default=False, verbose_name="easy words or translation"),
        ),
        migrations.AlterField(
            model_name='storyevent',
            name='kind',
            field=models.CharField(choices=[('submitted', 'Sent by the teller'), ('opened', 'Opened by a moderator'), ('unfolded', 'Words read by a moderator'), ('claimed', 'Taken to read'), ('handed_back', 'Handed back'), ('edited', 'Public copy changed'), ('asked', 'Question to the teller'), ('answered', 'Answer from the teller'), ('shown_edits', 'Edits shown to the teller'), ('agreed', 'Teller agreed to the edits'), ('disagreed', 'Teller did not agree to the edits'), ('yes_gone', 'The teller’s yes was to an earlier version, so it does not hold any more'), ('unasked', 'Published without asking the teller again'), ('stopped', 'No longer waiting for the teller'), ('marked', 'Marks for the desk changed'), ('approved', 'First yes to publishing'), ('first_gone', 'The first yes does not hold any more'), ('handed_over', 'Handed over to a colleague'), ('spam', 'Put with what may be spam'), ('not_spam', 'Taken out of the spam'), ('told', 'Somebody was told, to keep a person safe'), ('typed', 'Typed in by staff'), ('files', 'Photos or documents changed'), ('featured', 'Chosen for the home page, or not any more'), ('published', 'Published'), ('republished', 'Changes published'), ('declined', 'Not published'), ('disclosed', 'Sent by the teller straight to the safeguarding leads'), ('held', 'Held to keep somebody safe'), ('released', 'Back from safeguarding'), ('case_taken', 'A safeguarding lead looks after it'), ('case_note', 'Note between safeguarding leads'), ('case_closed', 'Safeguarding case closed'), ('case_again', 'Safeguarding case opened again'), ('glass', 'Opened in an emergency by somebody who is no lead'), ('taken_down', 'Taken down by staff'), ('withdrawn', 'Taken back by the teller'), ('brought_back', 'Brought back by the teller'), ('code', 'New words for the teller’s own page'), ('consent', 'Consent changed by the teller'), ('asked_again', 'Teller asked to say yes again'), ('renewed', 'Teller said yes again'), ('consent_over', 'Taken down because the consent ended'), ('retell_asked', 'Teller asked about a case study'), ('retell_yes', 'Teller said yes to a case study'), ('retell_no', 'Teller said no to a case study'), ('reword_asked', 'Teller asked about easy words or a translation'), ('reworded', 'Easy words or a translation written'), ('reword_shown', 'Easy words or a translation shown to everybody'), ('reword_gone', 'Easy words or a translation deleted'), ('blanked', 'Private details deleted'), ('exported', 'Taken out of the site as a file'), ('invited', 'Partner asked to answer'), ('reminded', 'Partner reminded'), ('replied', 'Partner sent an answer'), ('reply_back', 'Answer given back to the partner'), ('reply_shown', 'Answer of a partner published')], max_length=12),
        ),
        migrations.CreateModel(
            name='OtherWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('way', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(max_length=30000, verbose_name='text')),
                ('made_by', models.CharField(blank=True, max_length=80, verbose_name='translated by')),
                ('mark', models.CharField(max_length=16)),
                ('published_at', models.DateTimeField(null=True)),
                ('behind_since', models.DateTimeField(null=True)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_words', to='stories.publication')),
            ],
            options={
                'verbose_name_plural': 'other words',
                'ordering': ['publication', 'pk'],
                'indexes': [models.Index(models.F('behind_since'), condition=models.Q(('behind_since__isnull', False)), name='other_words_behind_since')],
                'constraints': [models.UniqueConstraint(fields=('publication', 'way'), name='a_story_is_said_once_in_a_way'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='other_words_are_not_empty'), models.CheckConstraint(condition=models.Q(('published_at', None), ('behind_since', None), _connector='OR'), name='other_words_that_are_behind_are_hidden')],
            },
        ),
    ]
