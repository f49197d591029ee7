"""Pieces of work told under the same headings, with what went wrong. Found through `pages.models`."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.reviews.models import Reviewed
from coproduction_site.workflow.versions import Versioned
from pages.case_studies.card import CaseStudyCard

SAY_WHAT_WENT_WRONG = (
    "Say what went wrong. Something always does, and it is what others learn most from."
)

# Made from a story by a press, and still to be written.
UNFINISHED = Q(is_listed=False, story_number__isnull=False)


class CaseStudyQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(is_listed=True)

    def true(self):
        return self.filter(is_invented=False)

    def over(self, day):
        """Those that are still shown, though the yes of the people in them has ended."""
        return self.listed().filter(consent_ends_on__lte=day)


@shown_to_public
class CaseStudy(Versioned, Reviewed):
    """How one piece of work went, from what had to change to what came of it.

    What is made from a story has the number of it, and no relation to it, as a publication has.
    """

    LONGEST = 2_000
    TEXTS = (
        *("title", "summary", "had_to_change", "who", "money", "hours", "changed", "known_by"),
        *("went_wrong", "tips", "consent"),
    )

    slug = models.SlugField(
        "address",
        unique=True,
        max_length=80,
        help_text="The last part of the web address. If you change it, the old one leads to the new.",
    )
    title = models.CharField(max_length=120)
    language = models.CharField(
        "language of these words", max_length=10, blank=True, default="", db_default=""
    )
    summary = models.CharField(max_length=250, help_text="One sentence, shown large under the title.")
    is_invented = models.BooleanField(
        "it is made up", default=False, help_text="Then the page says so, at the top."
    )
    had_to_change = models.TextField("what had to change", max_length=LONGEST)
    who = models.TextField("who took part, and how they were found", max_length=LONGEST)
    rung_before = models.ForeignKey(
        "ladder.Rung",
        models.PROTECT,
        null=True,
        related_name="began_here",
        verbose_name="rung at the start",
    )
    rung_after = models.ForeignKey(
        "ladder.Rung",
        models.PROTECT,
        null=True,
        related_name="ended_here",
        verbose_name="rung at the end",
    )
    money = models.CharField("what it cost in money", max_length=300)
    hours = models.CharField("what it cost in hours", max_length=300)
    changed = models.TextField("what changed", max_length=LONGEST)
    known_by = models.TextField("how you know", max_length=LONGEST)
    went_wrong = models.TextField("what went wrong", max_length=LONGEST)
    tips = models.TextField("tips", max_length=LONGEST, help_text="One on each line.")
    consent = models.CharField(
        "who said yes to this page",
        max_length=300,
        help_text="For example: two parents and the club. No names of children.",
    )
    consent_ends_on = models.DateField(
        "their yes ends on",
        null=True,
        blank=True,
        help_text="On that day the page is taken off the list. Ask them before.",
    )
    story_number = models.BigIntegerField(
        "number of the story it is made from", null=True, unique=True, editable=False
    )
    is_listed = models.BooleanField("everybody can see it", default=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords(excluded_fields=["version", "review_told_for", "story_number"])

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title", "pk"]
        verbose_name_plural = "case studies"
        constraints = [
            models.CheckConstraint(
                name="public_case_study_says_what_went_wrong",
                condition=~Q(went_wrong="") | UNFINISHED,
                violation_error_message=SAY_WHAT_WENT_WRONG,
            ),
            models.CheckConstraint(
                name="case_study_has_its_rungs",
                condition=Q(rung_before__isnull=False, rung_after__isnull=False) | UNFINISHED,
                violation_error_message="Say on which rung it began, and on which it ended.",
            ),
            models.CheckConstraint(
                name="case_study_of_a_story_is_not_made_up",
                condition=Q(story_number__isnull=True) | Q(is_invented=False),
                violation_error_message="It is made from a true story.",
            ),
            models.CheckConstraint(
                name="true_case_study_has_a_yes_that_ends",
                condition=Q(is_listed=False) | Q(is_invented=True) | Q(consent_ends_on__isnull=False),
                violation_error_message="Real people are in it. Say when their yes ends.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def card(self) -> CaseStudyCard:
        return CaseStudyCard.of(self)

    def get_absolute_url(self):
        return reverse("pages:case_study", args=[self.slug])

    @classmethod
    def to_review(cls, day):
        return super().to_review(day).filter(is_listed=True)

    def take_off(self, reason: str) -> None:
        """Off the list, at once. Its words stay on the desk, and its history says why."""
        self.is_listed = False
        self.version += 1
        self._change_reason = reason
        self.save(update_fields=["is_listed", "version"])

    @property
    def tips_in_lines(self) -> list[str]:
        return [line.strip() for line in self.tips.splitlines() if line.strip()]
