"""In which language the words are that everybody reads. Where they are the teller's own, letter by letter, it is known already."""

from django.db import migrations, models

TEXTS = ("title", "happened", "good", "better", "changed", "took_part")


def know_it_of_their_own_words(apps, schema_editor):
    Story, Publication = apps.get_model("stories", "Story"), apps.get_model("stories", "Publication")
    publications = Publication.objects.exclude(language="")
    for publication in publications.iterator():
        story = Story.objects.filter(pk=publication.pk).values(*TEXTS).first()
        if story == {text: getattr(publication, text) for text in TEXTS}:
            Publication.objects.filter(pk=publication.pk).update(public_language=publication.language)


class Migration(migrations.Migration):
    dependencies = [("stories", "0033_when_what_is_public_changed")]

    operations = [
        migrations.AddField(
            "story",
            "public_language",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=10,
                verbose_name="language of the public copy",
            ),
        ),
        migrations.AddField(
            "publication",
            "public_language",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=10,
                verbose_name="language of these words",
            ),
        ),
        migrations.AlterField(
            "publication",
            "language",
            models.CharField(
                blank=True, max_length=10, verbose_name="language in which it was told"
            ),
        ),
        migrations.RunPython(know_it_of_their_own_words, migrations.RunPython.noop),
    ]
