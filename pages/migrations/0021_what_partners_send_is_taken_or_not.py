"""One mechanism reads what partners send, and its states have one name each."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0020_who_counts_readers_of_news'),
    ]

    operations = [
        migrations.AlterField(
            model_name='offer',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting to be read'), ('taken', 'Taken'), ('not taken', 'Not taken')], default='waiting', editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting to be read'), ('taken', 'Taken'), ('not taken', 'Not taken')], default='waiting', editable=False, max_length=10),
        ),
    ]
