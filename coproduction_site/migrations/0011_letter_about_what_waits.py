from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coproduction_site", "0010_what_can_be_searched")]
    operations = [
        migrations.AlterField(
            model_name="turnedoff",
            name="kind",
            field=models.CharField(
                choices=[
                    ("digest", "The daily letter about what waits for you"),
                    ("still_correct", "The letter “Is your page still correct?”"),
                    ("reminders", "The reminder to answer a story"),
                    ("promises", "The letter about a change that you promised"),
                ],
                editable=False,
                max_length=13,
            ),
        ),
    ]
