"""What says a page once more in another way: in easy words, or in another language."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache import revision
from coproduction_site.workflow.versions import Versioned


class Place(models.TextChoices):
    """Pages that are no rows, by the names of their addresses."""

    LADDER = "ladder:ladder", "The ladder"
    PARTNERS = "partners:list", "Partners"
    CHARTER = "charter:charter", "Our charter"
    STORIES = "stories:list", "Stories"
    TELLING = "stories:start", "Tell your story"


OF_ONE_PAGE = (Q(page=None) & ~Q(place="")) | Q(page__isnull=False, place="")


class TwinQuerySet(models.QuerySet):
    def published(self):
        """A twin is public while its page is."""
        return self.filter(Q(page=None) | Q(page__state="published")).select_related("page")


class Twin(Versioned):
    """The twin of a `page` that is a row, or else of a `place`.

    `written_for` holds the words that the page had when somebody last saw that the twin says the same.
    """

    place = models.CharField("or one of these", max_length=20, choices=Place, blank=True)
    written_for = models.TextField(default="", blank=True, editable=False)
    looked_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def source_address(self) -> str:
        return self.page.get_absolute_url() if self.page else reverse(self.place)

    @property
    def source_name(self) -> str:
        return (self.page.menu_title or self.page.title) if self.page else self.get_place_display()

    def look_again(self, text: str) -> None:
        """Somebody has read the page as `text` and says that the twin says the same."""
        now = timezone.now()
        type(self).objects.filter(pk=self.pk).update(written_for=text, looked_at=now)
        revision.move()


def numbers_with(row: models.Model, kind: type[Twin]) -> list[int]:
    """Of the twins of this kind that the search reads anew with a row: itself, or those of a page."""
    if isinstance(row, kind):
        return [row.pk]
    return list(kind.objects.filter(page=row).values_list("pk", flat=True))
