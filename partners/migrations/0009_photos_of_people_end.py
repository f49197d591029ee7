"""A photo of a partner says until the end of which year those who are on it agreed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0008_what_came_of_it'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpartner',
            name='photo_until',
            field=models.CharField(blank=True, db_default='', default='', help_text='Four figures. After that year the photo is erased. Empty if nobody can be recognised.', max_length=4, verbose_name='year in which the yes of those on the photo ends'),
        ),
        migrations.AddField(
            model_name='partner',
            name='photo_until',
            field=models.CharField(blank=True, db_default='', default='', help_text='Four figures. After that year the photo is erased. Empty if nobody can be recognised.', max_length=4, verbose_name='year in which the yes of those on the photo ends'),
        ),
    ]
