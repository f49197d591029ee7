

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0015_document_is_the_form'),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='is_unsure_who',
            field=models.BooleanField(db_default=False, default=False, verbose_name='I am not sure which ones took part'),
        ),
        migrations.AddField(
            model_name='story',
            name='left_at',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name='story',
            name='not_asked',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='We were not asked at all'),
        ),
        migrations.AddField(
            model_name='story',
            name='other_organisation',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='which other organisation took part?'),
        ),
        migrations.AddField(
            model_name='story',
            name='school',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='which school or nursery took part?'),
        ),
    ]
