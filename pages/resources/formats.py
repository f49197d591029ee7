"""In which formats a resource is there, each with its size. Found through `pages.models`."""

from pathlib import PurePath

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.uploads import sizes
from pages.resources.addresses import leads_somewhere
from pages.resources.kinds import LANGUAGE_NAMES, Format, languages


class ResourceFormatQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(resource__is_listed=True)

    def leading_elsewhere(self):
        return self.listed().filter(link__startswith="http")

    def files(self) -> set[str]:
        """The names of those that stand here."""
        return set(self.exclude(file="").values_list("file", flat=True))


@shown_to_public
class ResourceFormat(models.Model):
    """One way to have a resource: a link to where it stands, or a file that stands here and is public while that is."""

    resource = models.ForeignKey("pages.Resource", models.CASCADE, related_name="formats")
    format = models.CharField(max_length=8, choices=Format)
    link = models.CharField(
        max_length=400,
        blank=True,
        validators=[leads_somewhere],
        help_text="For example https://www.example.org/guide, or /ladder/ on this site.",
    )
    file = models.FileField(upload_to="resources/", blank=True)
    size = models.PositiveBigIntegerField("size in bytes", null=True, editable=False)
    lang = models.CharField(
        "language, if it is another one", max_length=12, choices=languages, blank=True
    )
    history = HistoricalRecords(excluded_fields=["file"])

    objects = ResourceFormatQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "format"
        constraints = [
            models.CheckConstraint(
                name="format_is_a_link_or_a_file",
                condition=(Q(link="") & ~Q(file="")) | (~Q(link="") & Q(file="")),
                violation_error_message="Give a link or a file, one of the two.",
            ),
            models.CheckConstraint(
                name="file_of_a_format_was_measured", condition=Q(file="") | Q(size__isnull=False)
            ),
        ]

    def __str__(self):
        return self.in_short or "New format"

    @property
    def is_elsewhere(self) -> bool:
        return self.link.startswith("http")

    @property
    def address(self) -> str:
        """Where it can be read."""
        return self.link or reverse("pages:resource_file", args=[self.resource.slug, self.file_name])

    @property
    def file_name(self) -> str:
        return PurePath(self.file.name).name

    @property
    def in_short(self) -> str:
        """Such as “PDF, 340 kB, Panjabi”."""
        size = sizes.in_words(self.size) if self.size else ""
        parts = [Format(self.format).label, size, LANGUAGE_NAMES.get(self.lang, "")]
        return ", ".join(part for part in parts if part)
