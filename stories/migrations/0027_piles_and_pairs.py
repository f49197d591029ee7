"""Indexes that hold what a pile or two choices ask for and no more: beside the traffic, and to be run again."""

from django.db import migrations, models

from coproduction_site.postgresql.operations import AddIndexInTraffic, RemoveIndexInTraffic


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("stories", "0026_who_writes_sentences")]

    operations = [
        AddIndexInTraffic(
            model_name='publication',
            index=models.Index(models.F('rung'), models.F('about_age'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='publication_of_rung_and_age'),
        ),
        AddIndexInTraffic(
            model_name='publication',
            index=models.Index(models.F('rung'), models.F('progress'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='publication_of_rung_progress'),
        ),
        AddIndexInTraffic(
            model_name='publication',
            index=models.Index(models.F('about_age'), models.F('progress'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='publication_of_age_progress'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.OrderBy(models.F('risk'), descending=True), models.F('submitted_at'), models.F('id'), condition=models.Q(models.Q(('spam_reason', ''), _negated=True), models.Q(('spam_reason', 'Many stories came from one place within an hour.'), _negated=True)), name='story_spam_riskiest'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.OrderBy(models.F('risk'), descending=True), models.F('submitted_at'), models.F('id'), condition=models.Q(('spam_reason', 'Many stories came from one place within an hour.')), name='story_many_riskiest'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.F('submitted_at'), condition=models.Q(('spam_reason', ''), ('typing_asked_at__isnull', False)), name='story_typed_in_since'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.F('submitted_at'), condition=models.Q(models.Q(('spam_reason', ''), _negated=True), models.Q(('spam_reason', 'Many stories came from one place within an hour.'), _negated=True)), name='story_spam_since'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.F('submitted_at'), condition=models.Q(('spam_reason', 'Many stories came from one place within an hour.')), name='story_many_since'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.F('answered_at'), condition=models.Q(('answered_at__isnull', False), ('spam_reason', ''), ('typing_asked_at', None)), name='story_in_queue_answered'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.F('agreed_at'), condition=models.Q(('agreed_at__isnull', False), ('spam_reason', ''), ('typing_asked_at', None)), name='story_in_queue_agreed'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.F('disagreed_at'), condition=models.Q(('disagreed_at__isnull', False), ('spam_reason', ''), ('typing_asked_at', None)), name='story_in_queue_not_agreed'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('state'), models.F('approved_at'), condition=models.Q(('approved_at__isnull', False), ('spam_reason', ''), ('typing_asked_at', None)), name='story_in_queue_first_yes'),
        ),
        AddIndexInTraffic(
            model_name='story',
            index=models.Index(models.F('consent_ends_on'), models.F('id'), condition=models.Q(models.Q(('state', 'draft'), _negated=True), models.Q(('state', 'safeguarding'), _negated=True), models.Q(('state', 'declined'), _negated=True), models.Q(('state', 'withdrawn'), _negated=True), ('email', '')), name='story_consent_ends_unasked'),
        ),
        RemoveIndexInTraffic(
            model_name='story',
            name='story_perhaps_spam',
        ),
        RemoveIndexInTraffic(
            model_name='story',
            name='story_to_type_since',
        ),
        RemoveIndexInTraffic(
            model_name='story',
            name='story_perhaps_spam_since',
        ),
        RemoveIndexInTraffic(
            model_name='story',
            name='story_answered_since',
        ),
        RemoveIndexInTraffic(
            model_name='story',
            name='story_agreed_since',
        ),
        RemoveIndexInTraffic(
            model_name='story',
            name='story_not_agreed_since',
        ),
        RemoveIndexInTraffic(
            model_name='story',
            name='story_first_yes_since',
        ),
    ]
