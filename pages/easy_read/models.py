"""The Easy Read twin of a page, step by step. Found through `pages.models`."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from pages.easy_read.measures import is_easy
from pages.twins import OF_ONE_PAGE, Twin, TwinQuerySet

OURS = RegexValidator(r"^/[\w/#-]*\Z", "Write an address on this site. It begins with /.")

NOT_TESTED = Q(checked_by="", checked_on=None, were_paid=False)
TESTED = ~Q(checked_by="") & Q(checked_on__isnull=False, were_paid=True)


class EasyReadTwinQuerySet(TwinQuerySet):
    def with_a_drawing(self):
        """Each with that of its first step."""
        first = EasyReadStep.objects.filter(twin=OuterRef("pk")).values("drawing")[:1]
        return self.annotate(drawing=Subquery(first))


@shown_to_public
class EasyReadTwin(Twin):
    """What one page says, in Easy Read. Tested if and only if it says who checked it, when, and that they were paid."""

    title = models.CharField(max_length=60)
    page = models.OneToOneField(
        "pages.Page", models.CASCADE, null=True, blank=True, related_name="easy_read"
    )
    order = models.PositiveSmallIntegerField(default=100)
    checked_by = models.CharField(
        "who checked it",
        max_length=120,
        blank=True,
        help_text="A group, and not the name of one person. For example: five people with a learning disability.",
    )
    checked_on = models.DateField("when they checked it", null=True, blank=True)
    were_paid = models.BooleanField("they were paid", default=False)
    history = HistoricalRecords(excluded_fields=["version", "written_for", "looked_at"])

    objects = EasyReadTwinQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "Easy Read page"
        constraints = [
            models.CheckConstraint(
                name="easy_read_is_the_twin_of_one_page",
                condition=OF_ONE_PAGE,
                violation_error_message="Choose the page that it is the twin of: one, and only one.",
            ),
            models.UniqueConstraint(
                name="a_place_has_one_easy_read_twin",
                fields=["place"],
                condition=~Q(place=""),
                violation_error_message="This page has an Easy Read twin already.",
            ),
            models.CheckConstraint(
                name="easy_read_is_tested_with_three_facts",
                condition=NOT_TESTED | TESTED,
                violation_error_message=(
                    "Write all three: who checked it, when, and that they were paid. Or none of them yet."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.source_address}easy-read/"

    @property
    def is_tested(self) -> bool:
        return bool(self.checked_by)


@shown_to_public
class EasyReadStep(models.Model):
    """One idea, in one or two short sentences, with one drawing beside it."""

    twin = models.ForeignKey(EasyReadTwin, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField("position", default=0)
    text = models.TextField(
        "sentences",
        max_length=240,
        validators=[is_easy],
        help_text="One idea. One sentence on each line, of 15 words at most.",
    )
    hard_word = models.CharField(
        max_length=60,
        blank=True,
        help_text="If the sentences tell what a hard word means. It is shown in bold.",
    )
    drawing = models.CharField(max_length=40)
    link = models.CharField(
        max_length=120, blank=True, validators=[OURS], help_text="For example /stories/"
    )
    link_text = models.CharField("words of the link", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "step"
        constraints = [
            models.CheckConstraint(
                name="easy_read_link_has_its_words",
                condition=Q(link="", link_text="") | (~Q(link="") & ~Q(link_text="")),
                violation_error_message="A link needs an address and words.",
            )
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Each line as what stands before its hard word, that word, and what stands after it."""
        lines = filter(None, map(str.strip, self.text.splitlines()))
        return [line.partition(self.hard_word) if self.hard_word else (line, "", "") for line in lines]
