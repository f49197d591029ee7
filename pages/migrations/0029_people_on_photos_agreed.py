"""A photo of people on a page says who they are, and from when until when they agreed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0028_translations'),
    ]

    operations = [
        migrations.AddField(
            model_name='pagefile',
            name='agreed_on',
            field=models.DateField(blank=True, help_text='For a child, an adult agreed too.', null=True, verbose_name='all of them agreed on'),
        ),
        migrations.AddField(
            model_name='pagefile',
            name='agreed_until',
            field=models.DateField(blank=True, help_text='The day after, the photo is erased.', null=True, verbose_name='they agreed until'),
        ),
        migrations.AddField(
            model_name='pagefile',
            name='people',
            field=models.CharField(blank=True, db_default='', default='', help_text='Each person on a photo. Only staff read this. Leave it empty if nobody can be recognised.', max_length=200, verbose_name='who can be recognised'),
        ),
        migrations.AddConstraint(
            model_name='pagefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_on', None), ('agreed_until', None), ('people', '')), models.Q(models.Q(('people', ''), _negated=True), ('agreed_on__isnull', False), ('agreed_until__gte', models.F('agreed_on')), ('agreed_until__isnull', False)), _connector='OR'), name='people_on_a_page_agreed_for_a_time', violation_error_message='If people can be recognised, say who, on which day they agreed, and until which day.'),
        ),
    ]
