"""Case studies made from stories are unfinished at first, and know the number of their story."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ladder', '0007_methods_with_steps'),
        ('pages', '0013_how_to_guide'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='casestudy',
            name='case_study_says_what_went_wrong',
        ),
        migrations.AddField(
            model_name='casestudy',
            name='story_number',
            field=models.BigIntegerField(editable=False, null=True, unique=True, verbose_name='number of the story it is made from'),
        ),
        migrations.AlterField(
            model_name='casestudy',
            name='rung_after',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended_here', to='ladder.rung', verbose_name='rung at the end'),
        ),
        migrations.AlterField(
            model_name='casestudy',
            name='rung_before',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='began_here', to='ladder.rung', verbose_name='rung at the start'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('went_wrong', ''), _negated=True), models.Q(('is_listed', False), ('story_number__isnull', False)), _connector='OR'), name='public_case_study_says_what_went_wrong', violation_error_message='Say what went wrong. Something always does, and it is what others learn most from.'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rung_after__isnull', False), ('rung_before__isnull', False)), models.Q(('is_listed', False), ('story_number__isnull', False)), _connector='OR'), name='case_study_has_its_rungs', violation_error_message='Say on which rung it began, and on which it ended.'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(('story_number__isnull', True), ('is_invented', False), _connector='OR'), name='case_study_of_a_story_is_not_made_up', violation_error_message='It is made from a true story.'),
        ),
    ]
