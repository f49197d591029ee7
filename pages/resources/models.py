"""Good things to read and use, ours and those of others. Found through `pages.models`."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.reviews.models import Reviewed
from coproduction_site.workflow.versions import Versioned
from pages.audience import Audience
from pages.resources.card import ResourceCard
from pages.resources.kinds import Kind, Level, languages

EVERYBODY, ANY_LEVEL = Audience.EVERYBODY, Level.ANY


class ResourceQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(is_listed=True)


@shown_to_public
class Resource(Versioned, Reviewed):
    """Something good to read, watch or use, in one format or several (`resources.formats`)."""

    slug = models.SlugField(
        "address",
        unique=True,
        max_length=80,
        help_text="The last part of the web address. If you change it, the old one leads to the new.",
    )
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=250, help_text="One sentence: what somebody gets out of it.")
    kind = models.CharField(max_length=12, choices=Kind)
    audience = models.CharField("for whom", max_length=12, choices=Audience, default=EVERYBODY)
    rung = models.ForeignKey(
        "ladder.Rung",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        help_text="The rung that it helps to reach. Leave it empty if it is about all of them.",
    )
    level = models.CharField(max_length=8, choices=Level, default=ANY_LEVEL)
    minutes = models.PositiveSmallIntegerField(
        "minutes it takes", null=True, blank=True, help_text="Leave it empty if you don’t know."
    )
    lang = models.CharField("language", max_length=12, choices=languages, default="en-GB")
    is_easy_read = models.BooleanField("Easy Read", default=False)
    source = models.CharField("who made it", max_length=120)
    licence = models.CharField(
        max_length=120, blank=True, help_text="What others may do with it. For example: CC BY 4.0."
    )
    is_checked = models.BooleanField(
        "somebody here has read it",
        default=False,
        help_text="Until then the page says that it still has to be checked.",
    )
    is_listed = models.BooleanField("everybody can see it", default=True)
    history = HistoricalRecords(excluded_fields=["version", "review_told_for"])

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        indexes = [models.Index("is_listed", "title", "id", name="resources_by_title")]
        constraints = [
            models.CheckConstraint(
                name="resource_takes_some_time",
                condition=Q(minutes=None) | Q(minutes__gt=0),
                violation_error_message="It takes one minute or more. Leave it empty if you don’t know.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:resource", args=[self.slug])

    @property
    def card(self) -> ResourceCard:
        return ResourceCard.of(self)

    @classmethod
    def to_review(cls, day):
        return super().to_review(day).filter(is_listed=True)

    @cached_property
    def ways(self) -> list:
        """Each format in which it is there."""
        return list(self.formats.all())

    @property
    def is_elsewhere(self) -> bool:
        """In one format at least."""
        return any(way.is_elsewhere for way in self.ways)

    @property
    def in_short(self) -> str:
        """Such as “Word, 120 kB · PDF, 300 kB”."""
        return " · ".join(way.in_short for way in self.ways)
