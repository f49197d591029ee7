from django.db import migrations, models

REASONS = [
    ("identifies", "Somebody could be recognised"),
    ("legal", "It touches a court or care matter"),
    ("abuse", "It is unkind to somebody"),
    ("not_a_story", "It is not about working together"),
    ("advert", "It is an advert or spam"),
    ("duplicate", "We have this story already"),
    ("other", "Something else"),
    ("asked", "Somebody in the story asked us to"),
    ("not_right", "Something in it may not be right"),
    ("photo", "There is a worry about a photo"),
]


class Migration(migrations.Migration):
    """The database fills the column by itself, for rows that the release before this one still writes."""

    dependencies = [("stories", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storyevent",
            name="reason",
            field=models.CharField(blank=True, choices=REASONS, db_default="", default="", max_length=11),
        ),
    ]
