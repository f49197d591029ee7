from django.db import migrations, models

TAKES = [("hours", "A day or less"), ("weeks", "A few weeks"), ("long", "Months or more")]


def fields_of(model):
    return [
        migrations.AddField(model, "takes", models.CharField("how long, to choose by", max_length=5, choices=TAKES, blank=True, default="", db_default="")),
        migrations.AddField(model, "steps", models.TextField(max_length=2_000, blank=True, default="", db_default="", help_text="One on each line.")),
        migrations.AddField(model, "telling_back", models.CharField("how to tell people what came of it", max_length=300, blank=True, default="", db_default="")),
    ]


class Migration(migrations.Migration):
    dependencies = [("ladder", "0006_who_sees_chosen_steps")]

    operations = [*fields_of("method"), *fields_of("historicalmethod")]
