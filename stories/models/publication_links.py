"""What a publication is linked to, each in a table that keeps the place of the story in a list."""

from django.db import models
from django.db.models import F

from coproduction_site.cache.revision import shown_to_public
from partners.models import CharterValue, Partner


def _places(of, name):
    return models.Index(F(of), F("published_at").desc(), F("publication").desc(), name=name)


class Placed(models.Model):
    """A link that keeps its place: with the day of its story, the newest stories of one thing are found at once.

    `published_at` is that of the publication. The release before this one left it empty.
    """

    publication = models.ForeignKey("stories.Publication", models.CASCADE)
    published_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"Link of {self.publication}"


@shown_to_public
class PublicationPartner(Placed):
    partner = models.ForeignKey(Partner, models.CASCADE, db_index=False)

    class Meta:
        db_table = "stories_publication_partners"
        unique_together = [("publication", "partner")]
        indexes = [_places("partner", "publication_of_a_partner")]


@shown_to_public
class PublicationTheme(Placed):
    theme = models.ForeignKey("stories.Theme", models.CASCADE, db_index=False)

    class Meta:
        db_table = "stories_publication_themes"
        unique_together = [("publication", "theme")]
        indexes = [_places("theme", "publication_of_a_theme")]


@shown_to_public
class PublicationValue(Placed):
    """`slug` is the address of the value, by which it is the same in each version of the charter."""

    value = models.ForeignKey(CharterValue, models.CASCADE, db_column="chartervalue_id")
    slug = models.SlugField(default="", db_default="", db_index=False)

    class Meta:
        db_table = "stories_publication_values"
        unique_together = [("publication", "value")]
        indexes = [_places("slug", "publication_of_a_value")]


LINKS = (PublicationPartner, PublicationTheme, PublicationValue)
