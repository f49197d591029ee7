"""Public stories may be told again as case studies, if their tellers say yes."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0027_piles_and_pairs'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storyevent',
            name='kind',
            field=models.CharField(choices=[('submitted', 'Sent by the teller'), ('opened', 'Opened by a moderator'), ('unfolded', 'Words read by a moderator'), ('claimed', 'Taken to read'), ('handed_back', 'Handed back'), ('edited', 'Public copy changed'), ('asked', 'Question to the teller'), ('answered', 'Answer from the teller'), ('shown_edits', 'Edits shown to the teller'), ('agreed', 'Teller agreed to the edits'), ('disagreed', 'Teller did not agree to the edits'), ('yes_gone', 'The teller’s yes was to an earlier version, so it does not hold any more'), ('unasked', 'Published without asking the teller again'), ('stopped', 'No longer waiting for the teller'), ('marked', 'Marks for the desk changed'), ('approved', 'First yes to publishing'), ('first_gone', 'The first yes does not hold any more'), ('handed_over', 'Handed over to a colleague'), ('spam', 'Put with what may be spam'), ('not_spam', 'Taken out of the spam'), ('told', 'Somebody was told, to keep a person safe'), ('typed', 'Typed in by staff'), ('files', 'Photos or documents changed'), ('featured', 'Chosen for the home page, or not any more'), ('published', 'Published'), ('republished', 'Changes published'), ('declined', 'Not published'), ('disclosed', 'Sent by the teller straight to the safeguarding leads'), ('held', 'Held to keep somebody safe'), ('released', 'Back from safeguarding'), ('case_taken', 'A safeguarding lead looks after it'), ('case_note', 'Note between safeguarding leads'), ('case_closed', 'Safeguarding case closed'), ('case_again', 'Safeguarding case opened again'), ('glass', 'Opened in an emergency by somebody who is no lead'), ('taken_down', 'Taken down by staff'), ('withdrawn', 'Taken back by the teller'), ('brought_back', 'Brought back by the teller'), ('code', 'New words for the teller’s own page'), ('consent', 'Consent changed by the teller'), ('asked_again', 'Teller asked to say yes again'), ('renewed', 'Teller said yes again'), ('consent_over', 'Taken down because the consent ended'), ('retell_asked', 'Teller asked about a case study'), ('retell_yes', 'Teller said yes to a case study'), ('retell_no', 'Teller said no to a case study'), ('blanked', 'Private details deleted'), ('exported', 'Taken out of the site as a file'), ('invited', 'Partner asked to answer'), ('reminded', 'Partner reminded'), ('replied', 'Partner sent an answer'), ('reply_back', 'Answer given back to the partner'), ('reply_shown', 'Answer of a partner published')], max_length=12),
        ),
        migrations.CreateModel(
            name='Retelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No')], max_length=3)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='retelling', to='stories.story')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', 'yes'), ('ends_on__isnull', False)), models.Q(models.Q(('answer', 'yes'), _negated=True), ('ends_on__isnull', True)), _connector='OR'), name='only_a_yes_to_a_retelling_ends')],
            },
        ),
    ]
