"""The Easy Read twin of a page, step by step. Found through `pages.models`."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from coproduction_site.cache import revision
from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned
from pages.easy_read.measures import is_easy

OURS = RegexValidator(r"^/[\w/#-]*\Z", "Write an address on this site. It begins with /.")


class Place(models.TextChoices):
    """Pages that are no rows, by the names of their addresses."""

    LADDER = "ladder:ladder", "The ladder"
    PARTNERS = "partners:list", "Partners"
    CHARTER = "charter:charter", "Our charter"
    STORIES = "stories:list", "Stories"
    TELLING = "stories:start", "Tell your story"


NOT_TESTED = Q(checked_by="", checked_on=None, were_paid=False)
TESTED = ~Q(checked_by="") & Q(checked_on__isnull=False, were_paid=True)


class EasyReadTwinQuerySet(models.QuerySet):
    def published(self):
        """A twin is public while its page is."""
        return self.filter(Q(page=None) | Q(page__state="published")).select_related("page")

    def with_a_drawing(self):
        """Each with that of its first step."""
        first = EasyReadStep.objects.filter(twin=OuterRef("pk")).values("drawing")[:1]
        return self.annotate(drawing=Subquery(first))


@shown_to_public
class EasyReadTwin(Versioned):
    """What one page says, in Easy Read: the twin of a page that is a row, or else of a `place`.

    `written_for` holds the words that the page had when somebody last saw that the twin says the same. It is tested
    if and only if it says who checked it, when, and that they were paid.
    """

    title = models.CharField(max_length=60)
    page = models.OneToOneField(
        "pages.Page", models.CASCADE, null=True, blank=True, related_name="easy_read"
    )
    place = models.CharField("or one of these", max_length=20, choices=Place, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    checked_by = models.CharField(
        "who checked it",
        max_length=120,
        blank=True,
        help_text="A group, and not the name of one person. For example: five people with a learning disability.",
    )
    checked_on = models.DateField("when they checked it", null=True, blank=True)
    were_paid = models.BooleanField("they were paid", default=False)
    written_for = models.TextField(default="", blank=True, editable=False)
    looked_at = models.DateTimeField(default=timezone.now, editable=False)
    history = HistoricalRecords(excluded_fields=["version", "written_for", "looked_at"])

    objects = EasyReadTwinQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "Easy Read page"
        constraints = [
            models.CheckConstraint(
                name="easy_read_is_the_twin_of_one_page",
                condition=(Q(page=None) & ~Q(place="")) | Q(page__isnull=False, place=""),
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
    def source_address(self) -> str:
        return self.page.get_absolute_url() if self.page else reverse(self.place)

    @property
    def source_name(self) -> str:
        return (self.page.menu_title or self.page.title) if self.page else self.get_place_display()

    @property
    def is_tested(self) -> bool:
        return bool(self.checked_by)

    def look_again(self, text: str) -> None:
        """Somebody has read the page as `text` and says that the twin says the same."""
        EasyReadTwin.objects.filter(pk=self.pk).update(written_for=text, looked_at=timezone.now())
        revision.move()


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
