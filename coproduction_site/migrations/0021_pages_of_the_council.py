"""The council’s pages on social media, for search engines alone."""

import coproduction_site.listed_addresses
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coproduction_site', '0020_of_which_tables_the_last_moves_were'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalsitesettings',
            name='council_pages',
            field=models.TextField(blank=True, db_default='', default='', help_text='One address on each line. Search engines then know that they are the council’s. No page shows them.', validators=[coproduction_site.listed_addresses.every_line_is_an_address], verbose_name='pages of the council on social media'),
        ),
        migrations.AddField(
            model_name='sitesettings',
            name='council_pages',
            field=models.TextField(blank=True, db_default='', default='', help_text='One address on each line. Search engines then know that they are the council’s. No page shows them.', validators=[coproduction_site.listed_addresses.every_line_is_an_address], verbose_name='pages of the council on social media'),
        ),
    ]
