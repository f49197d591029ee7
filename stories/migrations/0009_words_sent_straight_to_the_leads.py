from django.db import migrations, models
from django.db.models import Q

SENT = Q(
    ~Q(state="draft"),
    submitted_at__isnull=False,
    disclosed_at=None,
    consent_read=True,
    consented_at__isnull=False,
)
DISCLOSED = Q(
    state__in=["safeguarding", "withdrawn"],
    submitted_at__isnull=False,
    held_at__isnull=False,
    disclosed_at__isnull=False,
    consent_read=False,
    consent_publish=False,
    consent_training=False,
    consent_press=False,
    consented_at=None,
)


class Migration(migrations.Migration):
    """The new column is empty for all rows and for those that the release before still writes, so both rules hold."""

    dependencies = [("stories", "0008_what_a_yes_was_said_to")]

    operations = [
        migrations.AddField(
            model_name="story",
            name="disclosed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='storyevent',
            name='kind',
            field=models.CharField(choices=[('submitted', 'Sent by the teller'), ('opened', 'Opened by a moderator'), ('claimed', 'Taken to read'), ('handed_back', 'Handed back'), ('edited', 'Public copy changed'), ('asked', 'Question to the teller'), ('answered', 'Answer from the teller'), ('shown_edits', 'Edits shown to the teller'), ('agreed', 'Teller agreed to the edits'), ('disagreed', 'Teller did not agree to the edits'), ('yes_gone', 'The teller’s yes was to an earlier version, so it does not hold any more'), ('unasked', 'Published without asking the teller again'), ('stopped', 'No longer waiting for the teller'), ('marked', 'Marks for the desk changed'), ('approved', 'First yes to publishing'), ('first_gone', 'The first yes does not hold any more'), ('handed_over', 'Handed over to a colleague'), ('spam', 'Put with what may be spam'), ('not_spam', 'Taken out of the spam'), ('told', 'Somebody was told, to keep a person safe'), ('typed', 'Typed in by staff'), ('files', 'Photos or documents changed'), ('featured', 'Chosen for the home page, or not any more'), ('published', 'Published'), ('republished', 'Changes published'), ('declined', 'Not published'), ('disclosed', 'Sent by the teller straight to the safeguarding leads'), ('held', 'Held to keep somebody safe'), ('released', 'Back from safeguarding'), ('taken_down', 'Taken down by staff'), ('withdrawn', 'Taken back by the teller'), ('consent', 'Consent changed by the teller'), ('asked_again', 'Teller asked to say yes again'), ('renewed', 'Teller said yes again'), ('consent_over', 'Taken down because the consent ended'), ('blanked', 'Private details deleted'), ('exported', 'Taken out of the site as a file'), ('invited', 'Partner asked to answer'), ('reminded', 'Partner reminded'), ('replied', 'Partner sent an answer'), ('reply_back', 'Answer given back to the partner'), ('reply_shown', 'Answer of a partner published')], max_length=12),
        ),
        migrations.RemoveConstraint(model_name="story", name="sent_story_may_be_read"),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                name="sent_story_may_be_read",
                condition=Q(state="draft", submitted_at=None, disclosed_at=None) | SENT | DISCLOSED,
            ),
        ),
    ]
