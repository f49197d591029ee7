from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import django.utils.timezone


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0010_safeguarding_cases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CopyOfFirstYes',
            fields=[
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='copy_of_first_yes', serialize=False, to='stories.story')),
                ('texts', models.JSONField(default=dict)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='KeptDetail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('words', models.CharField(max_length=300)),
                ('reason', models.CharField(max_length=300, verbose_name='keep it, because …')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='photo',
            name='shows_teller',
            field=models.BooleanField(db_default=False, default=False, verbose_name='it shows who tells the story'),
        ),
        migrations.AlterField(
            model_name='storyevent',
            name='kind',
            field=models.CharField(choices=[('submitted', 'Sent by the teller'), ('opened', 'Opened by a moderator'), ('unfolded', 'Words read by a moderator'), ('claimed', 'Taken to read'), ('handed_back', 'Handed back'), ('edited', 'Public copy changed'), ('asked', 'Question to the teller'), ('answered', 'Answer from the teller'), ('shown_edits', 'Edits shown to the teller'), ('agreed', 'Teller agreed to the edits'), ('disagreed', 'Teller did not agree to the edits'), ('yes_gone', 'The teller’s yes was to an earlier version, so it does not hold any more'), ('unasked', 'Published without asking the teller again'), ('stopped', 'No longer waiting for the teller'), ('marked', 'Marks for the desk changed'), ('approved', 'First yes to publishing'), ('first_gone', 'The first yes does not hold any more'), ('handed_over', 'Handed over to a colleague'), ('spam', 'Put with what may be spam'), ('not_spam', 'Taken out of the spam'), ('told', 'Somebody was told, to keep a person safe'), ('typed', 'Typed in by staff'), ('files', 'Photos or documents changed'), ('featured', 'Chosen for the home page, or not any more'), ('published', 'Published'), ('republished', 'Changes published'), ('declined', 'Not published'), ('disclosed', 'Sent by the teller straight to the safeguarding leads'), ('held', 'Held to keep somebody safe'), ('released', 'Back from safeguarding'), ('case_taken', 'A safeguarding lead looks after it'), ('case_note', 'Note between safeguarding leads'), ('case_closed', 'Safeguarding case closed'), ('case_again', 'Safeguarding case opened again'), ('glass', 'Opened in an emergency by somebody who is no lead'), ('taken_down', 'Taken down by staff'), ('withdrawn', 'Taken back by the teller'), ('consent', 'Consent changed by the teller'), ('asked_again', 'Teller asked to say yes again'), ('renewed', 'Teller said yes again'), ('consent_over', 'Taken down because the consent ended'), ('blanked', 'Private details deleted'), ('exported', 'Taken out of the site as a file'), ('invited', 'Partner asked to answer'), ('reminded', 'Partner reminded'), ('replied', 'Partner sent an answer'), ('reply_back', 'Answer given back to the partner'), ('reply_shown', 'Answer of a partner published')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(('shows_teller', False), ('shows_people', True), _connector='OR'), name='a_photo_of_the_teller_shows_people'),
        ),
        migrations.AddField(
            model_name='copyoffirstyes',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keptdetail',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keptdetail',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_details', to='stories.story'),
        ),
        migrations.AddConstraint(
            model_name='keptdetail',
            constraint=models.UniqueConstraint(fields=('story', 'kind', 'words'), name='a_detail_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='keptdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='a_kept_detail_says_why'),
        ),
    ]
