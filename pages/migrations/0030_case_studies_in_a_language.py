"""A case study that is made from a story begins in the language of the story’s public words."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0029_people_on_photos_agreed'),
    ]

    operations = [
        migrations.AddField(
            model_name='casestudy',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', max_length=10, verbose_name='language of these words'),
        ),
        migrations.AddField(
            model_name='historicalcasestudy',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', max_length=10, verbose_name='language of these words'),
        ),
    ]
